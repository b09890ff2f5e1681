'use client';

import dynamic from 'next/dynamic';
import { cx } from '@/components/ui/cx';
import { Loading, Skeleton } from '@/components/ui/skeleton';
import type { ChartProps } from './months';

// Large, and for the eye alone: it comes after the page, into a place that is kept for it.
const Bars = dynamic(() => import('./earnings-bars').then((module) => module.EarningsBars), {
  ssr: false,
  loading: () => (
    <>
      <Loading className="size-full">
        <Skeleton className="size-full" />
      </Loading>
      <noscript>
        <p className="text-ink-muted text-sm">The chart needs JavaScript. The table has the same numbers.</p>
      </noscript>
    </>
  ),
});

const LEGEND = [
  { label: 'Earned', swatch: 'bg-accent' },
  { label: 'To come', swatch: 'border-2 border-accent bg-accent-soft' },
  { label: 'Refunded', swatch: 'bg-line-strong' },
];

export function EarningsChart(props: ChartProps) {
  return (
    <div className="grid gap-3">
      <div
        role="img"
        aria-label="Chart of the amounts by month; the table after it has the same numbers."
        className="h-60 sm:h-72"
      >
        <Bars {...props} />
      </div>
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-ink-muted text-sm">
        {LEGEND.map(({ label, swatch }) => (
          <li key={label} className="flex items-center gap-2">
            <span aria-hidden className={cx('size-3 rounded-sm', swatch)} />
            {label}
          </li>
        ))}
      </ul>
    </div>
  );
}
