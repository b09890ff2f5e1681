// The arithmetic of dragging on the week's grid: from pointer to minutes, from a drag to the times that it means, and
// why a slot cannot lie there. No DOM.
import { AppError, type ErrorCode } from '@/lib/errors';
import {
  assertOfferable,
  assertWeekOne,
  MAX_SLOT_MINUTES,
  MIN_SLOT_MINUTES,
  overlaps,
  type PlacedSlot,
  placeSlot,
} from '@/lib/slots/rules';
import type { OwnSlot } from '@/lib/slots/schema';
import { clockRange, dayOf, longDay } from '@/lib/time-format';
import { bookedNames } from './tutor-slot';
import { clockFrom, DAY_MINUTES, type Span, wallOf } from './wall-span';

const SNAP_MINUTES = 15;

/** Where the pointer is; `minutes` of the day, not yet snapped. */
export type Pointed = { day: string; minutes: number };

export type Drag =
  | { kind: 'make'; start: Pointed }
  | { kind: 'move' | 'stretch-start' | 'stretch-end'; start: Pointed; slotId: string; span: Span };

/** Minutes of the day at a height of a day's column; above and below it, its ends. */
export function minutesAt({ y, top, height }: { y: number; top: number; height: number }): number {
  return clamp(((y - top) / height) * DAY_MINUTES, 0, DAY_MINUTES);
}

/** The times that a drag means while the pointer is at `at`: inside one day, in steps of 15 minutes. */
export function spanOfDrag(drag: Drag, at: Pointed): Span {
  if (drag.kind === 'make') return spanOfMake(drag.start, at);
  const { span } = drag;
  if (drag.kind === 'stretch-end') {
    const to = clamp(nearest(at.minutes), span.from + MIN_SLOT_MINUTES, span.from + MAX_SLOT_MINUTES);
    return { ...span, to: Math.min(to, DAY_MINUTES) };
  }
  if (drag.kind === 'stretch-start') {
    const from = clamp(nearest(at.minutes), span.to - MAX_SLOT_MINUTES, span.to - MIN_SLOT_MINUTES);
    return { ...span, from: Math.max(from, 0) };
  }
  const length = span.to - span.from;
  const by = at.minutes - drag.start.minutes;
  // Moved to another day alone, a slot of 10:05 stays one; moved up or down, it takes to the quarters.
  const from =
    Math.abs(by) < SNAP_MINUTES / 2
      ? span.from
      : clamp(nearest(span.from + by), 0, below(DAY_MINUTES - length));
  return { day: at.day, from, to: from + length };
}

/** All that the pointer went over, on the day where it began. */
function spanOfMake(start: Pointed, { minutes }: Pointed): Span {
  if (minutes < start.minutes) {
    const to = Math.max(above(start.minutes), MIN_SLOT_MINUTES);
    const from = clamp(below(minutes), Math.max(0, to - MAX_SLOT_MINUTES), to - MIN_SLOT_MINUTES);
    return { day: start.day, from, to };
  }
  const from = Math.min(below(start.minutes), DAY_MINUTES - MIN_SLOT_MINUTES);
  const longest = Math.min(from + MAX_SLOT_MINUTES, DAY_MINUTES);
  return { day: start.day, from, to: clamp(above(minutes), from + MIN_SLOT_MINUTES, longest) };
}

export type SpanProblem = {
  code: ErrorCode;
  /** Two or three words, for where the pointer is. */
  brief: string;
  /** What is wrong, in full. */
  text: string;
};

type Placing = { span: Span; slots: readonly OwnSlot[]; zone: string; now: string; exceptId?: string };

/** Why a slot cannot lie there, or how long it would last: as the server judges it, before it is asked. */
export function judgeSpan({
  span,
  slots,
  zone,
  now,
  exceptId,
}: Placing): { problem: SpanProblem; placed?: never } | { problem: null; placed: PlacedSlot } {
  const others = slots.filter(({ id }) => id !== exceptId);
  const present = new Date(now);
  try {
    const placed = placeSlot(wallOf(span, zone));
    assertOfferable({ slot: placed, now: present });
    const met = others.find((slot) => overlaps(placed, rangeOf(slot)));
    if (met) return { problem: meeting({ span, met, zone }) };
    assertWeekOne({ wanted: [placed], existing: others, now: present });
    return { problem: null, placed };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { problem: { code: error.code, brief: BRIEF[error.code] ?? error.title, text: error.detail } };
  }
}

const BRIEF: Partial<Record<ErrorCode, string>> = {
  SLOT_IN_PAST: 'In the past',
  SLOT_TOO_FAR: 'Too far ahead',
  TIME_DOES_NOT_EXIST: 'Clocks skip this',
  VALIDATION_FAILED: 'Not 15 min to 8 h',
  WEEK_ONE_REQUIRED: 'First week first',
};

function meeting({ span, met, zone }: { span: Span; met: OwnSlot; zone: string }): SpanProblem {
  const range = clockRange({ ...met, zone });
  const names = bookedNames(met);
  const day = dayOf(met.startsAt, zone) === span.day ? '' : ` of ${longDay(met.startsAt, zone)}`;
  return {
    code: 'SLOT_OVERLAP',
    brief: `Overlaps ${range}`,
    text: `${rangeText(span)} overlaps your slot ${range}${day}${names.length > 0 ? `, booked by ${names.join(', ')}` : ''}.`,
  };
}

export function rangeOf(slot: Pick<OwnSlot, 'startsAt' | 'endsAt'>): { startsAt: Date; endsAt: Date } {
  return { startsAt: new Date(slot.startsAt), endsAt: new Date(slot.endsAt) };
}

/** `14:00–15:30`. */
export function rangeText({ from, to }: Span): string {
  return `${clockFrom(from)}–${clockFrom(to)}`;
}

export function isSameSpan(a: Span | null, b: Span | null): boolean {
  return a === b || (a?.day === b?.day && a?.from === b?.from && a?.to === b?.to);
}

const nearest = (minutes: number) => Math.round(minutes / SNAP_MINUTES) * SNAP_MINUTES;
const below = (minutes: number) => Math.floor(minutes / SNAP_MINUTES) * SNAP_MINUTES;
const above = (minutes: number) => Math.ceil(minutes / SNAP_MINUTES) * SNAP_MINUTES;

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
