// A slot as its tutor sees it: whether it can still be changed, who is in it, how it is spoken.
import type { OwnSlot } from '@/lib/slots/schema';
import { clockRange, longDay, zoneCity } from '@/lib/time-format';
import { wallSeenFrom } from './wall-span';

type TutorSlotState = 'past' | 'booked' | 'held' | 'open';

/** `isSaving`: shown where it was just moved to, while the server has not answered. */
export type ShownSlot = OwnSlot & { isSaving?: true };

/** `held` is a seat that somebody is just paying for. */
export function stateOf(slot: OwnSlot, now: string): TutorSlotState {
  if (Date.parse(slot.startsAt) <= Date.parse(now)) return 'past';
  if (bookedNames(slot).length > 0) return 'booked';
  return slot.seatsTaken > 0 ? 'held' : 'open';
}

/** `part`: somebody has booked, and there are seats left to book. */
export type TutorSlotLook = TutorSlotState | 'part';

export function lookOf(slot: OwnSlot, now: string): TutorSlotLook {
  const state = stateOf(slot, now);
  return state === 'booked' && slot.seatsTaken < slot.maxParticipants ? 'part' : state;
}

export function bookedNames(slot: OwnSlot): string[] {
  return (slot.session?.participants ?? [])
    .filter((participant) => participant.status === 'BOOKED')
    .map((participant) => participant.name);
}

/** Why a slot cannot be moved, or null where it can. */
export function whyFixed({ slot, zone, now }: { slot: ShownSlot; zone: string; now: string }): string | null {
  const state = stateOf(slot, now);
  if (state === 'past') return 'This slot has started or is over, so it cannot be moved.';
  if (state === 'booked') return `${bookedNames(slot).join(', ')} booked this slot, so it cannot be moved.`;
  if (state === 'held') return 'Someone is paying for a seat right now, so this slot cannot be moved.';
  if (slot.isSaving) return 'This slot is still being saved. Try again in a moment.';
  if (wallSeenFrom(slot, zone).timezone === zone) return null;
  return `It was added in ${zoneCity(slot.timezone)} time and runs past midnight here. Open it to change it.`;
}

/** `Ana Sousa`, `2 of 8 booked: Ana Sousa and 1 more`, `Being booked`, or what kind it is while nobody has a seat. */
export function occupancyText(slot: OwnSlot): string {
  const [first, ...others] = bookedNames(slot);
  const who = first && (others.length > 0 ? `${first} and ${others.length} more` : first);
  if (slot.sessionType === 'ONE_TO_ONE') return who ?? (slot.seatsTaken > 0 ? 'Being booked' : '1-to-1');
  if (slot.seatsTaken === 0) return `Group, ${slot.maxParticipants} seats`;
  return `${slot.seatsTaken} of ${slot.maxParticipants} booked: ${who ?? 'being paid for'}`;
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

/** `no slots`, `1 slot`, `12 slots`. */
export function slotCount(count: number): string {
  return count === 0 ? 'no slots' : count === 1 ? '1 slot' : `${count} slots`;
}
