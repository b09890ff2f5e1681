// How instants are written for people. Intl alone, so that no library travels to the browser, and assembled from
// single parts, because the punctuation between them differs from one ICU release to the next (server and browser).
import { daysBetween } from './time';

const LOCALE = 'en-GB';
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: zone });
    formatters.set(key, formatter);
  }
  return formatter;
}

type When = Date | string;

function part(
  when: When,
  zone: string,
  options: Intl.DateTimeFormatOptions,
  type: Intl.DateTimeFormatPartTypes,
) {
  const parts = formatterOf(zone, options).formatToParts(new Date(when));
  return parts.find((each) => each.type === type)?.value ?? '';
}

const dayNumber = (when: When, zone: string) => String(Number(part(when, zone, { day: '2-digit' }, 'day')));
const monthName = (when: When, zone: string, month: 'short' | 'long') =>
  // Newer ICU writes "Sept" in British English, older "Sep".
  part(when, zone, { month }, 'month').replace('Sept', month === 'short' ? 'Sep' : 'Sept');

/** `14:00`, on a 24-hour clock. */
export function clockOf(when: When, zone: string): string {
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return `${part(when, zone, options, 'hour').padStart(2, '0')}:${part(when, zone, options, 'minute').padStart(2, '0')}`;
}

/** The calendar day of an instant in a zone, `YYYY-MM-DD`. */
export function dayOf(when: When, zone: string): string {
  const year = part(when, zone, { year: 'numeric' }, 'year').padStart(4, '0');
  const month = part(when, zone, { month: '2-digit' }, 'month');
  return `${year}-${month}-${part(when, zone, { day: '2-digit' }, 'day')}`;
}

/** `Tuesday 4 May`. */
export function longDay(when: When, zone: string): string {
  return `${part(when, zone, { weekday: 'long' }, 'weekday')} ${dayNumber(when, zone)} ${monthName(when, zone, 'long')}`;
}

/** `Tuesday 4 May 2027`. */
export function longDate(when: When, zone: string): string {
  return `${longDay(when, zone)} ${part(when, zone, { year: 'numeric' }, 'year')}`;
}

/** `Tue 4 May`. */
export function shortDay(when: When, zone: string): string {
  return `${shortWeekday(when, zone)} ${dayNumber(when, zone)} ${monthName(when, zone, 'short')}`;
}

/** `Tue`. */
export function shortWeekday(when: When, zone: string): string {
  return part(when, zone, { weekday: 'short' }, 'weekday');
}

/** `4 May`. */
export function dayAndMonth(when: When, zone: string): string {
  return `${dayNumber(when, zone)} ${monthName(when, zone, 'short')}`;
}

/** `4 May 2027`. */
export function fullDate(when: When, zone: string): string {
  return `${dayNumber(when, zone)} ${monthName(when, zone, 'long')} ${part(when, zone, { year: 'numeric' }, 'year')}`;
}

/** `November 2026` of a month written `2026-11`; `short` for `Nov 2026`. */
export function monthAndYear(month: string, length: 'short' | 'long' = 'long'): string {
  return `${monthName(noonOf(`${month}-01`), 'UTC', length)} ${Number(month.slice(0, 4))}`;
}

/** `14:00–15:00`; where the end falls on another day, it says so. */
export function clockRange({
  startsAt,
  endsAt,
  zone,
}: {
  startsAt: When;
  endsAt: When;
  zone: string;
}): string {
  const end = clockOf(endsAt, zone);
  const sameDay = dayOf(startsAt, zone) === dayOf(endsAt, zone);
  const crosses = !sameDay && end !== '00:00';
  return `${clockOf(startsAt, zone)}–${end}${crosses ? ` (${shortWeekday(endsAt, zone)})` : ''}`;
}

/** Noon UTC of a calendar day: an instant that lies on that day when it is read in UTC. */
export function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** `GMT+5:45`: how far a zone is from Greenwich at an instant. */
export function offsetName(when: When, zone: string): string {
  return part(when, zone, { timeZoneName: 'shortOffset', hour: '2-digit' }, 'timeZoneName').replace(
    'UTC',
    'GMT',
  );
}

/** Browsers go on naming some zones by what their cities were called long ago. */
const PRESENT_NAMES: Record<string, string> = {
  Calcutta: 'Kolkata',
  Katmandu: 'Kathmandu',
  Kiev: 'Kyiv',
  Rangoon: 'Yangon',
  Saigon: 'Ho Chi Minh City',
};

/** `New York` for `America/New_York`. */
export function zoneCity(zone: string): string {
  const city = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  return PRESENT_NAMES[city] ?? city;
}

/** `45 min`, `1 h`, `1 h 30 min`. */
export function durationOf(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours ? `${hours} h` : '', rest || !hours ? `${rest} min` : ''].filter(Boolean).join(' ');
}

/** `in 2 h`, `in 3 days`, `now`: how far off an instant is. */
export function untilOf({
  startsAt,
  endsAt,
  now,
}: {
  startsAt: When;
  endsAt: When;
  now: When;
}): string | null {
  const nowMs = new Date(now).getTime();
  const minutes = Math.ceil((new Date(startsAt).getTime() - nowMs) / 60_000);
  if (new Date(endsAt).getTime() <= nowMs) return null;
  if (minutes <= 0) return 'now';
  if (minutes < 60) return `in ${minutes} min`;
  if (minutes < 36 * 60) return `in ${Math.round(minutes / 60)} h`;
  return `in ${Math.round(minutes / 1440)} days`;
}

/** `just now`, `5 min ago`, `3 h ago`, `yesterday`, `4 days ago`, and the date from a week on. */
export function agoOf({ at, now, zone }: { at: When; now: When; zone: string }): string {
  const minutes = Math.floor((new Date(now).getTime() - new Date(at).getTime()) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const days = daysBetween(dayOf(at, zone), dayOf(now, zone));
  if (minutes < 12 * 60 || days === 0) return `${Math.floor(minutes / 60)} h ago`;
  if (days === 1) return 'yesterday';
  return days < 7 ? `${days} days ago` : fullDate(at, zone);
}
