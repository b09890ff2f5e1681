import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { anyMinute, anyZone, clockChanges, clockIn, offsetMsIn, wallAt, ZONES } from '../tests/zones';
import {
  addDays,
  addMonths,
  clocksChangeBetween,
  dayIn,
  daysBetween,
  instantOf,
  isDay,
  isMonth,
  isoIn,
  isTimeZone,
  isWallTime,
  minutesBetween,
  monthIn,
  offsetMinutesAt,
  startOfDayIn,
  startOfMonthIn,
  wallTimeIn,
} from './time';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const iso = (instant: Date | null) => instant?.toISOString() ?? null;

/** The first instant at which a clock of the zone shows this, found by looking at every clock change nearby. */
function firstInstant(
  wallAsUtc: number,
  { at, beforeMs, afterMs }: { at: number; beforeMs: number; afterMs: number },
) {
  if (wallAsUtc - beforeMs < at) return wallAsUtc - beforeMs;
  return wallAsUtc - afterMs >= at ? wallAsUtc - afterMs : null;
}

test('the clock changes that these tests go through are really there', () => {
  const changes = clockChanges();
  expect(ZONES.length).toBeGreaterThan(400);
  expect(changes.length).toBeGreaterThan(400);
  const sizes = new Set(changes.map(({ beforeMs, afterMs }) => (afterMs - beforeMs) / MINUTE_MS));
  // Lord Howe's half hour among them.
  expect([...sizes]).toEqual(expect.arrayContaining([60, -60, 30, -30]));
});

describe('the instant of a wall time', () => {
  test('is right for every quarter of an hour around every clock change of every zone', () => {
    const wrong: string[] = [];
    for (const change of clockChanges()) {
      const { zone, at } = change;
      for (const offset of new Set([change.beforeMs, change.afterMs])) {
        for (let minutes = -26 * 60; minutes <= 26 * 60; minutes += Math.abs(minutes) < 150 ? 15 : 180) {
          const { day, time } = wallAt(at + minutes * MINUTE_MS, offset);
          const expected = firstInstant(Date.parse(`${day}T${time}:00Z`), change);
          const actual = instantOf(day, time, zone)?.getTime() ?? null;
          if (actual !== expected) wrong.push(`${zone} ${day} ${time}: ${actual}, not ${expected}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('is right to the minute where the clocks change', () => {
    const wrong: string[] = [];
    for (const change of clockChanges()) {
      const { zone, at, beforeMs, afterMs } = change;
      const before = wallAt(at - MINUTE_MS, beforeMs);
      if (instantOf(before.day, before.time, zone)?.getTime() !== at - MINUTE_MS) {
        wrong.push(`${zone} before ${new Date(at).toISOString()}`);
      }
      const isSkipping = afterMs > beforeMs;
      // Set back, the same digits come again: the first time counts, which is before the change.
      const first = wallAt(at, afterMs);
      const expected = isSkipping ? at : at + afterMs - beforeMs;
      if (instantOf(first.day, first.time, zone)?.getTime() !== expected)
        wrong.push(`${zone} at ${new Date(at).toISOString()}`);
      if (isSkipping) {
        const firstSkipped = wallAt(at, beforeMs);
        const lastSkipped = wallAt(at - MINUTE_MS, afterMs);
        for (const { day, time } of [firstSkipped, lastSkipped]) {
          if (instantOf(day, time, zone) !== null) wrong.push(`${zone} ${day} ${time} is skipped`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('leads back to the same clock, in any zone at any minute', () => {
    fc.assert(
      fc.property(anyZone, anyMinute, (zone, instant) => {
        const [day, time] = [dayIn(instant, zone), wallTimeIn(instant, zone)];
        expect(`${day} ${time}:00`).toBe(clockIn(zone, instant.getTime()));
        const back = instantOf(day, time, zone);
        expect(back && clockIn(zone, back.getTime())).toBe(`${day} ${time}:00`);
        expect(back && back <= instant).toBe(true);
        // Another instant only where the clock shows the same twice.
        if (back?.getTime() !== instant.getTime()) {
          expect(offsetMsIn(zone, back?.getTime() ?? 0)).toBeGreaterThan(offsetMsIn(zone, instant.getTime()));
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['America/New_York', '2026-03-08', '01:59', '2026-03-08T06:59:00.000Z'],
    ['America/New_York', '2026-03-08', '02:00', null],
    ['America/New_York', '2026-03-08', '02:59', null],
    ['America/New_York', '2026-03-08', '03:00', '2026-03-08T07:00:00.000Z'],
    ['America/New_York', '2026-03-07', '22:00', '2026-03-08T03:00:00.000Z'],
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00.000Z'],
    ['America/New_York', '2026-11-01', '02:00', '2026-11-01T07:00:00.000Z'],
    ['Europe/London', '2026-03-29', '01:30', null],
    ['Europe/London', '2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
    ['Asia/Kathmandu', '2026-12-01', '00:00', '2026-11-30T18:15:00.000Z'],
    ['Asia/Katmandu', '2026-12-01', '00:00', '2026-11-30T18:15:00.000Z'],
    ['Asia/Kolkata', '2026-12-01', '12:00', '2026-12-01T06:30:00.000Z'],
    // Half an hour, forward and back.
    ['Australia/Lord_Howe', '2026-10-04', '02:15', null],
    ['Australia/Lord_Howe', '2026-10-04', '02:30', '2026-10-03T15:30:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05', '02:00', '2026-04-04T15:30:00.000Z'],
    // Midnight itself is skipped.
    ['America/Santiago', '2026-09-06', '00:00', null],
    ['America/Santiago', '2026-09-06', '01:00', '2026-09-06T04:00:00.000Z'],
    // The date line, both sides.
    ['Pacific/Kiritimati', '2026-06-01', '00:00', '2026-05-31T10:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-06-01', '00:00', '2026-06-01T11:00:00.000Z'],
    ['Pacific/Chatham', '2026-06-01', '00:00', '2026-05-31T11:15:00.000Z'],
    // Leap day, month and year ends.
    ['Asia/Kathmandu', '2028-02-29', '00:10', '2028-02-28T18:25:00.000Z'],
    ['America/New_York', '2026-12-31', '23:59', '2027-01-01T04:59:00.000Z'],
  ])('in %s on %s at %s is %s', (zone, day, time, expected) => {
    expect(iso(instantOf(day, time, zone))).toBe(expected);
  });
});

describe('on a machine in any zone', () => {
  const own = process.env.TZ;
  afterEach(() => {
    process.env.TZ = own;
  });

  test.each(['UTC', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'Europe/London'])(
    'as in %s, clocks elsewhere show the same',
    (machine) => {
      process.env.TZ = machine;
      // Hours that the clocks of New York, London and Lord Howe skip.
      for (const [day, time] of [
        ['2026-03-08', '02:30'],
        ['2026-03-29', '01:30'],
        ['2026-10-04', '02:15'],
      ] as const) {
        const instant = instantOf(day, time, 'Asia/Kathmandu');
        expect(iso(instant)).toBe(new Date(Date.parse(`${day}T${time}:00Z`) - 345 * MINUTE_MS).toISOString());
        expect(instant && wallTimeIn(instant, 'Asia/Kathmandu')).toBe(time);
        expect(instant && dayIn(instant, 'Asia/Kathmandu')).toBe(day);
      }
      expect(addDays('2026-03-08', 1)).toBe('2026-03-09');
      expect(daysBetween('2026-03-07', '2026-03-09')).toBe(2);
    },
  );
});

describe('a day', () => {
  test('in another zone may be the one before or after', () => {
    const instant = new Date('2026-12-01T10:30:00Z');
    expect(dayIn(instant, 'Pacific/Pago_Pago')).toBe('2026-11-30');
    expect(dayIn(instant, 'UTC')).toBe('2026-12-01');
    expect(dayIn(instant, 'Pacific/Kiritimati')).toBe('2026-12-02');
  });

  test('begins at its first instant, in every zone on every day of a clock change', () => {
    const wrong = clockChanges().filter(({ zone, at }) => {
      const day = dayIn(new Date(at), zone);
      const start = startOfDayIn(day, zone);
      return dayIn(start, zone) !== day || dayIn(new Date(start.getTime() - 1), zone) >= day;
    });
    expect(wrong).toEqual([]);
  });

  test('whose midnight is skipped begins after the gap', () => {
    expect(iso(startOfDayIn('2026-09-06', 'America/Santiago'))).toBe('2026-09-06T04:00:00.000Z');
  });

  test('that a zone left out altogether begins with the next one', () => {
    expect(iso(startOfDayIn('2011-12-30', 'Pacific/Apia'))).toBe('2011-12-30T10:00:00.000Z');
  });

  test.each(['1900-01-01', '9998-12-31'])('as far as %s has a start in every zone', (day) => {
    for (const zone of ZONES) {
      expect(Math.abs(startOfDayIn(day, zone).getTime() - Date.parse(day))).toBeLessThan(DAY_MS);
      expect(Number.isNaN(startOfDayIn(addDays(day, 1), zone).getTime())).toBe(false);
    }
  });

  test('moves over months, years and leap days', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
        expect(daysBetween('2026-11-22', addDays('2026-11-22', days))).toBe(days);
      }),
    );
  });

  test.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '26-01-01',
    '2026-1-1',
    '',
    '2026-01-01T00:00',
    // Beyond these, the day before or after can no longer be written.
    '0000-01-01',
    '1899-12-31',
    '9999-12-31',
  ])('is not %s', (text) => expect(isDay(text)).toBe(false));

  test.each(['2026-01-01', '2028-02-29', '2026-12-31', '1900-01-01', '9998-12-31'])('is %s', (text) =>
    expect(isDay(text)).toBe(true),
  );
});

test('a time of day has two digits each, below 24:00', () => {
  for (const good of ['00:00', '09:05', '23:59']) expect(isWallTime(good)).toBe(true);
  for (const bad of ['24:00', '9:05', '09:60', '09:5', '09:05:00', '', '٠٩:٠٥'])
    expect(isWallTime(bad)).toBe(false);
});

describe('a time zone', () => {
  test('is any name that Intl knows', () => {
    expect(ZONES.filter((zone) => !isTimeZone(zone))).toEqual([]);
  });

  test.each([
    '',
    '+05:45',
    '-08',
    'Z',
    'Mars/Olympus',
    'Asia/Kathmandu ',
    '../etc/passwd',
    'UTC\0',
    'A'.repeat(65),
  ])('is not %j', (text) => expect(isTimeZone(text)).toBe(false));

  test('is judged the same the second time, however many were asked for', () => {
    for (let index = 0; index < 3_000; index += 1) expect(isTimeZone(`Nowhere/Place_${index}`)).toBe(false);
    for (let index = 2_900; index < 3_000; index += 1)
      expect(isTimeZone(`Nowhere/Place_${index}`)).toBe(false);
    expect(isTimeZone('Europe/Lisbon')).toBe(true);
  });
});

test('the offset is the one in force at that very minute', () => {
  const wrong = clockChanges().filter(
    ({ zone, at, beforeMs, afterMs }) =>
      offsetMinutesAt(new Date(at - 1), zone) * MINUTE_MS !== beforeMs ||
      offsetMinutesAt(new Date(at), zone) * MINUTE_MS !== afterMs,
  );
  expect(wrong).toEqual([]);
});

test('clocks change between two instants only where the zone changes them', () => {
  const from = new Date('2026-10-24T12:00:00Z');
  const to = new Date('2026-10-26T12:00:00Z');
  expect(clocksChangeBetween({ from, to, zone: 'Europe/London' })).toBe(true);
  expect(clocksChangeBetween({ from, to, zone: 'America/New_York' })).toBe(false);
  expect(clocksChangeBetween({ from, to, zone: 'Asia/Kathmandu' })).toBe(false);
});

test('elapsed minutes do not care for clocks', () => {
  const [from, to] = [
    instantOf('2026-03-08', '01:00', 'America/New_York'),
    instantOf('2026-03-08', '04:00', 'America/New_York'),
  ];
  expect(from && to && minutesBetween(from, to)).toBe(120);
});

test('months are counted across years, and an instant lies in the month that its zone is in', () => {
  expect([addMonths('2026-11', 2), addMonths('2026-01', -1), addMonths('2026-05', -12)]).toEqual([
    '2027-01',
    '2025-12',
    '2025-05',
  ]);
  const lastNight = new Date('2026-09-01T03:30:00Z');
  expect(monthIn(lastNight, 'America/New_York')).toBe('2026-08');
  expect(monthIn(lastNight, 'Asia/Kathmandu')).toBe('2026-09');
  expect(startOfMonthIn('2026-09', 'America/New_York').toISOString()).toBe('2026-09-01T04:00:00.000Z');
  expect([isMonth('2026-12'), isMonth('2026-13'), isMonth('2026-1'), isMonth('')]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test.each([
  ['Asia/Kathmandu', '2026-08-31T23:30:00+05:45'],
  ['America/St_Johns', '2026-08-31T15:15:00-02:30'],
  ['UTC', '2026-08-31T17:45:00+00:00'],
])('an instant in %s is written with its offset, and reads back as the same', (zone, written) => {
  const instant = new Date('2026-08-31T17:45:00Z');
  expect(isoIn(instant, zone)).toBe(written);
  expect(new Date(written)).toEqual(instant);
});
