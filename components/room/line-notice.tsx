'use client';

import { LoaderCircle, Wifi, WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../ui/button';
import { cx } from '../ui/cx';
import type { VideoState } from './video-client';

const BACK_MS = 4_000;

/** How the line is, where it is not simply there. */
export function LineNotice({ state, onRetry }: { state: VideoState; onRetry: () => void }) {
  const [seen, setSeen] = useState(state);
  const [isBack, setIsBack] = useState(false);
  if (seen !== state) {
    setSeen(state);
    setIsBack(state === 'connected' && (seen === 'reconnecting' || seen === 'failed'));
  }
  useEffect(() => {
    if (!isBack) return;
    const timer = setTimeout(() => setIsBack(false), BACK_MS);
    return () => clearTimeout(timer);
  }, [isBack]);

  const isFailed = state === 'failed';
  const words = isFailed
    ? 'The connection was lost.'
    : state === 'reconnecting'
      ? 'Connection lost. Reconnecting…'
      : state === 'connecting'
        ? 'Connecting…'
        : isBack
          ? 'You are back.'
          : '';
  const Icon = isBack ? Wifi : isFailed ? WifiOff : LoaderCircle;
  return (
    // Stands in the page before there is anything to say, so that it is spoken.
    <div role="status" className="pointer-events-none absolute inset-x-0 top-2 z-10 flex justify-center px-2">
      {words && (
        <p
          className={cx(
            'pointer-events-auto flex animate-appear items-center gap-2 rounded-full px-4 py-1.5 font-medium text-sm shadow-lift',
            isBack && 'bg-accent-soft text-on-accent-soft',
            isFailed && 'bg-danger-soft text-on-danger-soft',
            !isBack && !isFailed && 'bg-warn-soft text-on-warn-soft',
          )}
        >
          <Icon
            aria-hidden
            className={cx(
              'size-4 shrink-0',
              Icon === LoaderCircle && 'animate-spin motion-reduce:animate-none',
            )}
          />
          {words}
          {isFailed && (
            <Button size="sm" look="secondary" onClick={onRetry}>
              Try again
            </Button>
          )}
        </p>
      )}
    </div>
  );
}
