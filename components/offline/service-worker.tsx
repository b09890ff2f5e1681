'use client';

import { useEffect } from 'react';
import { paths } from '@/lib/paths';
import { clearStore } from './kept-store';

/**
 * Registers the service worker once the page has loaded, and removes what it shows where nobody is signed in. Where
 * none is wanted (the development server), one that a production build left at this address is removed: it would answer
 * for pages that it does not know.
 */
export function ServiceWorker({ isWanted, keepsNothing }: { isWanted: boolean; keepsNothing: boolean }) {
  useEffect(() => {
    if (keepsNothing) clearStore().catch(() => {});
  }, [keepsNothing]);
  useEffect(() => {
    // Absent over plain http, but on this machine.
    if (!('serviceWorker' in navigator)) return;
    const settle = () => (isWanted ? register() : unregister()).catch(() => {});
    if (document.readyState === 'complete') {
      settle();
      return;
    }
    window.addEventListener('load', settle, { once: true });
    return () => window.removeEventListener('load', settle);
  }, [isWanted]);
  return null;
}

async function register(): Promise<void> {
  await navigator.serviceWorker.register(paths.serviceWorker(), { scope: '/', updateViaCache: 'none' });
}

async function unregister(): Promise<void> {
  const registrations = await navigator.serviceWorker.getRegistrations();
  await Promise.all(registrations.map((registration) => registration.unregister()));
}
