import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WallSlot } from '@/lib/slots/rules';
import type { OwnSlot } from '@/lib/slots/schema';
import { givenOwnSlot } from '@/tests/own-slots';
import { type Drag, isSameSpan, judgeSpan, minutesAt, spanOfDrag } from './slot-drag';
import { clockFrom, minutesOf, type Span, spanOf, takenOn, wallOf, wallSeenFrom } from './wall-span';

const LISBON = 'Europe/Lisbon';
const DAY = '2026-12-01';
const NOW = '2026-11-26T09:00:00.000Z';

const wall = (slotDate: string, startTime: string, endTime: string, timezone = LISBON): WallSlot => ({
  slotDate,
  startTime,
  endTime,
  timezone,
});

const at = (clock: string, day = DAY) => ({ day, minutes: minutesOf(clock) });
const span = (from: string, to: string, day = DAY): Span => ({
  day,
  from: minutesOf(from),
  to: minutesOf(to) || 1440,
});
const make = (from: string): Drag => ({ kind: 'make', start: at(from) });
const hold = (kind: 'move' | 'stretch-start' | 'stretch-end', its: Span, start: string): Drag => ({
  kind,
  start: at(start, its.day),
  slotId: 'slot',
  span: its,
});

describe('the pointer', () => {
  test('is at the minutes of its height, and never outside the day', () => {
    const column = { top: -100, height: 1440 };
    expect(minutesAt({ ...column, y: 500 })).toBe(600);
    expect(minutesAt({ ...column, y: -500 })).toBe(0);
    expect(minutesAt({ ...column, y: 5000 })).toBe(1440);
  });
});

describe('dragging over free time', () => {
  test.each([
    ['10:07', '10:07', '10:00', '10:15'],
    ['10:07', '11:10', '10:00', '11:15'],
    ['10:00', '11:00', '10:00', '11:00'],
    // Upwards it ends where it began.
    ['11:10', '10:07', '10:00', '11:15'],
    ['11:00', '10:50', '10:45', '11:00'],
    // Eight hours are the most, from where it began.
    ['08:00', '20:00', '08:00', '16:00'],
    ['20:00', '08:00', '12:00', '20:00'],
    ['23:50', '23:59', '23:45', '00:00'],
    ['00:05', '00:00', '00:00', '00:15'],
  ])('from %s to %s makes %s to %s', (from, to, start, end) => {
    expect(spanOfDrag(make(from), at(to))).toEqual(span(start, end));
  });

  test('at the very end of the day leaves its last quarter', () => {
    const drag: Drag = { kind: 'make', start: { day: DAY, minutes: 1440 } };
    expect(spanOfDrag(drag, { day: DAY, minutes: 1440 })).toEqual(span('23:45', '00:00'));
  });

  test('stays on the day where it began', () => {
    expect(spanOfDrag(make('10:00'), at('11:00', '2026-12-03')).day).toBe(DAY);
  });
});

describe('moving a slot', () => {
  const its = span('10:00', '11:30');

  test('takes it to the quarter that is nearest, by where it was held', () => {
    expect(spanOfDrag(hold('move', its, '10:40'), at('12:46'))).toEqual(span('12:00', '13:30'));
    expect(spanOfDrag(hold('move', its, '10:40'), at('12:48'))).toEqual(span('12:15', '13:45'));
  });

  test('takes it to another day', () => {
    const drag = hold('move', its, '10:40');
    expect(spanOfDrag(drag, at('10:42', '2026-12-03'))).toEqual(span('10:00', '11:30', '2026-12-03'));
  });

  test('keeps odd minutes while it goes sideways, and loses them up or down', () => {
    const odd = span('10:05', '10:55');
    expect(spanOfDrag(hold('move', odd, '10:20'), at('10:24', '2026-12-02'))).toEqual(
      span('10:05', '10:55', '2026-12-02'),
    );
    expect(spanOfDrag(hold('move', odd, '10:20'), at('11:20'))).toEqual(span('11:00', '11:50'));
  });

  test('keeps it inside the day', () => {
    expect(spanOfDrag(hold('move', its, '10:10'), at('00:00'))).toEqual(span('00:00', '01:30'));
    expect(spanOfDrag(hold('move', its, '11:20'), at('23:59'))).toEqual(span('22:30', '00:00'));
  });
});

describe('stretching a slot', () => {
  const its = span('10:00', '11:00');

  test.each([
    ['stretch-end', '11:52', '10:00', '11:45'],
    ['stretch-end', '11:53', '10:00', '12:00'],
    ['stretch-end', '09:00', '10:00', '10:15'],
    ['stretch-end', '23:00', '10:00', '18:00'],
    ['stretch-start', '09:07', '09:00', '11:00'],
    ['stretch-start', '12:00', '10:45', '11:00'],
    ['stretch-start', '01:00', '03:00', '11:00'],
  ] as const)('%s at %s: %s to %s', (kind, to, start, end) => {
    expect(spanOfDrag(hold(kind, its, '10:30'), at(to))).toEqual(span(start, end));
  });

  test('goes no further than the day', () => {
    expect(spanOfDrag(hold('stretch-end', span('20:00', '21:00'), '21:00'), at('23:59'))).toEqual(
      span('20:00', '00:00'),
    );
    expect(spanOfDrag(hold('stretch-start', span('01:00', '02:00'), '01:00'), at('00:01'))).toEqual(
      span('00:00', '02:00'),
    );
  });

  test('pays no heed to another day', () => {
    expect(spanOfDrag(hold('stretch-end', its, '11:00'), at('12:00', '2026-12-05')).day).toBe(DAY);
  });
});

describe('whatever is dragged to wherever', () => {
  const minutes = fc.double({ min: 0, max: 1440, noNaN: true });
  const pointed = fc.record({ day: fc.constantFrom('2026-12-01', '2026-12-02'), minutes });
  const spans = fc
    .record({ from: fc.integer({ min: 0, max: 1425 }), length: fc.integer({ min: 15, max: 480 }) })
    .map(({ from, length }) => ({ day: DAY, from: Math.min(from, 1440 - length), length }))
    .map(({ day, from, length }) => ({ day, from, to: from + length }));
  const isInsideDay = ({ from, to }: Span) => from >= 0 && from < to && to <= 1440;

  test('what is made covers where it began and the pointer as far as eight hours, in whole quarters', () => {
    fc.assert(
      fc.property(pointed, minutes, (start, end) => {
        const made = spanOfDrag({ kind: 'make', start }, { day: start.day, minutes: end });
        expect(isInsideDay(made)).toBe(true);
        expect([made.from % 15, made.to % 15]).toEqual([0, 0]);
        expect(made.to - made.from).toBeGreaterThanOrEqual(15);
        expect(made.to - made.from).toBeLessThanOrEqual(480);
        expect(made.from <= start.minutes && start.minutes <= made.to).toBe(true);
        if (made.to - made.from < 480) expect(made.from <= end && end <= made.to).toBe(true);
      }),
    );
  });

  test('what is moved keeps its length, and goes where it was not taken anywhere', () => {
    fc.assert(
      fc.property(spans, pointed, pointed, (its, start, end) => {
        const drag: Drag = { kind: 'move', start, slotId: 'slot', span: its };
        const moved = spanOfDrag(drag, end);
        expect(isInsideDay(moved)).toBe(true);
        expect(moved.to - moved.from).toBe(its.to - its.from);
        expect(moved.day).toBe(end.day);
        expect(isSameSpan(spanOfDrag(drag, { ...start, day: its.day }), its)).toBe(true);
      }),
    );
  });

  test('what is stretched keeps its other edge and lasts 15 to 480 minutes', () => {
    const kinds = fc.constantFrom('stretch-start' as const, 'stretch-end' as const);
    fc.assert(
      fc.property(kinds, spans, pointed, pointed, (kind, its, start, end) => {
        const stretched = spanOfDrag({ kind, start, slotId: 'slot', span: its }, end);
        expect(isInsideDay(stretched)).toBe(true);
        expect(kind === 'stretch-start' ? stretched.to : stretched.from).toBe(
          kind === 'stretch-start' ? its.to : its.from,
        );
        expect(stretched.to - stretched.from).toBeGreaterThanOrEqual(15);
        expect(stretched.to - stretched.from).toBeLessThanOrEqual(480);
      }),
    );
  });
});

describe('judging where a slot would lie', () => {
  const judge = (
    wanted: Span,
    slots: OwnSlot[] = [givenOwnSlot(wall(DAY, '08:00', '09:00'))],
    zone = LISBON,
  ) => judgeSpan({ span: wanted, slots, zone, now: NOW });

  test('finds nothing against free time, touching neighbours among it', () => {
    expect(judge(span('09:00', '10:00'))).toMatchObject({ problem: null, placed: { durationMinutes: 60 } });
  });

  test('names the slot that is met, and who booked it', () => {
    const slots = [givenOwnSlot(wall(DAY, '10:00', '11:00'), { bookedBy: 'Ana Sousa' })];
    const { problem } = judge(span('10:45', '11:15'), slots);
    expect(problem).toEqual({
      code: 'SLOT_OVERLAP',
      brief: 'Overlaps 10:00–11:00',
      text: '10:45–11:15 overlaps your slot 10:00–11:00, booked by Ana Sousa.',
    });
  });

  test('sees a slot that runs into the day from the evening before', () => {
    const slots = [givenOwnSlot(wall(DAY, '18:00', '20:00', 'America/New_York'))];
    const { problem } = judge(span('00:30', '01:30', '2026-12-02'), slots);
    expect(problem?.text).toContain('of Tuesday 1 December');
  });

  test('leaves the slot that is dragged out of it', () => {
    const slot = givenOwnSlot(wall(DAY, '10:00', '11:00'));
    const wanted = { span: span('10:15', '11:15'), slots: [slot], zone: LISBON, now: NOW };
    expect(judgeSpan(wanted).problem?.code).toBe('SLOT_OVERLAP');
    // It was the only one of the first week, and is one still.
    expect(judgeSpan({ ...wanted, exceptId: slot.id }).problem).toBeNull();
  });

  test.each([
    ['2026-11-26', '09:00', '10:00', 'SLOT_IN_PAST'],
    ['2026-11-25', '10:00', '11:00', 'SLOT_IN_PAST'],
    ['2026-12-25', '10:00', '11:00', 'SLOT_TOO_FAR'],
    ['2026-12-01', '10:00', '18:15', 'VALIDATION_FAILED'],
  ])('%s, %s to %s is refused: %s', (day, from, to, code) => {
    expect(judge(span(from, to, day)).problem?.code).toBe(code);
  });

  test('asks for the first week before the others', () => {
    const { problem } = judge(span('10:00', '11:00', '2026-12-08'), []);
    expect(problem).toMatchObject({ code: 'WEEK_ONE_REQUIRED', brief: 'First week first' });
  });

  test.each([
    [LISBON, '2027-03-28', '01:15', '02:15', '2027-03-20T09:00:00.000Z'],
    ['America/New_York', '2027-03-14', '02:30', '03:30', '2027-03-08T09:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '03:15', '2026-09-28T09:00:00.000Z'],
  ])('in %s, %s at %s is no time', (zone, day, from, to, now) => {
    const verdict = judgeSpan({ span: span(from, to, day), slots: [], zone, now });
    expect(verdict.problem).toMatchObject({ code: 'TIME_DOES_NOT_EXIST', brief: 'Clocks skip this' });
  });

  test('tells the true length where clocks change inside', () => {
    const wanted = { slots: [], zone: 'Australia/Lord_Howe', now: '2026-09-28T09:00:00.000Z' };
    const verdict = judgeSpan({ ...wanted, span: span('01:00', '03:00', '2026-10-04') });
    expect(verdict.placed?.durationMinutes).toBe(90);
  });
});

describe('a slot on the wall of a zone', () => {
  test('is seen from its start to its end, or to midnight', () => {
    expect(spanOf(givenOwnSlot(wall(DAY, '10:00', '11:30')), LISBON)).toEqual(span('10:00', '11:30'));
    expect(spanOf(givenOwnSlot(wall(DAY, '22:00', '00:00')), LISBON)).toEqual(span('22:00', '00:00'));
    const late = givenOwnSlot(wall(DAY, '18:00', '20:00', 'America/New_York'));
    expect(spanOf(late, LISBON)).toEqual(span('23:00', '00:00'));
  });

  test('is put where the clocks show it on the day they change', () => {
    const slot = givenOwnSlot(wall('2027-03-14', '01:00', '04:00', 'America/New_York'));
    expect(slot.durationMinutes).toBe(120);
    expect(spanOf(slot, 'America/New_York')).toEqual(span('01:00', '04:00', '2027-03-14'));
  });

  test('can be said in another zone unless it runs over midnight there', () => {
    const noon = givenOwnSlot(wall(DAY, '12:00', '13:00', 'America/New_York'));
    expect(wallSeenFrom(noon, LISBON)).toEqual(wall(DAY, '17:00', '18:00'));
    const late = wall(DAY, '18:00', '20:00', 'America/New_York');
    expect(wallSeenFrom(givenOwnSlot(late), LISBON)).toEqual(late);
  });

  test('takes its part of the day after, too', () => {
    const slots = [
      givenOwnSlot(wall(DAY, '18:00', '20:00', 'America/New_York')),
      givenOwnSlot(wall('2026-12-02', '10:00', '11:00')),
    ];
    expect(takenOn('2026-12-02', slots, LISBON)).toMatchObject([
      { from: 0, to: 60 },
      { from: 600, to: 660 },
    ]);
  });

  test('has the same times after they were read as minutes and written again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), (minutes) => {
        expect(minutesOf(clockFrom(minutes))).toBe(minutes);
      }),
    );
    expect(wallOf(span('23:00', '00:00'), LISBON)).toEqual(wall(DAY, '23:00', '00:00'));
  });
});
