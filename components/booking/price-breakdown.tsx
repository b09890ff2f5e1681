import { moneyOf } from '@/lib/money';
import type { Slot } from '@/lib/slots/schema';
import { durationOf } from '@/lib/time-format';

type PriceBreakdownProps = {
  slot: Pick<Slot, 'durationMinutes' | 'priceCents' | 'currency'>;
  hourlyRateCents: number;
};

/** What is to pay, and how it comes about. */
export function PriceBreakdown({ slot, hourlyRateCents }: PriceBreakdownProps) {
  const { durationMinutes, priceCents, currency } = slot;
  if (priceCents === 0) {
    return (
      <p className="flex items-baseline justify-between gap-4">
        <span className="font-semibold">Price</span>
        <span className="font-semibold text-lg">Free</span>
      </p>
    );
  }
  return (
    <dl className="figures grid gap-1.5">
      <div className="flex justify-between gap-4 text-ink-muted text-sm">
        <dt>
          {durationOf(durationMinutes)} at {moneyOf(hourlyRateCents, currency)} an hour
        </dt>
        <dd>{moneyOf(priceCents, currency)}</dd>
      </div>
      <div className="flex items-baseline justify-between gap-4 border-t pt-2">
        <dt className="font-semibold">You pay</dt>
        <dd className="font-semibold text-xl">{moneyOf(priceCents, currency)}</dd>
      </div>
    </dl>
  );
}
