import { Bell } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { LiveRefresh } from '@/components/live/live-refresh';
import { NotificationList } from '@/components/notifications/notification-list';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { requireUser } from '@/lib/auth/session';
import { countUnread, listNotifications } from '@/lib/notifications/queries';
import { paths } from '@/lib/paths';
import { publicConfig } from '@/lib/public-config';
import { zoneCity } from '@/lib/time-format';
import { pageAt, textOf } from '../search-params';
import { visitorZone } from '../visitor-zone';
import { MarkPageRead } from './mark-page-read';

export const metadata: Metadata = {
  title: 'Notifications',
  description: 'News about your sessions, newest first.',
  robots: 'noindex',
};

export default async function NotificationsPage({ searchParams }: PageProps<'/notifications'>) {
  const user = await requireUser(paths.notifications());
  const now = new Date().toISOString();
  const [{ items, nextCursor, cursor }, unread, zone] = await Promise.all([
    pageAt(textOf((await searchParams).cursor), (cursor) => listNotifications({ userId: user.id, cursor })),
    countUnread(user.id),
    visitorZone(user),
  ]);
  return (
    <div className="shell grid grid-cols-[minmax(0,44rem)] gap-6 py-10">
      <LiveRefresh pusher={publicConfig().pusher} userId={user.id} readAt={now} />
      <div className="grid gap-2">
        <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h1 className="text-3xl">Notifications</h1>
          {/* Its words end with the list, not its edge that is seen under a mouse. */}
          <div className="-mr-3.25">
            <MarkPageRead unread={unread} upTo={cursor ? now : (items[0]?.createdAt ?? now)} />
          </div>
        </div>
        {/* Without an offset: sessions lie on either side of a change of the clocks. */}
        {items.length > 0 && <p className="text-ink-muted">Times in {zoneCity(zone)}</p>}
      </div>
      {items.length === 0 ? (
        <EmptyState
          icon={Bell}
          title="Nothing yet"
          action={
            <Link
              href={user.providerProfileId ? paths.teachCalendar() : paths.tutors()}
              className={buttonClass({ look: 'secondary' })}
            >
              {user.providerProfileId ? 'Open your calendar' : 'Find a tutor'}
            </Link>
          }
        >
          Bookings, cancellations, refunds and reminders appear here, newest first.
        </EmptyState>
      ) : (
        <div className="card overflow-hidden">
          <NotificationList items={items} zone={zone} now={now} />
        </div>
      )}
      {(cursor || nextCursor) && (
        <nav aria-label="Pages of the list" className="flex flex-wrap justify-center gap-3">
          {cursor && (
            <Link href={paths.notifications()} className={buttonClass({ look: 'quiet' })}>
              Back to the newest
            </Link>
          )}
          {nextCursor && (
            <Link
              href={`${paths.notifications()}?${new URLSearchParams({ cursor: nextCursor })}`}
              className={buttonClass({ look: 'secondary' })}
            >
              Older
            </Link>
          )}
        </nav>
      )}
    </div>
  );
}
