import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_DAYS_AHEAD } from '@/lib/slots/rules';
import { addDays } from '@/lib/time';
import { daysOfPart, PARTS, partOf, WEEKS, weekName } from './weeks';

const day = fc.integer({ min: 0, max: 3 * 365 }).map((offset) => addDays('2026-01-01', offset));

describe('the days that hours can be put up on', () => {
  test('every week has seven days, as it is shown and as it is copied', () => {
    fc.assert(
      fc.property(day, (today) => {
        expect(WEEKS.map((week) => daysOfPart(today, week).length)).toEqual([7, 7, 7, 7]);
      }),
    );
  });

  test('four weeks and one day reach from today to the last day that may be offered, without a gap', () => {
    fc.assert(
      fc.property(day, (today) => {
        const open = Array.from({ length: MAX_DAYS_AHEAD + 1 }, (_, ahead) => addDays(today, ahead));
        expect(PARTS.flatMap((part) => daysOfPart(today, part))).toEqual(open);
      }),
    );
  });

  test('a day is found in the part that shows it', () => {
    fc.assert(
      fc.property(day, (today) => {
        for (const part of PARTS) {
          for (const each of daysOfPart(today, part)) expect(partOf(today, each)).toBe(part);
        }
      }),
    );
  });

  test('a day that cannot be offered leads to the first week', () => {
    expect(partOf('2026-11-26', '2026-11-25')).toBe(0);
    expect(partOf('2026-11-26', '2026-12-25')).toBe(0);
  });

  test('a week is called by its first and last day', () => {
    expect(weekName(daysOfPart('2026-11-26', 0))).toBe('26 Nov – 2 Dec');
    expect(weekName(daysOfPart('2026-11-26', 3))).toBe('17 Dec – 23 Dec');
    expect(daysOfPart('2026-11-26', 4)).toEqual(['2026-12-24']);
  });
});
