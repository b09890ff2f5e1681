// Slots as their tutor's calendar gets them, for tests that need no database.
import { placeSlot, type WallSlot } from '@/lib/slots/rules';
import type { OwnSlot } from '@/lib/slots/schema';

const SAVED_AT = '2026-01-01T00:00:00.000Z';

let count = 0;

/** A slot of one seat, or of a group with `seats`; free unless somebody's name is given. */
export function givenOwnSlot(said: WallSlot, { seats = 1, bookedBy = '' } = {}): OwnSlot {
  const { startsAt, endsAt, ...placed } = placeSlot(said);
  count += 1;
  const participants = bookedBy
    ? [{ id: 'participant', userId: 'student', name: bookedBy, status: 'BOOKED' as const }]
    : [];
  return {
    ...placed,
    id: `slot-${count}`,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    providerProfileId: 'profile',
    sessionType: seats === 1 ? 'ONE_TO_ONE' : 'GROUP',
    maxParticipants: seats,
    seatsTaken: participants.length,
    seatsLeft: seats - participants.length,
    priceCents: 3000,
    currency: 'usd',
    createdAt: SAVED_AT,
    updatedAt: SAVED_AT,
    session: bookedBy ? { id: 'session', status: 'SCHEDULED', participants } : null,
  };
}
