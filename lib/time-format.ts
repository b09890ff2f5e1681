// How instants are written for people: in English, on a 24-hour clock, the same on the server and in every browser,
// whatever release of ICU that has. No library travels to the browser for it.
import { dayIn, daysBetween, offsetMinutesAt, wallTimeIn } from './time';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

type When = Date | string;
type Length = 'short' | 'long';

const inLength = (name: string | undefined = '', length: Length) =>
  length === 'short' ? name.slice(0, 3) : name;
const dayNumber = (day: string) => String(Number(day.slice(8)));
const monthName = (day: string, length: Length) => inLength(MONTHS[Number(day.slice(5, 7)) - 1], length);
const weekdayName = (day: string, length: Length) => inLength(WEEKDAYS[noonOf(day).getUTCDay()], length);

/** `14:00`, on a 24-hour clock. */
export function clockOf(when: When, zone: string): string {
  return wallTimeIn(new Date(when), zone);
}

/** The calendar day of an instant in a zone, `YYYY-MM-DD`. */
export function dayOf(when: When, zone: string): string {
  return dayIn(new Date(when), zone);
}

/** `Tuesday 4 May`. */
export function longDay(when: When, zone: string): string {
  const day = dayOf(when, zone);
  return `${weekdayName(day, 'long')} ${dayNumber(day)} ${monthName(day, 'long')}`;
}

/** `Tuesday 4 May 2027`. */
export function longDate(when: When, zone: string): string {
  return `${longDay(when, zone)} ${yearOf(when, zone)}`;
}

/** `Tue 4 May`. */
export function shortDay(when: When, zone: string): string {
  return `${shortWeekday(when, zone)} ${dayAndMonth(when, zone)}`;
}

/** `Tue`. */
export function shortWeekday(when: When, zone: string): string {
  return weekdayName(dayOf(when, zone), 'short');
}

/** `4 May`. */
export function dayAndMonth(when: When, zone: string): string {
  const day = dayOf(when, zone);
  return `${dayNumber(day)} ${monthName(day, 'short')}`;
}

/** `4 May 2027`. */
export function fullDate(when: When, zone: string): string {
  const day = dayOf(when, zone);
  return `${dayNumber(day)} ${monthName(day, 'long')} ${yearOf(when, zone)}`;
}

function yearOf(when: When, zone: string): number {
  return Number(dayOf(when, zone).slice(0, 4));
}

/** `November 2026` of a month written `2026-11`; `short` for `Nov 2026`. */
export function monthAndYear(month: string, length: Length = 'long'): string {
  return `${monthName(month, length)} ${Number(month.slice(0, 4))}`;
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
  const offset = Math.round(offsetMinutesAt(new Date(when), zone));
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `GMT${offset < 0 ? '-' : '+'}${hours}${minutes ? `:${String(minutes).padStart(2, '0')}` : ''}`;
}

/** Zones go by what their cities were called long ago, or could be called in ASCII. */
const PRESENT_NAMES: Record<string, string> = {
  Asuncion: 'Asunción',
  Bogota: 'Bogotá',
  Calcutta: 'Kolkata',
  Katmandu: 'Kathmandu',
  Kiev: 'Kyiv',
  Rangoon: 'Yangon',
  Saigon: 'Ho Chi Minh City',
  'Sao Paulo': 'São Paulo',
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

/** Until then hours and minutes count, not days. */
const SOON_HOURS = 12;

/** `in 45 min`, `in 4 h 33 min`, `tomorrow`, `in 3 days` of the calendar, `now`: how far off an instant is. */
export function untilOf({
  startsAt,
  endsAt,
  now,
  zone,
}: {
  startsAt: When;
  endsAt: When;
  now: When;
  zone: string;
}): string | null {
  const nowMs = new Date(now).getTime();
  const minutes = Math.ceil((new Date(startsAt).getTime() - nowMs) / 60_000);
  if (new Date(endsAt).getTime() <= nowMs) return null;
  if (minutes <= 0) return 'now';
  if (minutes < SOON_HOURS * 60) return `in ${durationOf(minutes)}`;
  const days = daysBetween(dayOf(now, zone), dayOf(startsAt, zone));
  if (days === 0) return `in ${Math.floor(minutes / 60)} h`;
  return days === 1 ? 'tomorrow' : `in ${days} days`;
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
