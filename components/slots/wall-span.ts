// A slot as a calendar shows it: a day and two wall-clock times of the zone that is looked from, in minutes of that day.
import { placeSlot, type WallSlot } from '@/lib/slots/rules';
import type { OwnSlot } from '@/lib/slots/schema';
import { clockOf, dayOf } from '@/lib/time-format';

export const DAY_MINUTES = 1440;

/** `to` is after `from`, and 1440 at midnight at the day's end. */
export type Span = { day: string; from: number; to: number };

type Lasting = Pick<OwnSlot, 'startsAt' | 'endsAt' | 'durationMinutes'>;

/** What a day's column shows of a slot that starts there: the part up to midnight. */
export function spanOf({ startsAt, endsAt, durationMinutes }: Lasting, zone: string): Span {
  const day = dayOf(startsAt, zone);
  const from = minutesIn(startsAt, zone);
  const to = dayOf(endsAt, zone) > day ? DAY_MINUTES : minutesIn(endsAt, zone);
  // Clocks set back inside a slot may show an end that is not after its start.
  return { day, from, to: to > from ? to : Math.min(from + durationMinutes, DAY_MINUTES) };
}

export function wallOf({ day, from, to }: Span, zone: string): WallSlot {
  return { slotDate: day, startTime: clockFrom(from), endTime: clockFrom(to), timezone: zone };
}

/**
 * A slot's wall times in `zone`. One that was put up in another zone and cannot be said in this one, because it runs
 * over midnight here, keeps its own.
 */
export function wallSeenFrom(slot: OwnSlot, zone: string): WallSlot {
  const { slotDate, startTime, endTime, timezone } = slot;
  const own = { slotDate, startTime, endTime, timezone };
  if (timezone === zone) return own;
  const seen = wallOf(spanOf(slot, zone), zone);
  return isSameTime(seen, slot) ? seen : own;
}

function isSameTime(wall: WallSlot, slot: Lasting): boolean {
  try {
    const { startsAt, endsAt } = placeSlot(wall);
    return startsAt.toISOString() === slot.startsAt && endsAt.toISOString() === slot.endsAt;
  } catch {
    return false;
  }
}

/** What is taken on a day, with what runs into it from the evening before; in order. */
export function takenOn(
  day: string,
  slots: readonly OwnSlot[],
  zone: string,
): { from: number; to: number }[] {
  return slots
    .flatMap((slot) => {
      const span = spanOf(slot, zone);
      if (span.day === day) return [span];
      const isRest = span.day < day && dayOf(slot.endsAt, zone) === day;
      const to = isRest ? minutesIn(slot.endsAt, zone) : 0;
      return to > 0 ? [{ from: 0, to }] : [];
    })
    .sort((a, b) => a.from - b.from);
}

/** Minutes of the day that a clock in the zone shows. */
export function minutesIn(when: Date | string, zone: string): number {
  return minutesOf(clockOf(when, zone));
}

export function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

/** `HH:mm`; midnight at the day's end is `00:00`, as a slot says it. */
export function clockFrom(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60) % 24, minutes % 60];
  return `${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}
