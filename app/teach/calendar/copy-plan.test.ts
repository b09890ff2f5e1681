import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overlaps, type WallSlot } from '@/lib/slots/rules';
import type { OwnSlot } from '@/lib/slots/schema';
import { addDays } from '@/lib/time';
import { givenOwnSlot } from '@/tests/own-slots';
import { lacksWeekOne, planCopy } from './copy-plan';

const LISBON = 'Europe/Lisbon';
const NEW_YORK = 'America/New_York';
const LORD_HOWE = 'Australia/Lord_Howe';
const MONDAY = '2026-11-30';

const wall = (slotDate: string, startTime: string, endTime: string, timezone = LISBON): WallSlot => ({
  slotDate,
  startTime,
  endTime,
  timezone,
});

type Wanted = { sources: OwnSlot[]; offsets: number[]; others?: OwnSlot[]; zone?: string; now?: string };

const plan = ({ sources, offsets, others = [], zone = LISBON, now = '2026-11-26T09:00:00.000Z' }: Wanted) =>
  planCopy({ sources, offsets, slots: [...sources, ...others], zone, now });

const gist = (wanted: Wanted) =>
  plan(wanted).map(({ day, times, state, note }) => [day, times, state, note].filter(Boolean).join(' | '));

describe('copying hours', () => {
  test('puts every slot on every chosen day, in order of time, with kind and seats but nobody in it', () => {
    const sources = [
      givenOwnSlot(wall(MONDAY, '14:00', '15:30'), { seats: 6, bookedBy: 'Ana Sousa' }),
      givenOwnSlot(wall(MONDAY, '10:00', '11:00')),
    ];
    expect(gist({ sources, offsets: [7, 1] })).toEqual([
      '2026-12-01 | 10:00–11:00 | ready',
      '2026-12-01 | 14:00–15:30 | ready',
      '2026-12-07 | 10:00–11:00 | ready',
      '2026-12-07 | 14:00–15:30 | ready',
    ]);
    expect(plan({ sources, offsets: [1] })[1]?.draft).toEqual({
      ...wall('2026-12-01', '14:00', '15:30'),
      sessionType: 'GROUP',
      maxParticipants: 6,
    });
  });

  test('knows what is up already from what clashes', () => {
    const sources = [
      givenOwnSlot(wall(MONDAY, '10:00', '11:00')),
      givenOwnSlot(wall(MONDAY, '12:00', '13:00')),
      givenOwnSlot(wall(MONDAY, '15:00', '16:00')),
    ];
    const others = [
      givenOwnSlot(wall('2026-12-01', '10:00', '11:00')),
      // The same hour for a group is another slot.
      givenOwnSlot(wall('2026-12-01', '12:00', '13:00'), { seats: 4 }),
      givenOwnSlot(wall('2026-12-01', '15:45', '16:30'), { bookedBy: 'Ana Sousa' }),
    ];
    expect(gist({ sources, offsets: [1], others })).toEqual([
      '2026-12-01 | 10:00–11:00 | there | Already in your calendar',
      '2026-12-01 | 12:00–13:00 | clash | Overlaps 12:00–13:00 · Group, 4 seats',
      '2026-12-01 | 15:00–16:00 | clash | Overlaps 15:45–16:30 · Ana Sousa',
    ]);
  });

  test('finds a clash across midnight, and names the day', () => {
    const sources = [givenOwnSlot(wall(MONDAY, '00:30', '01:30'))];
    const others = [givenOwnSlot(wall('2026-12-01', '18:00', '20:00', NEW_YORK))];
    expect(gist({ sources, offsets: [2], others })).toEqual([
      '2026-12-02 | 00:30–01:30 | clash | Overlaps Tue 1 Dec, 23:00–01:00 (Wed) · 1-to-1',
    ]);
  });

  test('lets midnight touch the next day', () => {
    const sources = [givenOwnSlot(wall(MONDAY, '22:00', '00:00'))];
    const others = [givenOwnSlot(wall('2026-12-02', '00:00', '01:00'))];
    expect(gist({ sources, offsets: [1], others })).toEqual(['2026-12-01 | 22:00–00:00 | ready']);
  });

  test('leaves out what is over and what is more than four weeks ahead', () => {
    const sources = [
      givenOwnSlot(wall(MONDAY, '08:00', '09:00')),
      givenOwnSlot(wall(MONDAY, '09:30', '10:00')),
    ];
    expect(gist({ sources, offsets: [-4, 24, 25] })).toEqual([
      '2026-11-26 | 08:00–09:00 | never | This time is over',
      '2026-11-26 | 09:30–10:00 | ready',
      '2026-12-24 | 08:00–09:00 | ready',
      '2026-12-24 | 09:30–10:00 | ready',
      '2026-12-25 | 08:00–09:00 | never | More than four weeks ahead',
      '2026-12-25 | 09:30–10:00 | never | More than four weeks ahead',
    ]);
  });

  test('keeps the hours that the tutor sees where they were put up in another zone', () => {
    const sources = [givenOwnSlot(wall(MONDAY, '09:00', '10:00', NEW_YORK))];
    expect(plan({ sources, offsets: [7] })[0]?.draft).toMatchObject(wall('2026-12-07', '14:00', '15:00'));
  });

  test('does not let two copies meet', () => {
    // Lisbon's clocks go back before New York's; the later one runs over midnight in Lisbon, so it keeps its own zone.
    const sources = [
      givenOwnSlot(wall('2026-10-20', '22:00', '23:00')),
      givenOwnSlot(wall('2026-10-20', '18:00', '20:00', NEW_YORK)),
    ];
    expect(gist({ sources, offsets: [7], now: '2026-10-15T09:00:00.000Z' })).toEqual([
      '2026-10-27 | 22:00–00:00 | ready',
      '2026-10-27 | 22:00–23:00 | clash | Overlaps the copy at 22:00–00:00',
    ]);
  });
});

describe('copying over a clock change', () => {
  test.each([
    // Skipped: 01:00 to 02:00 in Lisbon, 02:00 to 03:00 in New York, 02:00 to 02:30 on Lord Howe.
    [LISBON, '2027-03-21', '01:30', '02:30', 'never | Clocks skip 01:30 on that day'],
    [LISBON, '2027-03-21', '00:15', '01:15', 'never | Clocks skip 01:15 on that day'],
    [LISBON, '2027-03-21', '00:00', '03:00', 'ready | Lasts 2 h, not 3 h: clocks change'],
    [NEW_YORK, '2027-03-07', '02:00', '03:00', 'never | Clocks skip 02:00 on that day'],
    [NEW_YORK, '2027-03-07', '01:00', '04:00', 'ready | Lasts 2 h, not 3 h: clocks change'],
    [LORD_HOWE, '2026-09-27', '02:15', '03:15', 'never | Clocks skip 02:15 on that day'],
    [LORD_HOWE, '2026-09-27', '01:00', '03:00', 'ready | Lasts 1 h 30 min, not 2 h: clocks change'],
    // Repeated: longer than they look.
    [LISBON, '2026-10-18', '00:30', '02:30', 'ready | Lasts 3 h, not 2 h: clocks change'],
    [NEW_YORK, '2026-10-25', '00:30', '02:30', 'ready | Lasts 3 h, not 2 h: clocks change'],
    [LORD_HOWE, '2027-03-28', '01:00', '02:30', 'ready | Lasts 2 h, not 1 h 30 min: clocks change'],
    // Away from the change nothing is different.
    [NEW_YORK, '2027-03-07', '10:00', '11:00', 'ready'],
  ])('in %s, a week after %s, %s to %s: %s', (zone, day, from, to, expected) => {
    const sources = [givenOwnSlot(wall(day, from, to, zone))];
    const [line] = plan({ sources, offsets: [7], zone, now: `${addDays(day, -3)}T00:00:00.000Z` });
    expect([line?.state, line?.note].filter(Boolean).join(' | ')).toBe(expected);
    expect([line?.day, line?.times]).toEqual([addDays(day, 7), `${from}–${to}`]);
  });

  test('refuses eight hours that the clocks make nine', () => {
    const sources = [givenOwnSlot(wall('2026-10-18', '00:00', '08:00'))];
    const [line] = plan({ sources, offsets: [7], now: '2026-10-15T00:00:00.000Z' });
    expect(line).toMatchObject({ state: 'never', note: expect.stringContaining('this one lasts 540') });
  });
});

describe('the first week', () => {
  const now = '2026-11-26T09:00:00.000Z';
  const later = givenOwnSlot(wall('2026-12-05', '10:00', '11:00'));
  const linesOf = (offsets: number[]) => plan({ sources: [later], offsets, now });

  test('is asked for before later ones', () => {
    expect(lacksWeekOne(linesOf([7]), [later], now)).toBe(true);
  });

  test('is there where a slot is in it, or a copy goes to it', () => {
    const near = givenOwnSlot(wall('2026-12-02', '10:00', '11:00'));
    expect(lacksWeekOne(linesOf([7]), [later, near], now)).toBe(false);
    expect(lacksWeekOne(linesOf([-3, 7]), [later], now)).toBe(false);
  });

  test('is not asked for where nothing is copied', () => {
    expect(lacksWeekOne([], [later], now)).toBe(false);
  });
});

test('whatever is copied, what is ready meets nothing, lies ahead and is as many lines as sources and days say', () => {
  const starts = fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 6 });
  const slotsOf = (day: string, hours: number[], zone: string) =>
    hours.map((hour) =>
      givenOwnSlot(
        wall(
          day,
          `${String(hour).padStart(2, '0')}:00`,
          hour === 23 ? '00:00' : `${String(hour).padStart(2, '0')}:45`,
          zone,
        ),
      ),
    );
  const offsets = fc.uniqueArray(fc.integer({ min: -5, max: 30 }), { maxLength: 8 });
  fc.assert(
    fc.property(starts, starts, offsets, fc.constantFrom(LISBON, LORD_HOWE), (mine, theirs, by, zone) => {
      const sources = slotsOf(MONDAY, mine, zone);
      const others = slotsOf('2026-12-02', theirs, zone);
      const lines = plan({ sources, offsets: by, others, zone });
      expect(lines).toHaveLength(sources.length * by.length);
      const ready = lines
        .filter(({ state }) => state === 'ready')
        .map(({ draft }) => givenOwnSlot(draft))
        .map(({ startsAt, endsAt }) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) }));
      const up = [...sources, ...others].map(({ startsAt, endsAt }) => ({
        startsAt: new Date(startsAt),
        endsAt: new Date(endsAt),
      }));
      for (const [index, each] of ready.entries()) {
        expect(each.startsAt > new Date('2026-11-26T09:00:00.000Z')).toBe(true);
        expect([...up, ...ready.slice(index + 1)].some((other) => overlaps(each, other))).toBe(false);
      }
    }),
    { numRuns: 60 },
  );
});
