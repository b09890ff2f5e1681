// The days that hours can be put up on: today and the 28 after it, which are four whole weeks and one day more. That
// day stands by itself, so that every week has seven days and can be copied whole.
import { MAX_DAYS_AHEAD, WEEK_ONE_DAYS } from '@/lib/slots/rules';
import { addDays, daysBetween } from '@/lib/time';
import { dayAndMonth, noonOf } from '@/lib/time-format';

/** The whole weeks: what can be copied as a week, and to. */
export const WEEKS = [0, 1, 2, 3];

/** What the calendar shows at a time: a whole week, or the last day alone. */
export const PARTS = [...WEEKS, WEEKS.length];

/** Seven days from today on; the last part is the one day after the four weeks. */
export function daysOfPart(today: string, part: number): string[] {
  const first = part * WEEK_ONE_DAYS;
  const length = Math.min(WEEK_ONE_DAYS, MAX_DAYS_AHEAD - first + 1);
  return Array.from({ length }, (_, index) => addDays(today, first + index));
}

/** The part that a day lies in; the first one for any day outside all of them. */
export function partOf(today: string, day: string): number {
  const ahead = daysBetween(today, day);
  return ahead < 0 || ahead > MAX_DAYS_AHEAD ? 0 : Math.floor(ahead / WEEK_ONE_DAYS);
}

/** `26 Nov – 2 Dec`. */
export function weekName(days: string[]): string {
  const [first = '', last = first] = [days[0], days.at(-1)];
  return `${dayAndMonth(noonOf(first), 'UTC')} – ${dayAndMonth(noonOf(last), 'UTC')}`;
}
