// One page for both sides of a session: what one booked, and what one teaches.
import { CalendarDays, History } from 'lucide-react';
import { type ReactNode, Suspense } from 'react';
import { LiveRefresh } from '@/components/live/live-refresh';
import { cancelConsequence } from '@/components/sessions/cancel-consequence';
import { nextChange } from '@/components/sessions/next-change';
import { gistOfSession } from '@/components/sessions/session-gist';
import { SessionList } from '@/components/sessions/session-list';
import { SessionListSkeleton } from '@/components/sessions/session-list-skeleton';
import { SessionNews } from '@/components/sessions/session-news';
import { SessionPages } from '@/components/sessions/session-pages';
import { isCancelledFor } from '@/components/sessions/session-status';
import { SessionTabs } from '@/components/sessions/session-tabs';
import { EmptyState } from '@/components/ui/empty-state';
import type { Actor } from '@/lib/auth/session';
import type { Page } from '@/lib/paging';
import { publicConfig } from '@/lib/public-config';
import { isCancellable } from '@/lib/sessions/rules';
import type { Session } from '@/lib/sessions/schema';
import { clockOf, longDay, offsetName, zoneCity } from '@/lib/time-format';
import { type ListQuery, pageAt } from '../search-params';
import { visitorZone } from '../visitor-zone';
import { CancelSession } from './[id]/cancel-session';

type Side = {
  user: Actor;
  /** The page's own address, without its query. */
  base: string;
  list: ListQuery;
  read: (query: ListQuery & { userId: string; now: Date; settledIsPast: true }) => Promise<Page<Session>>;
  /** Nothing is coming up: what to do about it. */
  empty: { title: string; text: string; action: ReactNode };
};

export async function SessionListPage({ title, ...side }: Side & { title: string }) {
  const { user, base, list } = side;
  const zone = await visitorZone(user);
  return (
    <div className="shell grid grid-cols-[minmax(0,56rem)] gap-6 py-10">
      <div className="grid gap-2">
        <h1 className="text-3xl">{title}</h1>
        <p className="text-ink-muted">
          Times in {zoneCity(zone)}
          {/* What is past may lie before a change of the clocks. */}
          {list.when === 'upcoming' && ` (${offsetName(new Date(), zone)})`}
        </p>
      </div>
      <SessionTabs base={base} when={list.when} />
      <Suspense key={`${list.when} ${list.cursor}`} fallback={<SessionListSkeleton />}>
        <Sessions {...side} zone={zone} />
      </Suspense>
    </div>
  );
}

async function Sessions({ user, base, list, read, empty, zone }: Side & { zone: string }) {
  const now = new Date();
  const readAt = now.toISOString();
  const { items, nextCursor, cursor } = await pageAt(list.cursor, (at) =>
    read({ ...list, cursor: at, userId: user.id, now, settledIsPast: true }),
  );
  return (
    <>
      <LiveRefresh
        pusher={publicConfig().pusher}
        userId={user.id}
        readAt={readAt}
        changesAt={nextChange(items, { now: readAt, zone })}
      />
      <SessionNews
        gists={items.map(gistOfSession)}
        readAt={readAt}
        zone={zone}
        isWhatComes={list.when === 'upcoming'}
      />
      {items.length > 0 ? (
        <SessionList
          sessions={items}
          zone={zone}
          now={readAt}
          by={list.when === 'past' ? 'month' : 'day'}
          controlOf={(session) => list.when === 'upcoming' && cancelButton(session, { now, zone })}
        />
      ) : list.when === 'upcoming' ? (
        <EmptyState icon={CalendarDays} title={empty.title} action={empty.action}>
          {empty.text}
        </EmptyState>
      ) : (
        <EmptyState icon={History} title="Nothing here yet" action={empty.action}>
          Sessions move here once they are over or cancelled, along with any refund.
        </EmptyState>
      )}
      <SessionPages base={base} when={list.when} cursor={cursor} nextCursor={nextCursor} />
    </>
  );
}

function cancelButton(session: Session, { now, zone }: { now: Date; zone: string }): ReactNode {
  const { id, status, myRole, slot } = session;
  if (status !== 'SCHEDULED' && status !== 'CANCELLED') return null;
  const canCancel =
    !isCancelledFor(session) && isCancellable({ status, startsAt: new Date(slot.startsAt) }, now);
  return (
    <CancelSession
      sessionId={id}
      isTutor={myRole === 'TUTOR'}
      isGroup={slot.sessionType === 'GROUP'}
      canCancel={canCancel}
      consequence={cancelConsequence(session, zone)}
      inList={`${longDay(slot.startsAt, zone)}, ${clockOf(slot.startsAt, zone)}`}
    />
  );
}
