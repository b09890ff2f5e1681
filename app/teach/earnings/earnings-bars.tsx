'use client';

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { amountOf } from '@/lib/money';
import { monthAndYear } from '@/lib/time-format';
import { type ChartProps, linesUpTo, type MonthAmounts } from './months';

const LINES = [
  { key: 'earnedCents', label: 'Earned' },
  { key: 'toComeCents', label: 'To come' },
  { key: 'refundedCents', label: 'Refunded' },
] as const;

/** What was paid for the sessions of each month, by what becomes of it. Still: nothing grows or slides. */
export function EarningsBars({ currency, months }: ChartProps) {
  const lines = linesUpTo(Math.max(...months.map(paidCents)));
  const axis = { fill: 'var(--ink-muted)', fontSize: 12 };
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={months}
        accessibilityLayer={false}
        margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
        barCategoryGap="22%"
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="month"
          tickFormatter={(month: string) => monthAndYear(month, 'short').slice(0, 3)}
          tick={axis}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          minTickGap={4}
        />
        <YAxis
          width="auto"
          tickFormatter={(cents: number) => roundAmount(cents, currency)}
          tick={axis}
          tickLine={false}
          axisLine={false}
          ticks={lines}
          domain={[0, lines.at(-1) ?? 0]}
        />
        <Tooltip
          cursor={{ fill: 'var(--sunken)' }}
          isAnimationActive={false}
          content={({ active, payload }) => {
            const month = active
              ? months.find((each) => each.month === payload?.[0]?.payload?.month)
              : undefined;
            return month ? (
              <div className="grid gap-1 rounded-md border bg-surface px-3 py-2 text-sm shadow-lift">
                <p className="font-semibold">{monthAndYear(month.month)}</p>
                {LINES.map(({ key, label }) => (
                  <p key={key} className="flex justify-between gap-6">
                    <span className="text-ink-muted">{label}</span>
                    <span className="figures">{amountOf(month[key], currency)}</span>
                  </p>
                ))}
              </div>
            ) : null;
          }}
        />
        <Bar
          dataKey="earnedCents"
          stackId="paid"
          fill="var(--accent)"
          maxBarSize={36}
          isAnimationActive={false}
        />
        <Bar
          dataKey="toComeCents"
          stackId="paid"
          fill="var(--accent-soft)"
          stroke="var(--accent)"
          strokeWidth={1.5}
          maxBarSize={36}
          isAnimationActive={false}
        />
        <Bar
          dataKey="refundedCents"
          stackId="paid"
          fill="var(--line-strong)"
          maxBarSize={36}
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}

function paidCents({ earnedCents, toComeCents, refundedCents }: MonthAmounts): number {
  return earnedCents + toComeCents + refundedCents;
}

/** `$1.5K`: an axis has room for no more. */
function roundAmount(cents: number, currency: string): string {
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: currency.toUpperCase(),
    notation: 'compact',
    maximumFractionDigits: 1,
    minimumFractionDigits: 0,
  }).format(cents / 100);
}
