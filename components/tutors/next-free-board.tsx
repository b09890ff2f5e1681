import Link from 'next/link';
import { moneyOf } from '@/lib/money';
import { paths } from '@/lib/paths';
import { clockOf, offsetName, shortDay, zoneCity } from '@/lib/time-format';
import type { Tutor } from '@/lib/tutors/schema';
import { Loading, placeholders, Skeleton } from '../ui/skeleton';

/** Whose time comes next, set like a departures board. */
export function NextFreeBoard({ tutors, zone }: { tutors: Tutor[]; zone: string }) {
  return (
    <section aria-labelledby="next-free" className="card overflow-hidden shadow-lift">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-b px-4 py-3.5 sm:px-5">
        <h2 id="next-free" className="font-semibold">
          Next available
        </h2>
        <p data-zoned className="text-ink-muted text-sm">
          {zone === 'UTC' ? 'UTC' : `${zoneCity(zone)} time, ${offsetName(new Date(), zone)}`}
        </p>
      </div>
      {tutors.length === 0 ? (
        <p className="px-5 py-10 text-center text-ink-muted">No times are available at the moment.</p>
      ) : (
        <ul className="divide-y">
          {tutors.map((tutor) => (
            <li key={tutor.id}>
              <Link
                href={paths.tutor(tutor.id)}
                className="grid grid-cols-[4.75rem_1fr_auto] items-center gap-3 px-4 py-3 sm:grid-cols-[5.5rem_1fr_auto] sm:gap-4 sm:px-5 hover:bg-sunken focus-visible:-outline-offset-2"
              >
                {tutor.nextSlotAt && (
                  <time dateTime={tutor.nextSlotAt} className="grid leading-tight">
                    <span className="font-semibold text-accent-text text-xl tracking-tight">
                      {clockOf(tutor.nextSlotAt, zone)}
                    </span>
                    <span className="text-ink-muted text-xs">{shortDay(tutor.nextSlotAt, zone)}</span>
                  </time>
                )}
                <span className="min-w-0">
                  <span className="block font-medium [overflow-wrap:anywhere]">{tutor.name}</span>
                  <span className="line-clamp-2 text-ink-muted text-sm">{tutor.subjects.join(', ')}</span>
                </span>
                <span className="figures text-sm">{moneyOf(tutor.hourlyRateCents, tutor.currency)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <p className="border-t px-4 py-2.5 sm:px-5 text-ink-muted text-xs">Prices are for an hour.</p>
    </section>
  );
}

export function NextFreeBoardSkeleton() {
  return (
    <Loading label="Loading available hours" className="card overflow-hidden">
      <div className="border-b px-4 py-3.5 sm:px-5">
        <Skeleton className="h-6 w-24" />
      </div>
      {placeholders(6).map((key) => (
        <div key={key} className="flex gap-6 border-b px-4 py-3 last:border-0 sm:px-5">
          <Skeleton className="h-11 w-16" />
          <Skeleton className="h-11 flex-1" />
        </div>
      ))}
    </Loading>
  );
}
