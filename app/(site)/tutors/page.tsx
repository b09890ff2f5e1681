import { SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { Suspense } from 'react';
import { PageZone } from '@/components/time/page-zone';
import { SetFilters } from '@/components/tutors/set-filters';
import { SubjectLinks } from '@/components/tutors/subject-links';
import { TutorCard } from '@/components/tutors/tutor-card';
import { TutorFilters } from '@/components/tutors/tutor-filters';
import { TutorListSkeleton } from '@/components/tutors/tutor-list-skeleton';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Spoken } from '@/components/ui/spoken';
import { currentUser } from '@/lib/auth/session';
import { paths } from '@/lib/paths';
import { MAX_DAYS_AHEAD } from '@/lib/slots/rules';
import { addDays, dayIn } from '@/lib/time';
import { listTutorLabels, listTutors } from '@/lib/tutors/queries';
import type { TutorFilters as Filters } from '@/lib/tutors/schema';
import { visitorZone } from '../../visitor-zone';
import { addressOf, adviceOf, hasFilters, readFilters, setFiltersOf, valuesOf } from './filters';

export const metadata: Metadata = {
  title: 'Find a tutor',
  description:
    'Tutors by subject, language, price and available times, with the next bookable hour in your own time zone.',
  // However it is filtered and sorted.
  alternates: { canonical: paths.tutors() },
};

export default async function TutorsPage({ searchParams }: PageProps<'/tutors'>) {
  const [zone, labels, query] = await Promise.all([
    currentUser().then(visitorZone),
    listTutorLabels(),
    searchParams,
  ]);
  const filters = readFilters(query, zone);
  const today = dayIn(new Date(), zone);
  const key = JSON.stringify(filters);
  return (
    <div className="shell grid gap-6 py-10">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h1 className="text-3xl">Find a tutor</h1>
        <PageZone zone={zone} now={new Date().toISOString()} />
      </div>
      <TutorFilters
        values={valuesOf(filters)}
        subjects={labels.subjects}
        languages={labels.languages}
        today={today}
        lastDay={addDays(today, MAX_DAYS_AHEAD)}
      />
      <SetFilters filters={setFiltersOf(filters)} />
      <Suspense key={key} fallback={<TutorListSkeleton count={4} />}>
        <TutorResults filters={filters} subjects={labels.subjects} zone={zone} />
      </Suspense>
    </div>
  );
}

/** As much as one page of the list knows: counting all that match would cost more than finding these. */
function countText({ count, isFirst, isLast }: { count: number; isFirst: boolean; isLast: boolean }): string {
  if (!isFirst) return isLast ? 'The last of the list' : 'Further tutors';
  if (!isLast) return `More than ${count} tutors`;
  return count === 1 ? '1 tutor' : `${count} tutors`;
}

/** What to do where none was found: about what was asked for, and nothing else. */
function wayOutOf(filters: Filters): { label: string; advice: string; withSubjects?: true } {
  if (!hasFilters(filters)) return { label: 'Try again', advice: 'Nobody teaches here yet.' };
  const isWordAlone = filters.q && !hasFilters({ ...filters, q: undefined });
  return isWordAlone
    ? {
        label: 'Show all tutors',
        advice: `Nobody matches “${filters.q}”. Check the spelling, or pick a subject.`,
        withSubjects: true,
      }
    : {
        label: 'Clear filters',
        advice: adviceOf(filters),
      };
}

type TutorResultsProps = { filters: Filters; subjects: readonly string[]; zone: string };

async function TutorResults({ filters, subjects, zone }: TutorResultsProps) {
  const { items, nextCursor } = await listTutors({ ...filters, now: new Date() });
  if (items.length === 0) {
    const { label, advice, withSubjects } = wayOutOf(filters);
    return (
      <>
        <EmptyState
          icon={SearchX}
          title="No tutors found"
          action={
            <>
              {withSubjects && <SubjectLinks subjects={subjects} className="basis-full justify-center" />}
              <Link href={paths.tutors()} className={buttonClass({ look: 'secondary' })}>
                {label}
              </Link>
            </>
          }
        >
          {advice}
        </EmptyState>
        <Spoken text="No tutors found" />
      </>
    );
  }
  const count = countText({ count: items.length, isFirst: !filters.cursor, isLast: !nextCursor });
  return (
    <section aria-label="Tutors" className="grid gap-4">
      <p className="figures -mb-1 flex flex-wrap items-baseline gap-x-4 text-ink-muted text-sm">
        <span aria-hidden>{count}</span>
        {hasFilters(filters) && (
          <Link href={paths.tutors()} className="link inline-block py-1">
            Clear filters
          </Link>
        )}
      </p>
      <Spoken text={count} />
      <ul className="grid gap-3">
        {items.map((tutor) => (
          <TutorCard key={tutor.id} tutor={tutor} zone={zone} type={filters.type} />
        ))}
      </ul>
      <nav aria-label="Pages of the list" className="flex flex-wrap justify-center gap-3">
        {filters.cursor && (
          <Link
            href={addressOf({ ...filters, cursor: undefined })}
            className={buttonClass({ look: 'quiet' })}
          >
            Back to the first
          </Link>
        )}
        {nextCursor && (
          <Link
            href={addressOf({ ...filters, cursor: nextCursor })}
            className={buttonClass({ look: 'secondary' })}
          >
            More tutors
          </Link>
        )}
      </nav>
    </section>
  );
}
