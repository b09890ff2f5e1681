'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent } from 'react';
import { userChannel } from '@/lib/channels';
import type { PusherConfig } from '@/lib/public-config';
import { isAnswering, keepRefreshesPatient } from './patient-refresh';
import { useCatchUp } from './use-catch-up';

type LiveRefreshProps = {
  pusher: PusherConfig;
  userId: string;
  /** Where it is not their own channel that tells of changes to this page. */
  channel?: string;
  /** When the server read this page. */
  readAt: string;
  /** Where the clock alone changes what the page says: when it does so next, after `readAt`. */
  changesAt?: string | undefined;
};

const DAY_MS = 24 * 3_600_000;

/** Has the server write the page anew when something happens to this person. What is typed and open stays. */
export function LiveRefresh({
  pusher,
  userId,
  channel = userChannel(userId),
  readAt,
  changesAt,
}: LiveRefreshProps) {
  const router = useRouter();
  async function refresh() {
    // Where somebody in between answers with an error, the router would leave for that answer, and with it would go
    // whatever was typed here.
    if (await isAnswering()) router.refresh();
  }
  useCatchUp({ pusher, channel, since: readAt, catchUp: refresh });
  const onTime = useEffectEvent(refresh);
  useEffect(() => keepRefreshesPatient(), []);
  useEffect(() => {
    // Both on the server's clock, so it does not matter what this machine's own says.
    const wait = changesAt ? Date.parse(changesAt) - Date.parse(readAt) : Number.POSITIVE_INFINITY;
    if (wait > DAY_MS) return;
    const timer = setTimeout(onTime, wait + 500);
    return () => clearTimeout(timer);
  }, [changesAt, readAt]);
  return null;
}
