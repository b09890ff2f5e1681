// When a session is, in the words of mails: on the reader's clock first, and beside it on the other side's.
import { ROOM_OPENS_MINUTES } from '../../calendar-entry';
import { addMinutes, dayIn, daysBetween, minutesBetween } from '../../time';
import { clockOf, clockRange, longDate, longDay, offsetName, zoneCity } from '../../time-format';
import type { Person, SessionFacts } from '../facts';
import type { LetterRow } from './letter';

/** `Tuesday 1 December, 15:00 (New York)`: enough for a subject line. */
export function startIn({ startsAt }: SessionFacts, zone: string): string {
  return `${longDay(startsAt, zone)}, ${clockOf(startsAt, zone)} (${zoneCity(zone)})`;
}

/** The reader's own time, then that of others wherever it is another zone; each with its own day. */
export function timeRows(
  facts: SessionFacts,
  reader: Person,
  others: { label: string; zone: string }[],
): LetterRow[] {
  const seen = new Set([zoneCity(reader.timezone)]);
  const rows: LetterRow[] = [{ label: 'Your time', lines: spanIn(facts, reader.timezone), isMain: true }];
  for (const { label, zone } of others) {
    if (seen.has(zoneCity(zone))) continue;
    seen.add(zoneCity(zone));
    rows.push({ label, lines: spanIn(facts, zone) });
  }
  return rows;
}

/** `Tuesday 1 December 2026` and `15:00–16:00 in New York (GMT-5)` */
function spanIn({ startsAt, endsAt }: SessionFacts, zone: string): string[] {
  const clock = clockRange({ startsAt, endsAt, zone });
  return [longDate(startsAt, zone), `${clock} in ${zoneCity(zone)} (${offsetName(startsAt, zone)})`];
}

/** `The room opens at 14:50, 10 minutes before the start.` */
export function roomOpens({ startsAt }: SessionFacts, zone: string): string {
  const opensAt = addMinutes(startsAt, -ROOM_OPENS_MINUTES);
  return `The room opens at ${clockOf(opensAt, zone)}, ${ROOM_OPENS_MINUTES} minutes before the start.`;
}

/** `Tomorrow`, `Today` or `Wednesday 2 December`: the day of the start as seen at `now`. */
export function dayWord({ startsAt }: SessionFacts, { now, zone }: { now: Date; zone: string }): string {
  const days = daysBetween(dayIn(now, zone), dayIn(startsAt, zone));
  return ['Today', 'Tomorrow'][days] ?? longDay(startsAt, zone);
}

/** `in about 18 hours`, `in 55 minutes`, `now`: how far off the start is when the mail goes out. */
export function untilStart({ startsAt }: SessionFacts, now: Date): string {
  const minutes = minutesBetween(now, startsAt);
  if (minutes <= 0) return 'now';
  if (minutes < 90) return minutes === 1 ? 'in a minute' : `in ${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `in about ${hours} hours` : `in about ${Math.round(hours / 24)} days`;
}
