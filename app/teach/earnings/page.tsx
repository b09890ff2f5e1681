import { ArrowLeft, ArrowRight, Download, WalletCards } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { Suspense } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Field, Select } from '@/components/ui/field';
import { Loading, Skeleton } from '@/components/ui/skeleton';
import { type Actor, requireTutor } from '@/lib/auth/session';
import { paths } from '@/lib/paths';
import { findFirstPaidMonth, listEarnings, monthsBetween } from '@/lib/sessions/earnings';
import { addMinutes, addMonths, isMonth, monthIn } from '@/lib/time';
import { monthAndYear, zoneCity } from '@/lib/time-format';
import { textOf } from '../../search-params';
import { CurrencyEarnings } from './currency-earnings';
import { byCurrency, MONTHS_PER_PAGE, shownMonths } from './months';

export const metadata: Metadata = { title: 'Earnings' };

/** Nothing can be booked further ahead, so no money is to come later than this. */
const FURTHEST_MINUTES = 30 * 24 * 60;

export default async function EarningsPage({ searchParams }: PageProps<'/teach/earnings'>) {
  const tutor = await requireTutor(paths.teachEarnings());
  const until = textOf((await searchParams).until);
  return (
    <div className="shell grid grid-cols-[minmax(0,56rem)] gap-8 py-10">
      <h1 className="text-3xl">Earnings</h1>
      <Suspense key={until} fallback={<EarningsSkeleton />}>
        <Earnings tutor={tutor} until={until && isMonth(until) ? until : undefined} />
      </Suspense>
    </div>
  );
}

async function Earnings({ tutor, until }: { tutor: Actor; until: string | undefined }) {
  const now = new Date();
  const zone = tutor.timezone;
  const [thisMonth, furthest] = [monthIn(now, zone), monthIn(addMinutes(now, FURTHEST_MINUTES), zone)];
  // The page of the present month also has what is booked for the next one.
  const isPresent = !until || until >= thisMonth;
  const to = isPresent ? furthest : until;
  const from = addMonths(isPresent ? thisMonth : until, 1 - MONTHS_PER_PAGE);
  const [rows, first] = await Promise.all([
    listEarnings({ userId: tutor.id, zone, from, to }),
    findFirstPaidMonth({ userId: tutor.id, zone }),
  ]);
  if (!first) return <NothingYet />;
  const months = shownMonths({ rows, from, to, first, thisMonth });
  const groups = byCurrency(rows, months);
  const title = `${monthAndYear(months.at(0) ?? from)} to ${monthAndYear(months.at(-1) ?? to)}`;
  return (
    <>
      {groups.length === 0 && <p className="card p-5 text-ink-muted">No payments from {title}.</p>}
      {groups.map((group) => (
        <CurrencyEarnings
          key={group.currency}
          group={group}
          span={title}
          thisMonth={thisMonth}
          isOneOfMany={groups.length > 1}
        />
      ))}
      <OtherMonths from={from} first={first} until={isPresent ? undefined : until} thisMonth={thisMonth} />
      <Definitions zone={zone} />
      <DownloadForm months={monthsBetween(first, furthest)} />
    </>
  );
}

type OtherMonthsProps = { from: string; first: string; until: string | undefined; thisMonth: string };

function OtherMonths({ from, first, until, thisMonth }: OtherMonthsProps) {
  const later = until && addMonths(until, MONTHS_PER_PAGE);
  if (first >= from && !later) return null;
  return (
    <nav aria-label="Other months" className="flex flex-wrap justify-center gap-3">
      {first < from && (
        <Link href={paths.teachEarnings(addMonths(from, -1))} className={buttonClass({ look: 'secondary' })}>
          <ArrowLeft aria-hidden className="size-4" /> Earlier months
        </Link>
      )}
      {later && (
        <Link
          href={paths.teachEarnings(later < thisMonth ? later : undefined)}
          className={buttonClass({ look: 'secondary' })}
        >
          Later months <ArrowRight aria-hidden className="size-4" />
        </Link>
      )}
    </nav>
  );
}

const DEFINITIONS = [
  {
    word: 'Earned',
    text: 'Paid, and the session took place. If you were there and no student joined, you keep the payment.',
  },
  {
    word: 'To come',
    text: 'Paid seats in sessions that are not over yet. If they are cancelled before the start, they are refunded in full.',
  },
  {
    word: 'Refunded',
    text: 'Returned to the student, or on its way: seats and sessions that were cancelled, that you did not start, or that you ended before students had 15 minutes to join.',
  },
];

function Definitions({ zone }: { zone: string }) {
  return (
    <section aria-labelledby="what-counts" className="grid gap-4 border-t pt-8">
      <h2 id="what-counts" className="text-xl">
        What these figures mean
      </h2>
      <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-3">
        {DEFINITIONS.map(({ word, text }) => (
          <div key={word}>
            <dt className="font-semibold">{word}</dt>
            <dd className="text-ink-muted text-sm">{text}</dd>
          </div>
        ))}
      </dl>
      <p className="max-w-[68ch] text-ink-muted text-sm">
        Sessions are counted in the month they start, in {zoneCity(zone)} time, the time zone in your{' '}
        <Link href={paths.settings()} className="link">
          settings
        </Link>
        . Each currency is shown separately. Free sessions do not appear here. Payments arrive with whoever
        runs this site: when and how they reach you is agreed with them. Slotwise keeps nothing back.
      </p>
    </section>
  );
}

/** A plain form: the browser itself fetches the file, with or without script. */
function DownloadForm({ months }: { months: string[] }) {
  const newestFirst = months.toReversed();
  return (
    <section aria-labelledby="download" className="grid gap-4 border-t pt-8">
      <div className="grid gap-1">
        <h2 id="download" className="text-xl">
          Download all payments
        </h2>
        <p className="max-w-[68ch] text-ink-muted text-sm">
          A CSV file for your spreadsheet: one line per paid seat, with date, student, amount and status.
        </p>
      </div>
      <form action={paths.teachEarningsFile()} className="flex flex-wrap items-end gap-3">
        <Field label="From" className="min-w-44 max-sm:flex-1">
          {(control) => <MonthSelect {...control} name="from" months={newestFirst} picked={months[0]} />}
        </Field>
        <Field label="To" className="min-w-44 max-sm:flex-1">
          {(control) => <MonthSelect {...control} name="to" months={newestFirst} picked={newestFirst[0]} />}
        </Field>
        <Button type="submit" look="secondary" className="max-sm:w-full">
          <Download aria-hidden className="size-[1.125rem]" /> Download CSV
        </Button>
      </form>
    </section>
  );
}

type MonthSelectProps = { id: string; name: string; months: string[]; picked: string | undefined };

function MonthSelect({ id, name, months, picked }: MonthSelectProps) {
  return (
    <Select id={id} name={name} defaultValue={picked}>
      {months.map((month) => (
        <option key={month} value={month}>
          {monthAndYear(month)}
        </option>
      ))}
    </Select>
  );
}

function NothingYet() {
  return (
    <EmptyState
      icon={WalletCards}
      title="Nothing earned yet"
      action={
        <>
          <Link href={paths.teachCalendar()} className={buttonClass()}>
            Add hours
          </Link>
          <Link href={paths.teachProfile()} className={buttonClass({ look: 'secondary' })}>
            Review your profile
          </Link>
        </>
      }
    >
      Payments appear here as soon as a student books: first under To come, then under Earned once the session
      has taken place.
    </EmptyState>
  );
}

function EarningsSkeleton() {
  return (
    <Loading label="Loading earnings" className="grid gap-5">
      <Skeleton className="h-24" />
      <Skeleton className="h-72" />
      <Skeleton className="h-96" />
    </Loading>
  );
}
