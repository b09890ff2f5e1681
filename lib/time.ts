// Calendar days, wall-clock times and instants. A day is `YYYY-MM-DD`, a wall time `HH:mm`, a zone an IANA name.
// Pure, and the same on the server and in the browser, whatever zone that machine is in: nothing here reads a Date's
// local fields. (date-fns-tz does, and is off near the clock changes of the zone asked for and of the machine's own.)

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Midnight; as the end of a slot it means midnight at that day's end. */
export const MIDNIGHT = '00:00';

const validZones = new Map<string, boolean>();

/** Whether `zone` is an IANA name that this runtime knows. Offsets such as `+05:45` are not names. */
export function isTimeZone(zone: string): boolean {
  const known = validZones.get(zone);
  if (known !== undefined) return known;
  let valid = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(zone) && zone.length <= 64;
  if (valid) {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
    } catch {
      valid = false;
    }
  }
  // A stranger may send any number of names: what is remembered is bounded.
  if (validZones.size < 2_000) validZones.set(zone, valid);
  return valid;
}

/** Whether `day` is a real calendar day of the years 1900 to 9998, written `YYYY-MM-DD`: its neighbours are, too. */
export function isDay(day: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day < '1900' || day >= '9999') return false;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** Whether `time` is a wall-clock time, written `HH:mm` (24 h). */
export function isWallTime(time: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
}

/** `day` moved by whole days on the calendar; negative goes back. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whether `month` is a month of those years, written `YYYY-MM`. */
export function isMonth(month: string): boolean {
  return isDay(`${month}-01`);
}

/** `month` moved by whole months; negative goes back. */
export function addMonths(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

/** The month of an instant in a zone, `YYYY-MM`. */
export function monthIn(instant: Date, zone: string): string {
  return dayIn(instant, zone).slice(0, 7);
}

/** The first instant of a month in a zone. */
export function startOfMonthIn(month: string, zone: string): Date {
  return startOfDayIn(`${month}-01`, zone);
}

/** Whole calendar days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** The calendar day of an instant in a zone. */
export function dayIn(instant: Date, zone: string): string {
  return wallClockOf(instant, zone).digits.slice(0, 10);
}

/** The wall-clock time of an instant in a zone. */
export function wallTimeIn(instant: Date, zone: string): string {
  return wallClockOf(instant, zone).digits.slice(11, 16);
}

/**
 * The instant of a wall-clock time. One that occurs twice (clocks set back) means the first.
 * @returns null for a wall time that a clock change skips
 */
export function instantOf(day: string, time: string, zone: string): Date | null {
  const wallAsUtc = Date.parse(`${day}T${time}:00Z`);
  // Every offset in force within a day of the wall time; more than two never are.
  const offsets = new Set([-DAY_MS, 0, DAY_MS].map((shift) => offsetMsAt(new Date(wallAsUtc + shift), zone)));
  const candidates = [...offsets]
    .map((offset) => new Date(wallAsUtc - offset))
    .filter((instant) => instant.getTime() + offsetMsAt(instant, zone) === wallAsUtc)
    .sort((a, b) => a.getTime() - b.getTime());
  return candidates[0] ?? null;
}

/** The first instant of a calendar day. Where midnight is skipped by a clock change, the first one after it. */
export function startOfDayIn(day: string, zone: string): Date {
  for (let minutes = 0; minutes < 24 * 60; minutes += 15) {
    const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    const instant = instantOf(day, time, zone);
    if (instant) return instant;
  }
  // A whole day skipped (Samoa, 30 December 2011): the next one begins there.
  return startOfDayIn(addDays(day, 1), zone);
}

/** Elapsed whole minutes between two instants. */
export function minutesBetween(from: Date, to: Date): number {
  return Math.round((to.getTime() - from.getTime()) / MINUTE_MS);
}

export function addMinutes(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * MINUTE_MS);
}

/** Minutes by which `zone` is ahead of UTC at an instant. */
export function offsetMinutesAt(instant: Date, zone: string): number {
  return offsetMsAt(instant, zone) / MINUTE_MS;
}

/** `2026-11-30T23:30:00+05:45`: what a clock in the zone shows, and how far that is from UTC. */
export function isoIn(instant: Date, zone: string): string {
  const offset = Math.round(offsetMinutesAt(instant, zone));
  const two = (number: number) => String(number).padStart(2, '0');
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const wall = wallClockOf(instant, zone).digits.slice(0, 19);
  return `${wall}${offset < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`;
}

/** Whether the zone's clocks change between two instants, so that "the same time" is another one. */
export function clocksChangeBetween({ from, to, zone }: { from: Date; to: Date; zone: string }): boolean {
  return offsetMinutesAt(from, zone) !== offsetMinutesAt(to, zone);
}

function offsetMsAt(instant: Date, zone: string): number {
  return wallClockOf(instant, zone).asUtc - Math.floor(instant.getTime() / 1000) * 1000;
}

/** What a clock shows, to the second: in ISO's digits, and as the milliseconds of the same digits in UTC. */
type WallClock = { digits: string; asUtc: number };

function wallClockOf(instant: Date, zone: string): WallClock {
  const key = `${instant.getTime()} ${zone}`;
  const known = wallClocks.get(key);
  if (known !== undefined) return known;
  const fields: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(instant)) fields[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields;
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
  const wallClock = { digits: new Date(asUtc).toISOString(), asUtc };
  // One instant is written in several ways on a page: its day, its weekday, its time. Intl is slow, so once is enough.
  if (wallClocks.size >= 5_000) wallClocks.clear();
  wallClocks.set(key, wallClock);
  return wallClock;
}

const wallClocks = new Map<string, WallClock>();
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    // There are some 600 names; the same ones in other cases (Intl takes any) are not worth keeping.
    if (formatters.size < 1_000) formatters.set(zone, formatter);
  }
  return formatter;
}
