import { describe, expect, test } from 'vitest';
import { byCurrency, linesUpTo, shownMonths } from './months';

const year = { from: '2025-12', to: '2026-12', thisMonth: '2026-11' };

describe('the months of a page', () => {
  test('are twelve where the history is long, and one more where money is to come', () => {
    const past = shownMonths({ ...year, rows: [{ month: '2026-03' }], first: '2024-01' });
    expect([past.length, past.at(0), past.at(-1)]).toEqual([12, '2025-12', '2026-11']);
    const ahead = shownMonths({ ...year, rows: [{ month: '2026-12' }], first: '2024-01' });
    expect([ahead.length, ahead.at(-1)]).toEqual([13, '2026-12']);
  });

  test('begin with the first that was paid for, and are six at least', () => {
    expect(shownMonths({ ...year, rows: [{ month: '2026-04' }], first: '2026-04' })).toHaveLength(8);
    expect(shownMonths({ ...year, rows: [{ month: '2026-11' }], first: '2026-11' }).at(0)).toBe('2026-06');
  });

  test('of an earlier page end where it ends', () => {
    const earlier = { from: '2024-12', to: '2025-11', thisMonth: '2026-11' };
    const months = shownMonths({ ...earlier, rows: [], first: '2024-01' });
    expect([months.length, months.at(-1)]).toEqual([12, '2025-11']);
  });
});

test('currencies are never added up, and every month stands in each', () => {
  const row = { earnedCents: 3000, toComeCents: 0, refundedCents: 500 };
  const groups = byCurrency(
    [
      { month: '2026-10', currency: 'usd', ...row },
      { month: '2026-11', currency: 'eur', ...row },
      { month: '2026-11', currency: 'usd', ...row },
    ],
    ['2026-09', '2026-10', '2026-11'],
  );
  expect(groups.map(({ currency, total }) => [currency, total.earnedCents, total.refundedCents])).toEqual([
    ['eur', 3000, 500],
    ['usd', 6000, 1000],
  ]);
  expect(groups[0]?.months.map(({ earnedCents }) => earnedCents)).toEqual([0, 0, 3000]);
});

test.each([
  [17_600, [0, 5_000, 10_000, 15_000, 20_000]],
  [20_000, [0, 5_000, 10_000, 15_000, 20_000]],
  [100_000, [0, 20_000, 40_000, 60_000, 80_000, 100_000]],
  [100_001, [0, 50_000, 100_000, 150_000]],
  [0, [0, 100]],
])('a chart of at most %i cents has its lines at round amounts', (highest, lines) => {
  expect(linesUpTo(highest)).toEqual(lines);
});
