'use client';

import { useRouter } from 'next/navigation';
import { userChannel } from '@/lib/channels';
import type { PusherConfig } from '@/lib/public-config';
import { useCatchUp } from './use-catch-up';

type LiveRefreshProps = {
  pusher: PusherConfig;
  userId: string;
  /** When the server read this page. */
  readAt: string;
};

/** Has the server write the page anew when something happens to this person. What is typed and open stays. */
export function LiveRefresh({ pusher, userId, readAt }: LiveRefreshProps) {
  const router = useRouter();
  useCatchUp({ pusher, channel: userChannel(userId), since: readAt, catchUp: () => router.refresh() });
  return null;
}
