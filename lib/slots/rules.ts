// What makes a slot valid, where it lies on the time line and what it costs. No I/O; the browser uses it too.
import { AppError, type ErrorCode } from '../errors';
import { addDays, dayIn, daysBetween, instantOf, MIDNIGHT, minutesBetween } from '../time';
import { longDay, noonOf, zoneCity } from '../time-format';

export const MIN_SLOT_MINUTES = 15;
export const MAX_SLOT_MINUTES = 480;
/** A slot lies at most this many days after today, in its own zone. */
export const MAX_DAYS_AHEAD = 28;
/** Days 0 to 6 are week 1, which is asked for before later ones. */
export const WEEK_ONE_DAYS = 7;

/** A slot as the tutor said it: a calendar day and two wall-clock times in an IANA zone. */
export type WallSlot = { slotDate: string; startTime: string; endTime: string; timezone: string };

/** The same on the time line. `durationMinutes` is elapsed time, so a clock change inside the slot counts. */
export type PlacedSlot = WallSlot & { startsAt: Date; endsAt: Date; durationMinutes: number };

/**
 * Places a wall-clock slot on the time line. `00:00` as its end means midnight at the end of the day; a wall time
 * that occurs twice means the first.
 * @throws AppError TIME_DOES_NOT_EXIST for a wall time that a clock change skips; VALIDATION_FAILED where the end is
 * not after the start
 */
export function placeSlot<S extends WallSlot>(slot: S): S & PlacedSlot {
  const { slotDate, startTime, endTime, timezone } = slot;
  if (endTime !== MIDNIGHT && endTime <= startTime) {
    throw invalid('endTime', 'The end must be after the start, on the same day.');
  }
  const startsAt = instantOf(slotDate, startTime, timezone);
  if (!startsAt) throw skipped('startTime', startTime, slot);
  const endsAt = instantOf(endTime === MIDNIGHT ? addDays(slotDate, 1) : slotDate, endTime, timezone);
  if (!endsAt) throw skipped('endTime', endTime, slot);
  return { ...slot, startsAt, endsAt, durationMinutes: minutesBetween(startsAt, endsAt) };
}

/**
 * Whether a placed slot may be offered.
 * @throws AppError VALIDATION_FAILED for a length outside 15 to 480 minutes or another than was said;
 * SLOT_IN_PAST once it has begun; SLOT_TOO_FAR beyond 28 days
 */
export function assertOfferable({
  slot,
  saidMinutes,
  now,
}: {
  slot: PlacedSlot;
  saidMinutes?: number | undefined;
  now: Date;
}): void {
  const { durationMinutes } = slot;
  if (durationMinutes < MIN_SLOT_MINUTES || durationMinutes > MAX_SLOT_MINUTES) {
    throw invalid(
      'endTime',
      `A slot lasts ${MIN_SLOT_MINUTES} to ${MAX_SLOT_MINUTES} minutes; this one lasts ${durationMinutes}.`,
    );
  }
  if (saidMinutes !== undefined && saidMinutes !== durationMinutes) {
    throw invalid('durationMinutes', `From start to end it is ${durationMinutes} minutes.`);
  }
  if (hasBegun(slot, now)) throw refused('SLOT_IN_PAST', 'startTime', 'This time has begun or is over.');
  if (isTooFar(slot, now)) {
    const last = lastOpenDay(slot.timezone, now);
    throw refused('SLOT_TOO_FAR', 'slotDate', `Slots reach at most 4 weeks ahead, until ${last}.`);
  }
}

/** A slot is past from the very instant it starts. */
export function hasBegun(slot: { startsAt: Date }, now: Date): boolean {
  return slot.startsAt.getTime() <= now.getTime();
}

/** The last calendar day on which a slot of this zone may lie. */
export function lastOpenDay(timezone: string, now: Date): string {
  return addDays(dayIn(now, timezone), MAX_DAYS_AHEAD);
}

/** Whether the slot's day lies more than 28 days after today, both in the slot's zone. */
export function isTooFar({ slotDate, timezone }: { slotDate: string; timezone: string }, now: Date): boolean {
  return slotDate > lastOpenDay(timezone, now);
}

/** Days from today to the slot's day, in the slot's zone: 0 is today, negative is past. */
export function daysAhead({ slotDate, timezone }: { slotDate: string; timezone: string }, now: Date): number {
  return daysBetween(dayIn(now, timezone), slotDate);
}

type Dated = { slotDate: string; timezone: string };

/**
 * Week 1 is asked for first: where any of `wanted` lies in days 7 to 28, one slot of `wanted` or `existing` must lie
 * in days 0 to 6, each judged in its own zone.
 * @throws AppError WEEK_ONE_REQUIRED
 */
export function assertWeekOne({
  wanted,
  existing,
  now,
}: {
  wanted: readonly Dated[];
  existing: readonly Dated[];
  now: Date;
}): void {
  const isLater = (slot: Dated) => daysAhead(slot, now) >= WEEK_ONE_DAYS;
  const isWeekOne = (slot: Dated) => {
    const days = daysAhead(slot, now);
    return days >= 0 && days < WEEK_ONE_DAYS;
  };
  if (wanted.some(isLater) && !wanted.some(isWeekOne) && !existing.some(isWeekOne)) {
    throw new AppError('WEEK_ONE_REQUIRED');
  }
}

type Range = { startsAt: Date; endsAt: Date };

/** Half-open ranges: touching ones (10–11, 11–12) do not overlap. */
export function overlaps(a: Range, b: Range): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt;
}

/** The first pair among `slots` that overlaps, as indexes in order of start, or null. */
export function findOverlap(slots: readonly Range[]): [number, number] | null {
  const order = slots
    .map((slot, index) => ({ slot, index }))
    .sort((a, b) => a.slot.startsAt.getTime() - b.slot.startsAt.getTime());
  // In order of start, an overlap with anything earlier is one with whichever ends last so far.
  let latest = order[0];
  for (const current of order.slice(1)) {
    if (latest && overlaps(latest.slot, current.slot)) return [latest.index, current.index];
    if (!latest || current.slot.endsAt > latest.slot.endsAt) latest = current;
  }
  return null;
}

/** The refusal for a slot that overlaps another, which it names as the tutor said it. */
export function overlapRefusal(met: WallSlot): AppError {
  return new AppError('SLOT_OVERLAP', {
    detail: `This overlaps your slot on ${longDay(noonOf(met.slotDate), 'UTC')}, ${met.startTime}–${met.endTime}, ${zoneCity(met.timezone)} time.`,
  });
}

/** Price in integer cents: `hourlyRateCents × minutes / 60`, a half cent rounded up. */
export function priceCentsOf({
  hourlyRateCents,
  durationMinutes,
}: {
  hourlyRateCents: number;
  durationMinutes: number;
}): number {
  // Whole numbers throughout: floor((2ab + 60) / 120) is ab / 60 rounded half up.
  return Math.floor((2 * hourlyRateCents * durationMinutes + 60) / 120);
}

function invalid(path: string, message: string): AppError {
  return refused('VALIDATION_FAILED', path, message);
}

function refused(code: ErrorCode, path: string, message: string): AppError {
  return new AppError(code, { detail: message, errors: [{ path, message }] });
}

function skipped(path: string, time: string, slot: WallSlot): AppError {
  return refused(
    'TIME_DOES_NOT_EXIST',
    path,
    `On ${slot.slotDate} the clocks in ${slot.timezone} skip ${time}. Choose an earlier or later time.`,
  );
}
