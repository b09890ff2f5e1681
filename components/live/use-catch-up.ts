'use client';

import { useEffect, useEffectEvent } from 'react';
import type { PusherConfig } from '@/lib/public-config';
import { listen, mayHaveMissed, stateOf } from './connection';

const TOGETHER_MS = 200;
const POLL_MS = 30_000;

type CatchUp = {
  pusher: PusherConfig;
  channel: string;
  /** When the server read what is shown; asked at once where the channel has said something since. */
  since?: string;
  /** Asks the server how things stand. */
  catchUp: () => void;
};

/**
 * Keeps what is shown true: asks when the channel says something, once it is subscribed (at first and after each
 * drop), when the page is looked at anew, and every half minute while it is looked at and the channel is away.
 */
export function useCatchUp({ pusher, channel, since, catchUp }: CatchUp): void {
  const ask = useEffectEvent(catchUp);
  const isStale = useEffectEvent(() => since !== undefined && mayHaveMissed({ channel, since }));
  // The server writes the same settings anew with each rendering of a page.
  const settings = JSON.stringify(pusher);

  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    // A busy minute says many things: one question answers those that come together.
    const soon = () => {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        ask();
      }, TOGETHER_MS);
    };
    const isSeen = () => document.visibilityState === 'visible';
    // A phone that slept believes itself connected for a while, so being seen again is reason enough.
    const onVisibility = () => isSeen() && soon();
    const onFocus = () => stateOf(channel) !== 'live' && soon();
    const onPageShow = (event: PageTransitionEvent) => event.persisted && soon();

    const stop = listen({ pusher: JSON.parse(settings), channel, onEvent: soon, onSubscribed: soon });
    if (isStale()) soon();
    const poll = setInterval(() => isSeen() && stateOf(channel) !== 'live' && soon(), POLL_MS);
    document.addEventListener('visibilitychange', onVisibility);
    window.addEventListener('focus', onFocus);
    window.addEventListener('pageshow', onPageShow);
    window.addEventListener('online', soon);
    return () => {
      stop();
      clearTimeout(waiting);
      clearInterval(poll);
      document.removeEventListener('visibilitychange', onVisibility);
      window.removeEventListener('focus', onFocus);
      window.removeEventListener('pageshow', onPageShow);
      window.removeEventListener('online', soon);
    };
  }, [settings, channel]);
}
