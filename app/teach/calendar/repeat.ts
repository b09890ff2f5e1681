// Over which days one slot is put up.
import { addDays, daysBetween } from '@/lib/time';

/** Monday is 0. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export function weekdayOf(day: string): Weekday {
  return ((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7) as Weekday;
}

/** Days from `from` on, over `weeks` weeks and not after `lastDay`, that fall on one of `weekdays`; `from` among them. */
export function repeatDays({
  from,
  weeks,
  weekdays,
  lastDay,
}: {
  from: string;
  weeks: number;
  weekdays: ReadonlySet<Weekday>;
  lastDay: string;
}): string[] {
  const span = Math.min(weeks * 7, daysBetween(from, lastDay) + 1);
  const days = Array.from({ length: Math.max(span, 1) }, (_, index) => addDays(from, index));
  return days.filter((day) => day === from || weekdays.has(weekdayOf(day)));
}
