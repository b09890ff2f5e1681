'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { signInWithGoogle } from './credentials';

export function GoogleButton({ returnTo }: { returnTo: string }) {
  const [state, setState] = useState<'idle' | 'pending' | 'failed'>('idle');
  return (
    <div className="grid gap-3">
      <Button
        look="secondary"
        className="w-full"
        pending={state === 'pending'}
        onClick={() => {
          setState('pending');
          signInWithGoogle(returnTo).catch(() => setState('failed'));
        }}
      >
        Continue with Google
      </Button>
      {state === 'failed' && (
        <Notice tone="danger" live>
          The server did not answer. Try again.
        </Notice>
      )}
      <p className="flex items-center gap-3 text-ink-muted text-sm before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or with an e-mail address
      </p>
    </div>
  );
}
