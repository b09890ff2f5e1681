'use client';

import Link from 'next/link';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Notification } from '@/lib/notifications/schema';
import { paths } from '@/lib/paths';
import { Button, buttonClass } from '../ui/button';
import { MarkAllRead } from './mark-all-read';
import { NotificationList } from './notification-list';
import { PanelSkeleton } from './panel-skeleton';
import { sayUnread } from './unread';

const SHOWN = 10;

type Latest = { items: Notification[]; unread: number; askedAt: string };

type BellPanelProps = { isOpen: boolean; news: number; zone: string };

/** The latest of what happened, asked for anew on each opening and whenever there is news while it is open. */
export function BellPanel({ isOpen, news, zone }: BellPanelProps) {
  const [latest, setLatest] = useState<Latest | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const lastAsked = useRef(0);

  const ask = useCallback(async () => {
    const asked = ++lastAsked.current;
    setHasFailed(false);
    const answer = await askForLatest();
    // A slow answer must not undo a newer one.
    if (asked !== lastAsked.current) return;
    if (!answer) return setHasFailed(true);
    setLatest(answer);
    sayUnread(answer.unread);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: news is a reason to ask
  useEffect(() => {
    if (isOpen) ask();
  }, [isOpen, news, ask]);

  const newest = latest?.items[0];
  return (
    <section aria-label="Latest notifications" className="flex max-h-[min(36rem,calc(100dvh-6rem))] flex-col">
      <header className="flex min-h-14 items-center justify-between gap-3 border-b py-1.5 pr-2 pl-4">
        <h2 className="font-semibold">Notifications</h2>
        {newest && <MarkAllRead unread={latest.unread} upTo={newest.createdAt} onRead={ask} />}
      </header>
      {hasFailed && (
        <div role="alert" className="grid justify-items-start gap-3 border-b p-4 last:border-b-0">
          <p>{latest ? 'This may be out of date: ' : ''}The server did not answer.</p>
          <Button look="secondary" size="sm" onClick={ask}>
            Try again
          </Button>
        </div>
      )}
      {!latest && !hasFailed && <PanelSkeleton />}
      {latest && (
        <div className="overflow-y-auto overscroll-contain">
          {latest.items.length === 0 ? (
            <p className="px-4 py-8 text-center text-ink-muted">
              Nothing yet. Bookings, cancellations and reminders will appear here.
            </p>
          ) : (
            <NotificationList items={latest.items} zone={zone} now={latest.askedAt} compact />
          )}
        </div>
      )}
      <footer className="border-t p-1.5">
        <Link
          href={paths.notifications()}
          prefetch={false}
          className={`${buttonClass({ look: 'quiet', size: 'sm' })} w-full`}
        >
          All notifications
        </Link>
      </footer>
    </section>
  );
}

async function askForLatest(): Promise<Latest | null> {
  try {
    const answer = await fetch(`/api/notifications?limit=${SHOWN}`, { cache: 'no-store' });
    if (!answer.ok) return null;
    const { items, unread }: Latest = await answer.json();
    // By the server's clock, so that "just now" is right on a machine whose own is off.
    const date = answer.headers.get('date');
    return { items, unread, askedAt: new Date(date ?? Date.now()).toISOString() };
  } catch {
    return null;
  }
}
