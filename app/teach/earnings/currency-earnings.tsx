import { cx } from '@/components/ui/cx';
import { amountOf } from '@/lib/money';
import { monthAndYear } from '@/lib/time-format';
import { EarningsChart } from './earnings-chart';
import type { CurrencyGroup } from './months';

type CurrencyEarningsProps = {
  group: CurrencyGroup;
  /** `December 2025 to November 2026`. */
  span: string;
  thisMonth: string;
  isOneOfMany: boolean;
};

const names = new Intl.DisplayNames('en', { type: 'currency' });

/** What was paid in one currency: in sum, as a chart, and the same numbers as a table. */
export function CurrencyEarnings({ group, span, thisMonth, isOneOfMany }: CurrencyEarningsProps) {
  const { currency, months, total } = group;
  const code = currency.toUpperCase();
  const name = names.of(code) ?? code;
  return (
    <section aria-labelledby={`in-${currency}`} className="grid gap-5">
      <div className="grid gap-0.5">
        <h2 id={`in-${currency}`} className="text-xl">
          {isOneOfMany ? `${name} (${code})` : 'Total'}
        </h2>
        <p className="text-ink-muted text-sm">{span}</p>
      </div>
      <dl className="card grid grid-cols-2 gap-x-8 gap-y-4 p-4 sm:flex sm:flex-wrap sm:gap-x-12 sm:p-6">
        <Total label="Earned" amount={amountOf(total.earnedCents, currency)} isMain />
        <Total label="To come" amount={amountOf(total.toComeCents, currency)} />
        <Total label="Refunded" amount={amountOf(total.refundedCents, currency)} />
      </dl>
      <h3 className="mt-3 text-lg">By month</h3>
      <div className="card p-4 sm:p-6">
        <EarningsChart currency={currency} months={months} />
      </div>
      <MonthTable group={group} caption={`${name} by month, latest first`} thisMonth={thisMonth} />
    </section>
  );
}

function Total({ label, amount, isMain = false }: { label: string; amount: string; isMain?: boolean }) {
  return (
    <div className={cx(isMain && 'max-sm:col-span-2')}>
      <dt className="text-ink-muted text-sm">{label}</dt>
      <dd className={cx('figures font-semibold', isMain ? 'text-3xl' : 'text-xl sm:text-3xl')}>{amount}</dd>
    </div>
  );
}

const AMOUNT = 'whitespace-nowrap px-2 py-2.5 text-right sm:px-4';

type MonthTableProps = { group: CurrencyGroup; caption: string; thisMonth: string };

function MonthTable({ group: { currency, months, total }, caption, thisMonth }: MonthTableProps) {
  const rows = months.toReversed();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: large amounts scroll sideways on a narrow phone, by keyboard as well
    <section aria-label={caption} tabIndex={0} className="card overflow-x-auto">
      <table className="w-full text-sm sm:text-base">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b text-ink-muted text-sm">
            <th scope="col" className="px-3 py-2.5 text-left font-medium sm:px-5">
              Month
            </th>
            <th scope="col" className={cx(AMOUNT, 'font-medium')}>
              Earned
            </th>
            <th scope="col" className={cx(AMOUNT, 'font-medium')}>
              To come
            </th>
            <th scope="col" className={cx(AMOUNT, 'pr-3 font-medium sm:pr-5')}>
              Refunded
            </th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows.map(({ month, earnedCents, toComeCents, refundedCents }) => (
            <tr key={month}>
              <th scope="row" className="whitespace-nowrap px-3 py-2.5 text-left font-medium sm:px-5">
                <time dateTime={month}>
                  <span className="sm:hidden">{monthAndYear(month, 'short')}</span>
                  <span className="max-sm:hidden">{monthAndYear(month)}</span>
                </time>
                {month === thisMonth && (
                  <span className="ml-2 font-normal text-ink-muted text-xs max-sm:hidden">this month</span>
                )}
              </th>
              <Amount cents={earnedCents} currency={currency} isStrong />
              <Amount cents={toComeCents} currency={currency} />
              <Amount cents={refundedCents} currency={currency} isLast />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t bg-sunken font-semibold">
            <th scope="row" className="px-3 py-2.5 text-left sm:px-5">
              Total
            </th>
            <Amount cents={total.earnedCents} currency={currency} isStrong />
            <Amount cents={total.toComeCents} currency={currency} />
            <Amount cents={total.refundedCents} currency={currency} isLast />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

type AmountProps = { cents: number; currency: string; isStrong?: boolean; isLast?: boolean };

function Amount({ cents, currency, isStrong = false, isLast = false }: AmountProps) {
  const tone = cents === 0 ? 'text-ink-muted font-normal' : isStrong && 'font-semibold';
  return <td className={cx(AMOUNT, tone, isLast && 'pr-3 sm:pr-5')}>{amountOf(cents, currency)}</td>;
}
