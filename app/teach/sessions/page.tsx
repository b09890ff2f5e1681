import { CalendarDays, History } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { Suspense } from 'react';
import { SessionList, SessionListSkeleton } from '@/components/sessions/session-list';
import { SessionPages } from '@/components/sessions/session-pages';
import { SessionTabs } from '@/components/sessions/session-tabs';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { requireTutor } from '@/lib/auth/session';
import { paths } from '@/lib/paths';
import { listInstructorSessions } from '@/lib/sessions/queries';
import { offsetName, zoneCity } from '@/lib/time-format';
import { type ListQuery, readListQuery } from '../../search-params';
import { visitorZone } from '../../visitor-zone';

export const metadata: Metadata = { title: 'Teaching' };

export default async function TeachSessionsPage({ searchParams }: PageProps<'/teach/sessions'>) {
  const tutor = await requireTutor(paths.teachSessions());
  const list = readListQuery(await searchParams);
  const zone = await visitorZone(tutor);
  return (
    <div className="shell grid max-w-[56rem] gap-6 py-10">
      <div className="grid gap-2">
        <h1 className="text-3xl">Sessions you teach</h1>
        <p className="text-ink-muted">
          Times are written for {zoneCity(zone)} ({offsetName(new Date(), zone)}).
        </p>
      </div>
      <SessionTabs base={paths.teachSessions()} when={list.when} />
      <Suspense key={`${list.when} ${list.cursor}`} fallback={<SessionListSkeleton />}>
        <Taught userId={tutor.id} zone={zone} list={list} />
      </Suspense>
    </div>
  );
}

async function Taught({ userId, zone, list }: { userId: string; zone: string; list: ListQuery }) {
  const now = new Date();
  const { items, nextCursor } = await listInstructorSessions({ userId, ...list, now });
  if (items.length === 0) {
    return list.when === 'upcoming' ? (
      <EmptyState
        icon={CalendarDays}
        title="Nobody has booked yet"
        action={
          <Link href={paths.teachCalendar()} className={buttonClass()}>
            Put up hours
          </Link>
        }
      >
        The more hours students can choose from, the sooner one fits.
      </EmptyState>
    ) : (
      <EmptyState icon={History} title="No past sessions">
        Sessions move here once they are over.
      </EmptyState>
    );
  }
  return (
    <>
      <SessionList sessions={items} zone={zone} now={now.toISOString()} />
      <SessionPages
        base={paths.teachSessions()}
        when={list.when}
        cursor={list.cursor}
        nextCursor={nextCursor}
      />
    </>
  );
}
