import { moneyOf } from '@/lib/money';
import type { Slot } from '@/lib/slots/schema';
import { clockRange, dayOf, longDay } from '@/lib/time-format';

/** What the booking calendar needs of a slot. Hundreds of them travel with a page, so nothing else goes along. */
export type BookableSlot = Pick<
  Slot,
  'id' | 'startsAt' | 'endsAt' | 'sessionType' | 'maxParticipants' | 'seatsLeft' | 'priceCents' | 'currency'
> & {
  /** Whoever looks has a session then, so that no other can be booked. */
  isOwnTime?: true;
};

export function toBookableSlot(slot: BookableSlot): BookableSlot {
  const { id, startsAt, endsAt, sessionType, maxParticipants, seatsLeft, priceCents, currency } = slot;
  return { id, startsAt, endsAt, sessionType, maxParticipants, seatsLeft, priceCents, currency };
}

/** `3 of 20 seats left`; a 1-to-1 has no seats to speak of. */
export function seatsText(
  slot: Pick<BookableSlot, 'sessionType' | 'seatsLeft' | 'maxParticipants'>,
): string | null {
  return slot.sessionType === 'GROUP' ? `${slot.seatsLeft} of ${slot.maxParticipants} seats left` : null;
}

/** `Tuesday 4 May, 14:00 to 15:00, group, 3 of 20 seats left, $30.00`. */
export function spokenSlot(slot: BookableSlot, zone: string): string {
  return [
    longDay(slot.startsAt, zone),
    clockRange({ ...slot, zone }).replace('–', ' to '),
    slot.sessionType === 'GROUP' ? 'group' : '1-to-1',
    seatsText(slot),
    moneyOf(slot.priceCents, slot.currency),
  ]
    .filter(Boolean)
    .join(', ');
}

/** Slots by calendar day in a zone, each day in order of time. */
export function groupByDay<S extends { startsAt: string }>(
  slots: readonly S[],
  zone: string,
): Map<string, S[]> {
  const days = new Map<string, S[]>();
  for (const slot of slots) {
    const day = dayOf(slot.startsAt, zone);
    const sameDay = days.get(day);
    if (sameDay) sameDay.push(slot);
    else days.set(day, [slot]);
  }
  return days;
}
