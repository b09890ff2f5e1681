// A slot as its tutor sees it: whether it can still be changed, who is in it, how it is spoken.
import type { OwnSlot } from '@/lib/slots/schema';
import { clockRange, longDay } from '@/lib/time-format';

export type TutorSlotState = 'past' | 'booked' | 'held' | 'open';

/** `held` is a seat that somebody is just paying for. */
export function stateOf(slot: OwnSlot, now: string): TutorSlotState {
  if (Date.parse(slot.startsAt) <= Date.parse(now)) return 'past';
  if (bookedNames(slot).length > 0) return 'booked';
  return slot.seatsTaken > 0 ? 'held' : 'open';
}

export function bookedNames(slot: OwnSlot): string[] {
  return (slot.session?.participants ?? [])
    .filter((participant) => participant.status === 'BOOKED')
    .map((participant) => participant.name);
}

/** `Ana Sousa`, `Ana Sousa and 2 more`, `being booked`, or how many seats are open. */
export function occupancyText(slot: OwnSlot): string {
  const [first, ...others] = bookedNames(slot);
  if (first) return others.length > 0 ? `${first} and ${others.length} more` : first;
  if (slot.seatsTaken > 0) return 'Being booked';
  return slot.sessionType === 'GROUP' ? `Group, ${slot.maxParticipants} seats` : '1-to-1';
}

/** `Tuesday 4 May, 14:00 to 15:00, group, 3 of 20 seats taken, booked by Ana Sousa and Ben Okri`. */
export function spokenOwnSlot({ slot, zone, now }: { slot: OwnSlot; zone: string; now: string }): string {
  const names = bookedNames(slot);
  const state = stateOf(slot, now);
  return [
    longDay(slot.startsAt, zone),
    clockRange({ ...slot, zone }).replace('–', ' to '),
    slot.sessionType === 'GROUP'
      ? `group, ${slot.seatsTaken} of ${slot.maxParticipants} seats taken`
      : '1-to-1',
    names.length > 0 && `booked by ${names.join(', ')}`,
    state === 'held' && 'being booked',
    state === 'open' && 'open',
    state === 'past' && 'past',
  ]
    .filter(Boolean)
    .join(', ');
}
