'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { paths } from '@/lib/paths';
import { Button } from '../ui/button';

const LOOK_AGAIN_MS = 5_000;

/** Asks whether the server answers again, on its own and when told to, and then fetches the page that was wanted. */
export function BackOnline() {
  const [state, setState] = useState<'waiting' | 'asking' | 'still-away'>('waiting');

  async function look({ isAsked }: { isAsked: boolean }) {
    if (isAsked) setState('asking');
    const isBack = await isServerThere();
    if (!isBack) return isAsked && setState('still-away');
    // The page's own address leads nowhere else.
    if (window.location.pathname === paths.offline()) window.location.replace(paths.home());
    else window.location.reload();
  }

  const lookByItself = useEffectEvent(() => look({ isAsked: false }));
  useEffect(() => {
    // Asked for by its own address, perhaps with a connection. In place of another page it waits: one that fails while
    // the server answers would else be loaded over and over.
    if (window.location.pathname === paths.offline()) lookByItself();
    const timer = setInterval(lookByItself, LOOK_AGAIN_MS);
    window.addEventListener('online', lookByItself);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', lookByItself);
    };
  }, []);

  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button pending={state === 'asking'} onClick={() => look({ isAsked: true })}>
        Try again
      </Button>
      <p role="status" className="text-ink-muted text-sm">
        {state === 'still-away' && 'Still no connection.'}
      </p>
    </div>
  );
}

async function isServerThere(): Promise<boolean> {
  const answer = await fetch('/api/health', {
    cache: 'no-store',
    signal: AbortSignal.timeout(LOOK_AGAIN_MS),
  }).catch(() => null);
  return answer?.ok ?? false;
}
