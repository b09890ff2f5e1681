// Which months the page shows, and what stands in each. No I/O.
import type { MonthOfEarnings } from '@/lib/sessions/earnings';
import { addMonths } from '@/lib/time';

export const MONTHS_PER_PAGE = 12;
/** So many are shown of whoever has just begun, so that a chart is not a single bar. */
const FEWEST_MONTHS = 6;

export type MonthAmounts = Omit<MonthOfEarnings, 'currency'>;
export type CurrencyGroup = { currency: string; months: MonthAmounts[]; total: Omit<MonthAmounts, 'month'> };

export type ChartProps = { currency: string; months: MonthAmounts[] };

type Span = { from: string; to: string };

/** The months of a page, oldest first: not before anything was paid, and of those still to come only ones with money. */
export function shownMonths({
  rows,
  from,
  to,
  first,
  thisMonth,
}: Span & { rows: readonly { month: string }[]; first: string; thisMonth: string }): string[] {
  const lastWithMoney = rows.at(-1)?.month ?? '';
  const end = [thisMonth, lastWithMoney].reduce((a, b) => (a > b ? a : b));
  const last = to < end ? to : end;
  const fewest = addMonths(last, 1 - FEWEST_MONTHS);
  const begin = [from, first < fewest ? first : fewest].reduce((a, b) => (a > b ? a : b));
  const months: string[] = [];
  for (let month = begin; month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** One group for each currency, by its code, with every one of `months` in it. */
export function byCurrency(rows: readonly MonthOfEarnings[], months: readonly string[]): CurrencyGroup[] {
  const currencies = [...new Set(rows.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const own = new Map(rows.filter((row) => row.currency === currency).map((row) => [row.month, row]));
    const amounts = months.map((month) => ({
      month,
      earnedCents: own.get(month)?.earnedCents ?? 0,
      toComeCents: own.get(month)?.toComeCents ?? 0,
      refundedCents: own.get(month)?.refundedCents ?? 0,
    }));
    const sum = (of: (each: MonthAmounts) => number) => amounts.reduce((total, each) => total + of(each), 0);
    return {
      currency,
      months: amounts,
      total: {
        earnedCents: sum((each) => each.earnedCents),
        toComeCents: sum((each) => each.toComeCents),
        refundedCents: sum((each) => each.refundedCents),
      },
    };
  });
}

/** At most so many spaces between the lines of a chart. */
const MOST_STEPS = 5;

/** Where the lines of a chart stand, in cents: from nothing to above `highest`, 1, 2 or 5 times a power of ten apart. */
export function linesUpTo(highest: number): number[] {
  const powers = Array.from({ length: 10 }, (_, index) => 100 * 10 ** index);
  const steps = powers.flatMap((power) => [power, 2 * power, 5 * power]);
  const step = steps.find((each) => highest <= each * MOST_STEPS) ?? highest;
  const count = Math.max(1, Math.ceil(highest / step));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
