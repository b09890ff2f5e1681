'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import type { PusherConfig } from '@/lib/public-config';
import { openRoomChannel, openSessionNews, type RoomChannel } from '../room/room-channel';
import { cx } from '../ui/cx';
import { Loading, Skeleton } from '../ui/skeleton';

const RoomPanels = dynamic(() => import('../room/room-panels').then((module) => module.RoomPanels), {
  ssr: false,
  loading: PanelsSkeleton,
});

type SessionChatProps = {
  sessionId: string;
  pusher: PusherConfig;
  me: { id: string; name: string };
  role: 'TUTOR' | 'STUDENT';
  chatEnabled: boolean;
  zone: string;
  otherName?: string;
  closedBecause: string | null;
  isOver: boolean;
  /**
   * Listens without being on the session's channel. A tutor for whom students wait now has not come by looking at the
   * page, and whoever is on the channel does not count as absent.
   */
  isOnlooker: boolean;
};

/** The session's chat and files on its page: before it, during it and after. */
export function SessionChat({ pusher, isOnlooker, ...props }: SessionChatProps) {
  const channel = useChannel({
    pusher,
    sessionId: props.sessionId,
    listenerId: isOnlooker ? props.me.id : null,
  });
  const isLiving = props.chatEnabled && props.closedBecause === null;
  const title = props.chatEnabled ? 'Chat and files' : 'Files';
  return (
    <section
      id="chat"
      aria-labelledby="chat-title"
      className="grid scroll-mt-20 gap-3 lg:sticky lg:top-20 print:hidden"
    >
      <h2 id="chat-title" className="text-xl">
        {title}
      </h2>
      {/* A chat that goes on scrolls in its box; what is read, and a list of files, is as long as it is, up to that. On a
          phone a box with nothing in it yet takes no more of the screen than it needs. */}
      <div
        className={cx(
          'card relative flex flex-col overflow-hidden',
          isLiving
            ? 'h-[min(30rem,80dvh)] max-lg:not-has-[li]:h-auto max-lg:not-has-[li]:min-h-60'
            : 'max-h-[min(34rem,80dvh)]',
        )}
      >
        {channel ? <RoomPanels {...props} isOpen channel={channel} /> : <PanelsSkeleton />}
      </div>
    </section>
  );
}

/** @param listenerId who only listens, without being seen on the session's channel */
function useChannel({
  pusher,
  sessionId,
  listenerId,
}: {
  pusher: PusherConfig;
  sessionId: string;
  listenerId: string | null;
}): RoomChannel | null {
  const [channel, setChannel] = useState<RoomChannel | null>(null);
  // The server writes the same settings anew with each rendering of a page.
  const settings = JSON.stringify(pusher);
  useEffect(() => {
    const common = { pusher: JSON.parse(settings), sessionId };
    const opened = listenerId ? openSessionNews({ ...common, userId: listenerId }) : openRoomChannel(common);
    setChannel(opened);
    return () => opened.close();
  }, [settings, sessionId, listenerId]);
  return channel;
}

function PanelsSkeleton() {
  return (
    <Loading label="Loading" className="flex h-full flex-col gap-4 p-4">
      <Skeleton className="h-8 w-40" />
      <Skeleton className="min-h-24 flex-1" />
      <Skeleton className="h-11" />
    </Loading>
  );
}
