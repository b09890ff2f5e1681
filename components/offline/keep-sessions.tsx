'use client';

import { usePathname } from 'next/navigation';
import { useEffect } from 'react';

type Reader = {
  id: string;
  /** In which they read times. */
  zone: string;
  isTutor: boolean;
};

/** The page's own first questions come before. */
const AFTER_THE_PAGE_MS = 3_000;

/** Where one's sessions are read, or one more was just booked: what is kept then follows. */
const SHOWS_SESSIONS = [/^\/sessions(\/[^/]+)?$/, /^\/teach\/sessions$/, /^\/book\/done$/];

/** Keeps the reader's next sessions for a time without a connection. */
export function KeepSessions({ reader: { id, zone, isTutor } }: { reader: Reader }) {
  const pathname = usePathname();
  // Any other page counts once, as the one that was loaded.
  const place = SHOWS_SESSIONS.some((pattern) => pattern.test(pathname)) ? pathname : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again at each such place
  useEffect(() => {
    const leaving = new AbortController();
    whenIdle(leaving.signal, async () => {
      const { keepNextSessions } = await import('./keep-next-sessions');
      await keepNextSessions({ id, zone, isTutor, signal: leaving.signal });
    });
    return () => leaving.abort();
  }, [id, zone, isTutor, place]);
  return null;
}

/** Shows its own work to nobody: what fails is done at the next page. */
function whenIdle(signal: AbortSignal, work: () => Promise<void>): void {
  const begin = () => {
    const timer = setTimeout(() => work().catch(() => {}), AFTER_THE_PAGE_MS);
    signal.addEventListener('abort', () => clearTimeout(timer));
  };
  if (document.readyState === 'complete') begin();
  else window.addEventListener('load', begin, { once: true, signal });
}
