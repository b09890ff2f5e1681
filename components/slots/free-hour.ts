// Which time is offered to a tutor who has not said one, or has only pointed near it.
import type { OwnSlot } from '@/lib/slots/schema';
import { addDays } from '@/lib/time';
import { dayOf } from '@/lib/time-format';
import { judgeSpan, type Pointed } from './slot-drag';
import { DAY_MINUTES, minutesIn, type Span, takenOn } from './wall-span';

const HOUR = 60;
const HALF_HOUR = 30;
const QUARTER = 15;
const USUAL_START = 10 * HOUR;

type Calendar = { slots: readonly OwnSlot[]; zone: string; now: string };

/** An hour from the half hour below the pointer, or what the slots around it and the present leave of that. */
export function hourAt({ at, slots, zone, now }: Calendar & { at: Pointed }): Span {
  const taken = takenOn(at.day, slots, zone);
  const isToday = at.day === dayOf(now, zone) && at.minutes >= minutesIn(now, zone);
  const earliest = Math.max(
    isToday ? nextAfter(now, zone, QUARTER) : 0,
    ...taken.filter(({ to }) => to <= at.minutes).map(({ to }) => to),
  );
  const half = Math.floor(at.minutes / HALF_HOUR) * HALF_HOUR;
  const start = Math.max(earliest, Math.min(half, DAY_MINUTES - HALF_HOUR));
  const next = Math.min(
    DAY_MINUTES,
    ...taken.filter(({ from }) => from > at.minutes).map(({ from }) => from),
  );
  const to = Math.min(start + HOUR, next);
  // Just above the next slot there may be less than a quarter below the half hour.
  const from = Math.max(earliest, Math.min(start, to - QUARTER));
  return { day: at.day, from, to: Math.max(to, from + QUARTER) };
}

/**
 * A free hour on `day`: at ten where that can be, else the next one after it, else the first before it, else half an
 * hour. Where the day has none left, the following days are asked.
 */
export function proposeHour({
  day,
  lastDay,
  ...calendar
}: Calendar & { day: string; lastDay: string }): Span {
  for (let wanted = day; wanted <= lastDay; wanted = addDays(wanted, 1)) {
    const found = freeOn(wanted, calendar);
    if (found) return found;
  }
  return { day, from: USUAL_START, to: USUAL_START + HOUR };
}

function freeOn(day: string, { slots, zone, now }: Calendar): Span | null {
  const earliest = day === dayOf(now, zone) ? nextAfter(now, zone, HALF_HOUR) : 0;
  const preferred = Math.max(earliest, USUAL_START);
  const starts = [...startsBetween(preferred, DAY_MINUTES), ...startsBetween(earliest, preferred)];
  const taken = takenOn(day, slots, zone);
  for (const length of [HOUR, HALF_HOUR]) {
    for (const from of starts) {
      const span = { day, from, to: from + length };
      if (span.to > DAY_MINUTES || taken.some((each) => each.from < span.to && from < each.to)) continue;
      const { problem } = judgeSpan({ span, slots, zone, now });
      // That the first week comes first is told when it is put up: another hour of this day would not help.
      if (!problem || problem.code === 'WEEK_ONE_REQUIRED') return span;
    }
  }
  return null;
}

function startsBetween(from: number, to: number): number[] {
  return Array.from(
    { length: Math.max(0, Math.ceil((to - from) / HALF_HOUR)) },
    (_, i) => from + i * HALF_HOUR,
  );
}

/** The next full step that is still ahead. */
function nextAfter(now: string, zone: string, step: number): number {
  return (Math.floor(minutesIn(now, zone) / step) + 1) * step;
}
