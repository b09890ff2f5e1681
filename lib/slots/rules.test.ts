import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyMinute, anyZone, clockChanges, wallAt, ZONES } from '../../tests/zones';
import { AppError } from '../errors';
import { addDays, addMinutes, dayIn, startOfDayIn, wallTimeIn } from '../time';
import {
  assertOfferable,
  assertWeekOne,
  daysAhead,
  findOverlap,
  hasBegun,
  isTooFar,
  overlapRefusal,
  overlaps,
  placeSlot,
  priceCentsOf,
} from './rules';

const MINUTE_MS = 60_000;

/** The refusal that `work` throws, or null. */
function refusal(work: () => unknown): AppError | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

const wall = (slotDate: string, startTime: string, endTime: string, timezone = 'Asia/Kathmandu') => ({
  slotDate,
  startTime,
  endTime,
  timezone,
});

describe('placing a slot', () => {
  test('gives its instants and its length, and keeps what the tutor said', () => {
    expect(placeSlot({ ...wall('2026-12-01', '10:00', '11:30'), extra: 1 })).toEqual({
      ...wall('2026-12-01', '10:00', '11:30'),
      extra: 1,
      startsAt: new Date('2026-12-01T04:15:00Z'),
      endsAt: new Date('2026-12-01T05:45:00Z'),
      durationMinutes: 90,
    });
  });

  test('takes 00:00 as the end for midnight at the end of the day', () => {
    const slot = placeSlot(wall('2026-12-31', '23:00', '00:00'));
    expect(slot).toMatchObject({ endsAt: new Date('2026-12-31T18:15:00Z'), durationMinutes: 60 });
    expect(placeSlot(wall('2028-02-28', '23:00', '00:00', 'UTC')).endsAt).toEqual(
      new Date('2028-02-29T00:00:00Z'),
    );
    expect(placeSlot(wall('2026-12-31', '00:00', '00:00')).durationMinutes).toBe(24 * 60);
  });

  test.each([
    ['10:00', '10:00'],
    ['10:00', '09:59'],
    ['23:00', '00:30'],
  ])('refuses %s to %s', (startTime, endTime) => {
    const error = refusal(() => placeSlot(wall('2026-12-01', startTime, endTime)));
    expect(error).toMatchObject({ code: 'VALIDATION_FAILED', status: 422 });
    expect(error?.errors).toEqual([{ path: 'endTime', message: expect.stringContaining('after the start') }]);
  });

  test.each([
    // Skipped: shorter than it looks.
    [wall('2026-03-08', '01:00', '04:00', 'America/New_York'), 120],
    [wall('2026-03-29', '00:30', '02:30', 'Europe/London'), 60],
    [wall('2026-10-04', '01:00', '03:00', 'Australia/Lord_Howe'), 90],
    // Repeated: longer.
    [wall('2026-11-01', '00:30', '02:30', 'America/New_York'), 180],
    [wall('2026-04-05', '01:00', '02:30', 'Australia/Lord_Howe'), 120],
    // Both inside what is repeated: the first time each.
    [wall('2026-11-01', '01:15', '01:45', 'America/New_York'), 30],
    // Over midnight of the change.
    [wall('2026-04-04', '22:00', '00:00', 'America/Santiago'), 180],
  ])('counts elapsed time over a clock change: %j', (slot, minutes) => {
    expect(placeSlot(slot).durationMinutes).toBe(minutes);
  });

  test.each([
    [wall('2026-03-08', '02:30', '04:00', 'America/New_York'), 'startTime', '02:30'],
    [wall('2026-03-08', '01:30', '02:30', 'America/New_York'), 'endTime', '02:30'],
    [wall('2026-10-04', '02:10', '03:00', 'Australia/Lord_Howe'), 'startTime', '02:10'],
    // Midnight at the end of the day is skipped.
    [wall('2026-09-05', '23:00', '00:00', 'America/Santiago'), 'endTime', '00:00'],
  ])('refuses a wall time that is skipped, naming it: %j', (slot, path, time) => {
    const error = refusal(() => placeSlot(slot));
    expect(error).toMatchObject({ code: 'TIME_DOES_NOT_EXIST', status: 422 });
    expect(error?.errors?.[0]).toMatchObject({ path, message: expect.stringContaining(time) });
    expect(error?.detail).toContain(slot.timezone);
  });

  test('is right for slots over every clock change of every zone', () => {
    const wrong: string[] = [];
    for (const { zone, at, beforeMs, afterMs } of clockChanges()) {
      const start = wallAt(at - 60 * MINUTE_MS, beforeMs);
      const end = wallAt(at + 120 * MINUTE_MS, afterMs);
      // Slots end on the day they begin.
      if (start.day !== end.day) continue;
      const slot = placeSlot(wall(start.day, start.time, end.time, zone));
      if (slot.durationMinutes !== 180 || slot.startsAt.getTime() !== at - 60 * MINUTE_MS) {
        wrong.push(`${zone} ${start.day} ${start.time}: ${slot.durationMinutes} minutes`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('in any zone round-trips: its instants are the wall times it was given', () => {
    const quarter = fc.integer({ min: 0, max: 95 });
    fc.assert(
      fc.property(anyZone, anyMinute, quarter, quarter, (zone, instant, first, second) => {
        fc.pre(first < second);
        const time = (n: number) =>
          `${String(Math.floor(n / 4)).padStart(2, '0')}:${String((n % 4) * 15).padStart(2, '0')}`;
        const day = dayIn(instant, zone);
        const said = wall(day, time(first), time(second), zone);
        const error = refusal(() => placeSlot(said));
        if (error) {
          expect(error.code).toBe('TIME_DOES_NOT_EXIST');
          return;
        }
        const slot = placeSlot(said);
        expect([dayIn(slot.startsAt, zone), wallTimeIn(slot.startsAt, zone)]).toEqual([day, time(first)]);
        expect([dayIn(slot.endsAt, zone), wallTimeIn(slot.endsAt, zone)]).toEqual([day, time(second)]);
        expect(slot.endsAt.getTime() - slot.startsAt.getTime()).toBe(slot.durationMinutes * MINUTE_MS);
        expect(slot.durationMinutes).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });

  test('ending at midnight ends where the next day begins, in every zone', () => {
    const wrong = ZONES.filter((zone) => {
      const { endsAt } = placeSlot(wall('2026-12-31', '20:00', '00:00', zone));
      return endsAt.getTime() !== startOfDayIn('2027-01-01', zone).getTime();
    });
    expect(wrong).toEqual([]);
  });
});

describe('whether a slot may be offered', () => {
  const now = new Date('2026-12-01T06:00:00Z');
  const judge = (slot: ReturnType<typeof wall>, saidMinutes?: number) =>
    refusal(() => assertOfferable({ slot: placeSlot(slot), saidMinutes, now }));

  test.each([15, 16, 479, 480])('it may last %i minutes', (minutes) => {
    expect(judge(lasting(minutes))).toBeNull();
  });

  test.each([1, 14, 481, 24 * 60])('it may not last %i minutes', (minutes) => {
    const error = judge(lasting(minutes));
    expect(error).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ path: 'endTime' }] });
    expect(error?.detail).toContain(String(minutes));
  });

  function lasting(minutes: number) {
    const end = new Date(Date.UTC(2026, 11, 2, 0, minutes)).toISOString().slice(11, 16);
    return wall('2026-12-02', '00:00', end);
  }

  test('its length is judged by the time that passes, not by the clock', () => {
    const before = new Date('2026-10-25T00:00:00Z');
    const nine = placeSlot(wall('2026-11-01', '00:00', '08:00', 'America/New_York'));
    expect(nine.durationMinutes).toBe(540);
    expect(refusal(() => assertOfferable({ slot: nine, now: before }))?.code).toBe('VALIDATION_FAILED');
  });

  test('a length that is said must be the true one', () => {
    expect(judge(wall('2026-12-02', '10:00', '11:00'), 60)).toBeNull();
    expect(judge(wall('2026-12-02', '10:00', '11:00'), 61)).toMatchObject({
      code: 'VALIDATION_FAILED',
      errors: [{ path: 'durationMinutes', message: expect.stringContaining('60') }],
    });
    expect(judge(wall('2026-12-02', '10:00', '11:00'), 0)?.code).toBe('VALIDATION_FAILED');
  });

  test('it is past from the very instant it starts', () => {
    // 11:45 in Kathmandu is now.
    expect(judge(wall('2026-12-01', '11:46', '12:46'))).toBeNull();
    expect(judge(wall('2026-12-01', '11:45', '12:45'))?.code).toBe('SLOT_IN_PAST');
    expect(judge(wall('2026-11-30', '11:45', '12:45'))?.code).toBe('SLOT_IN_PAST');
    expect(hasBegun({ startsAt: now }, now)).toBe(true);
    expect(hasBegun({ startsAt: new Date(now.getTime() + 1) }, now)).toBe(false);
  });

  test('it lies at most 28 days after today, and the refusal names the last day', () => {
    expect(judge(wall('2026-12-29', '10:00', '11:00'))).toBeNull();
    const error = judge(wall('2026-12-30', '10:00', '11:00'));
    expect(error).toMatchObject({ code: 'SLOT_TOO_FAR', errors: [{ path: 'slotDate' }] });
    expect(error?.detail).toContain('2026-12-29');
  });

  test('today is the one of the slot’s own zone, on both sides of the date line', () => {
    // 30 November in Pago Pago, 1 December in London, 2 December on Kiritimati.
    const instant = new Date('2026-12-01T10:30:00Z');
    for (const [timezone, today] of [
      ['Pacific/Pago_Pago', '2026-11-30'],
      ['Europe/London', '2026-12-01'],
      ['Pacific/Kiritimati', '2026-12-02'],
    ] as const) {
      expect(daysAhead({ slotDate: today, timezone }, instant)).toBe(0);
      expect(isTooFar({ slotDate: addDays(today, 28), timezone }, instant)).toBe(false);
      expect(isTooFar({ slotDate: addDays(today, 29), timezone }, instant)).toBe(true);
    }
  });

  test('28 days stay 28 days over a clock change, in any zone at any minute', () => {
    fc.assert(
      fc.property(anyZone, anyMinute, fc.integer({ min: -40, max: 40 }), (timezone, instant, days) => {
        const slotDate = addDays(dayIn(instant, timezone), days);
        expect(daysAhead({ slotDate, timezone }, instant)).toBe(days);
        expect(isTooFar({ slotDate, timezone }, instant)).toBe(days > 28);
      }),
    );
  });
});

describe('week 1', () => {
  const now = new Date('2026-12-01T06:00:00Z');
  const on = (days: number, timezone = 'Asia/Kathmandu') => ({
    slotDate: addDays(dayIn(now, timezone), days),
    timezone,
  });
  const judge = (wanted: number[], existing: number[]) =>
    refusal(() =>
      assertWeekOne({ wanted: wanted.map((d) => on(d)), existing: existing.map((d) => on(d)), now }),
    )?.code ?? 'ok';

  test.each([
    [[0], [], 'ok'],
    [[6], [], 'ok'],
    [[7], [], 'WEEK_ONE_REQUIRED'],
    [[28], [], 'WEEK_ONE_REQUIRED'],
    [[7], [6], 'ok'],
    [[7], [0], 'ok'],
    [[7], [7, 20], 'WEEK_ONE_REQUIRED'],
    [[7], [-1], 'WEEK_ONE_REQUIRED'],
    [[7, 6], [], 'ok'],
    [[0, 28], [], 'ok'],
    [[], [], 'ok'],
  ])('wanted on days %j beside %j: %s', (wanted, existing, expected) => {
    expect(judge(wanted, existing)).toBe(expected);
  });

  test('is counted in each slot’s own zone', () => {
    const instant = new Date('2026-12-01T10:30:00Z');
    const later = { slotDate: '2026-12-20', timezone: 'UTC' };
    const existing = { slotDate: '2026-12-08', timezone: 'Pacific/Kiritimati' };
    expect(refusal(() => assertWeekOne({ wanted: [later], existing: [existing], now: instant }))).toBeNull();
    const sameDayElsewhere = { ...existing, timezone: 'UTC' };
    expect(
      refusal(() => assertWeekOne({ wanted: [later], existing: [sameDayElsewhere], now: instant }))?.code,
    ).toBe('WEEK_ONE_REQUIRED');
  });
});

describe('overlap', () => {
  const from = Date.UTC(2026, 11, 1);
  const range = (start: number, length: number) => ({
    startsAt: addMinutes(new Date(from), start),
    endsAt: addMinutes(new Date(from), start + length),
  });

  test('is not where one ends as the other begins', () => {
    expect(overlaps(range(0, 60), range(60, 60))).toBe(false);
    expect(overlaps(range(60, 60), range(0, 60))).toBe(false);
    expect(overlaps(range(0, 61), range(60, 60))).toBe(true);
    expect(overlaps(range(0, 240), range(60, 15))).toBe(true);
  });

  test('is judged on instants: across zones and midnight', () => {
    const kathmandu = placeSlot(wall('2026-12-02', '05:00', '06:00'));
    const newYork = placeSlot(wall('2026-12-01', '18:00', '19:00', 'America/New_York'));
    const late = placeSlot(wall('2026-12-01', '22:00', '00:00'));
    const early = placeSlot(wall('2026-12-02', '00:00', '01:00'));
    expect(findOverlap([kathmandu, newYork])).toEqual(
      [newYork, kathmandu].map((slot) => [kathmandu, newYork].indexOf(slot)),
    );
    expect(findOverlap([late, early])).toBeNull();
  });

  test('is found exactly where comparing every pair finds one', () => {
    const slots = fc.array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 90 })), {
      maxLength: 14,
    });
    fc.assert(
      fc.property(slots, (pairs) => {
        const ranges = pairs.map(([start, length]) => range(start, length));
        const anyPair = ranges.some((a, i) => ranges.some((b, j) => i < j && overlaps(a, b)));
        const found = findOverlap(ranges);
        expect(found !== null).toBe(anyPair);
        if (!found) return;
        const [a, b] = found.map((index) => ranges[index]);
        expect(a && b && overlaps(a, b)).toBe(true);
        expect(found[0]).not.toBe(found[1]);
      }),
      { numRuns: 1_000 },
    );
  });

  test('is refused in words that name the slot', () => {
    const { code, status, detail } = overlapRefusal(wall('2026-12-01', '10:00', '11:00'));
    expect({ code, status }).toEqual({ code: 'SLOT_OVERLAP', status: 409 });
    expect(detail).toBe('This overlaps your slot on Tuesday 1 December, 10:00–11:00, Kathmandu time.');
  });
});

describe('the price', () => {
  test.each([
    [6000, 30, 3000],
    [6000, 90, 9000],
    [0, 90, 0],
    [100, 15, 25],
    // Half a cent is rounded up, less is not.
    [1010, 15, 253],
    [101, 50, 84],
    [101, 30, 51],
    [103, 20, 34],
    [100_000, 480, 800_000],
  ])('of %i cents an hour for %i minutes is %i', (hourlyRateCents, durationMinutes, cents) => {
    expect(priceCentsOf({ hourlyRateCents, durationMinutes })).toBe(cents);
  });

  test('is the exact quotient rounded half up, whatever rate and length', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: 15, max: 480 }),
        (hourlyRateCents, durationMinutes) => {
          const product = BigInt(hourlyRateCents) * BigInt(durationMinutes);
          const exact = product / 60n + (product % 60n >= 30n ? 1n : 0n);
          expect(BigInt(priceCentsOf({ hourlyRateCents, durationMinutes }))).toBe(exact);
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
