'use client';

import { usePathname } from 'next/navigation';
import { useSyncExternalStore } from 'react';
import { paths } from '@/lib/paths';
import { Button } from '../ui/button';
import { SIGNED_OUT } from './room-client';

type PanelTroubleProps = {
  isSignedOut: boolean;
  trouble: string | null;
  /** Nothing is told live at the moment. */
  isAway: boolean;
  onTryAgain: () => void;
  whenOffline: string;
};

/** The one thing that stands between a panel and the truth, and what to do about it. */
export function PanelTrouble({ isSignedOut, trouble, isAway, onTryAgain, whenOffline }: PanelTroubleProps) {
  const pathname = usePathname();
  const isOnline = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div
      role="status"
      className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1.5 border-t bg-warn-soft px-4 py-2 text-on-warn-soft text-sm empty:hidden"
    >
      {isSignedOut ? (
        <>
          <span>{SIGNED_OUT} Nothing you wrote is lost.</span>
          <a className="font-semibold underline underline-offset-2" href={paths.signIn(pathname)}>
            Sign in
          </a>
        </>
      ) : !isOnline ? (
        <span>{whenOffline}</span>
      ) : trouble ? (
        <>
          <span className="flex-1">{trouble}</span>
          <Button look="secondary" size="sm" onClick={onTryAgain}>
            Try again
          </Button>
        </>
      ) : isAway ? (
        <span>Reconnecting. What is new may be a little late.</span>
      ) : null}
    </div>
  );
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}
