'use client';

import { Bell as BellIcon } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { userChannel } from '@/lib/channels';
import type { PusherConfig } from '@/lib/public-config';
import { NavPanel } from '../layout/nav-panel';
import { useCatchUp } from '../live/use-catch-up';
import { PanelSkeleton } from './panel-skeleton';
import { onUnread, sayUnread } from './unread';

const BellPanel = dynamic(() => import('./bell-panel').then((module) => module.BellPanel), {
  ssr: false,
  loading: PanelSkeleton,
});

type BellProps = {
  pusher: PusherConfig;
  userId: string;
  zone: string;
  /** As the server counted when it wrote the page. */
  unread: number;
};

/** What happened, one press away, and how much of it is unread. */
export function Bell({ pusher, userId, zone, unread: counted }: BellProps) {
  const [unread, setUnread] = useState(counted);
  const [lastCounted, setLastCounted] = useState(counted);
  if (lastCounted !== counted) {
    setLastCounted(counted);
    setUnread(counted);
  }
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  /** Raised when there may be something new, for an open panel to ask. */
  const [news, setNews] = useState(0);
  const [spoken, setSpoken] = useState('');

  useEffect(
    () =>
      onUnread((now) => {
        setUnread((before) => {
          if (now > before) setSpoken(countOf(now));
          return now;
        });
      }),
    [],
  );

  useCatchUp({
    pusher,
    channel: userChannel(userId),
    catchUp: () => (isOpen ? setNews((count) => count + 1) : askForCount()),
  });

  return (
    <>
      <NavPanel
        id="notifications"
        label={unread === 0 ? 'Notifications' : `Notifications, ${unread} unread`}
        icon={
          <>
            <BellIcon aria-hidden className="size-5" />
            {unread > 0 && <Badge unread={unread} />}
          </>
        }
        panelClassName="w-96 overflow-hidden"
        onOpenChange={(open) => {
          setIsOpen(open);
          if (open) setWasOpened(true);
        }}
      >
        {wasOpened && <BellPanel isOpen={isOpen} news={news} zone={zone} />}
      </NavPanel>
      <p role="status" className="sr-only">
        {spoken}
      </p>
    </>
  );
}

function Badge({ unread }: { unread: number }) {
  return (
    <span
      aria-hidden
      className="figures absolute top-0.5 right-0 grid h-[1.125rem] min-w-[1.125rem] place-items-center rounded-full bg-accent px-1 font-semibold text-[0.6875rem] text-on-accent leading-none ring-2 ring-canvas"
    >
      {unread > 9 ? '9+' : unread}
    </span>
  );
}

function countOf(unread: number): string {
  return unread === 1 ? '1 unread notification' : `${unread} unread notifications`;
}

async function askForCount(): Promise<void> {
  try {
    const answer = await fetch('/api/notifications?limit=1', { cache: 'no-store' });
    if (answer.ok) sayUnread(((await answer.json()) as { unread: number }).unread);
  } catch {
    // Offline: asked again when there is a reason.
  }
}
