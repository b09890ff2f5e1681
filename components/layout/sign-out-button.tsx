'use client';

import { useState } from 'react';
import { paths } from '@/lib/paths';
import { clearStore } from '../offline/kept-store';

/** Ends the auth session at next-auth's own endpoint, then loads the front page afresh: nothing read stays behind. */
export function SignOutButton({ className }: { className?: string }) {
  const [state, setState] = useState<'idle' | 'pending' | 'failed'>('idle');

  async function signOut() {
    if (state === 'pending') return;
    setState('pending');
    try {
      const { csrfToken } = await (await fetch('/api/auth/csrf')).json();
      const answer = await fetch('/api/auth/signout', {
        method: 'POST',
        body: new URLSearchParams({ csrfToken, json: 'true', callbackUrl: paths.home() }),
      });
      if (!answer.ok) throw new Error(`sign-out answered ${answer.status}`);
      // The front page does so as well, where this browser refuses now.
      await clearStore().catch(() => {});
      window.location.assign(paths.home());
    } catch {
      setState('failed');
    }
  }

  return (
    <>
      <button type="button" onClick={signOut} aria-busy={state === 'pending'} className={className}>
        {state === 'pending' ? 'Signing out…' : 'Sign out'}
      </button>
      <p role="status" className="px-3 text-on-danger-soft text-sm empty:hidden">
        {state === 'failed' && 'You are still signed in: the server did not answer. Try again.'}
      </p>
    </>
  );
}
