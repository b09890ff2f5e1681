// The four weeks that hours can be put up in, counted from today.
import { MAX_DAYS_AHEAD, WEEK_ONE_DAYS } from '@/lib/slots/rules';
import { addDays, daysBetween } from '@/lib/time';
import { dayAndMonth, noonOf } from '@/lib/time-format';

export const WEEKS = [0, 1, 2, 3];

/** Seven days from today on; the fourth week has an eighth, the last one that may be offered. */
export function daysOfWeek(today: string, week: number): string[] {
  const length = week === WEEKS.length - 1 ? MAX_DAYS_AHEAD - week * WEEK_ONE_DAYS + 1 : WEEK_ONE_DAYS;
  return Array.from({ length }, (_, index) => addDays(today, week * WEEK_ONE_DAYS + index));
}

/** The week that a day lies in; the first one for any day outside all of them. */
export function weekOf(today: string, day: string): number {
  const ahead = daysBetween(today, day);
  if (ahead < 0 || ahead > MAX_DAYS_AHEAD) return 0;
  return Math.min(Math.floor(ahead / WEEK_ONE_DAYS), WEEKS.length - 1);
}

/** `26 Nov – 2 Dec`. */
export function weekName(days: string[]): string {
  const [first = '', last = first] = [days[0], days.at(-1)];
  return `${dayAndMonth(noonOf(first), 'UTC')} – ${dayAndMonth(noonOf(last), 'UTC')}`;
}
