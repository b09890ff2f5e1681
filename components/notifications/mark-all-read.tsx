'use client';

import { useState } from 'react';
import { Button } from '../ui/button';
import { markRead } from './unread';

type MarkAllReadProps = { unread: number; upTo: string; onRead: () => void };

/** Marks what is shown, and all before it; what came since is still to be seen. */
export function MarkAllRead({ unread, upTo, onRead }: MarkAllReadProps) {
  const [state, setState] = useState<'idle' | 'pending' | 'done' | 'failed'>('idle');
  async function mark() {
    setState('pending');
    const isDone = await markRead({ upTo });
    setState(isDone ? 'done' : 'failed');
    if (isDone) onRead();
  }
  // Once pressed it stays, since the focus is on it.
  if (unread === 0 && state === 'idle') return null;
  const isAllRead = unread === 0 && state === 'done';
  return (
    <span className="flex items-center gap-2">
      <span role="status" className="text-on-danger-soft text-sm empty:hidden">
        {state === 'failed' && 'Not saved.'}
      </span>
      <Button
        look="quiet"
        size="sm"
        pending={state === 'pending'}
        aria-disabled={isAllRead || undefined}
        onClick={isAllRead ? undefined : mark}
      >
        {state === 'failed' ? 'Try again' : isAllRead ? 'All read' : 'Mark all read'}
      </Button>
    </span>
  );
}
