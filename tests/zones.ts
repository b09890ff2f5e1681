// Every time zone with its clock changes of two years, found by asking Intl and nothing of ours: what the tests of
// times are held against.
import fc from 'fast-check';

const HOUR_MS = 3_600_000;
const FROM = Date.UTC(2026, 0, 1);
const TO = Date.UTC(2028, 0, 1);

/** Names that people's machines still report, beside the ones that Intl lists. */
const ALIASES = [
  ...['Asia/Kathmandu', 'Asia/Katmandu', 'Asia/Calcutta', 'Asia/Kolkata', 'Asia/Saigon', 'Asia/Ho_Chi_Minh'],
  ...['America/Buenos_Aires', 'America/Argentina/Buenos_Aires', 'America/Godthab', 'America/Nuuk'],
  ...['Atlantic/Faeroe', 'Australia/LHI', 'Europe/Kiev', 'Europe/Kyiv', 'Pacific/Enderbury', 'US/Eastern'],
  ...['US/Pacific', 'EST5EDT', 'CET', 'Etc/GMT+12', 'Etc/GMT-14', 'GB', 'NZ-CHAT', 'UTC', 'GMT'],
];

export const ZONES = [...new Set([...Intl.supportedValuesOf('timeZone'), ...ALIASES])];

export const anyZone = fc.constantFrom(...ZONES);

/** Any whole minute of the two years. */
export const anyMinute = fc
  .integer({ min: FROM / 60_000, max: TO / 60_000 - 1 })
  .map((minutes) => new Date(minutes * 60_000));

export type ClockChange = {
  zone: string;
  /** The first instant after the change. */
  at: number;
  beforeMs: number;
  afterMs: number;
};

const formatters = new Map<string, Intl.DateTimeFormat>();

/** `YYYY-MM-DD HH:mm:ss` of an instant in a zone. */
export function clockIn(zone: string, instant: number): string {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    formatters.set(zone, formatter);
  }
  return formatter.format(instant);
}

export function offsetMsIn(zone: string, instant: number): number {
  return Date.parse(`${clockIn(zone, instant).replace(' ', 'T')}Z`) - instant;
}

/** What a clock that runs `offsetMs` ahead of UTC shows. */
export function wallAt(instant: number, offsetMs: number): { day: string; time: string } {
  const digits = new Date(instant + offsetMs).toISOString();
  return { day: digits.slice(0, 10), time: digits.slice(11, 16) };
}

let found: ClockChange[] | undefined;

/** Every change of every zone in 2026 and 2027. */
export function clockChanges(): ClockChange[] {
  found ??= ZONES.flatMap(changesOf);
  return found;
}

function changesOf(zone: string): ClockChange[] {
  const changes: ClockChange[] = [];
  let beforeMs = offsetMsIn(zone, FROM);
  for (let day = FROM; day < TO; day += 24 * HOUR_MS) {
    const afterMs = offsetMsIn(zone, day + 24 * HOUR_MS);
    if (afterMs === beforeMs) continue;
    let [low, high] = [day, day + 24 * HOUR_MS];
    while (high - low > 60_000) {
      const middle = low + Math.floor((high - low) / 120_000) * 60_000;
      if (offsetMsIn(zone, middle) === beforeMs) low = middle;
      else high = middle;
    }
    changes.push({ zone, at: high, beforeMs, afterMs });
    beforeMs = afterMs;
  }
  return changes;
}
