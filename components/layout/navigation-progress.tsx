'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useEffectEvent, useState } from 'react';
import { useLoaded } from '../ui/use-loaded';

/** A page that comes within this time needs no sign of it. */
const PATIENCE_MS = 150;
/** After this one sees the shape of what comes in place of what was left. */
const LONG_WAIT_MS = 400;
/** A sign that stays longer would say that something still happens. */
const LONGEST_MS = 15_000;
/** From the end of an answer until its page stands; after that it is the one where one was already. */
const SETTING_UP_MS = 1_000;

const loadSkeleton = () => import('./page-skeletons').then((module) => module.PageSkeleton);

/** Where one is going, and whether it takes long. */
type Leaving = { to: string; isLong: boolean };

/** A line at the top of the screen from the press of a link until its page is there; then the shape of that page. */
export function NavigationProgress() {
  const pathname = usePathname();
  const query = useSearchParams().toString();
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  const { part: PageSkeleton, ask } = useLoaded(loadSkeleton);
  const here = `${pathname}?${query}`;
  const fetchSkeleton = useEffectEvent(() => void (PageSkeleton ?? ask()));

  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever has arrived is leaving no more
  useEffect(() => {
    let stopWaiting = () => {};
    const stay = () => {
      stopWaiting();
      setLeaving(null);
    };
    const onClick = (event: MouseEvent) => {
      const link = linkElsewhere(event);
      if (!link) return;
      stay();
      const { pathname: to } = link;
      const timers = [
        setTimeout(() => setLeaving({ to, isLong: false }), PATIENCE_MS),
        setTimeout(stay, LONGEST_MS),
      ];
      const stopListening = onAnswered(to, () => timers.push(setTimeout(stay, SETTING_UP_MS)));
      // Another part of the same list keeps what stands around it, and has a shape of its own there.
      if (to !== location.pathname) {
        fetchSkeleton();
        timers.push(setTimeout(() => setLeaving({ to, isLong: true }), LONG_WAIT_MS));
      }
      stopWaiting = () => {
        stopListening();
        for (const timer of timers) clearTimeout(timer);
      };
    };
    document.addEventListener('click', onClick);
    return () => {
      document.removeEventListener('click', onClick);
      stay();
    };
  }, [here]);

  if (!leaving) return null;
  return (
    <>
      <div
        role="progressbar"
        aria-label="Loading the page"
        className="fixed inset-x-0 top-0 z-50 h-0.5 overflow-hidden"
      >
        <div className="h-full w-full origin-left animate-creep bg-accent motion-reduce:animate-none" />
      </div>
      {leaving.isLong && PageSkeleton && <PageSkeleton pathname={leaving.to} />}
    </>
  );
}

/** The link to another page of ours that a click is on, where Next follows it: it hears first and takes the click over. */
function linkElsewhere({ target, defaultPrevented }: MouseEvent): HTMLAnchorElement | null {
  const link = target instanceof Element ? target.closest('a') : null;
  if (!link || !defaultPrevented || link.origin !== location.origin) return null;
  return link.pathname !== location.pathname || link.search !== location.search ? link : null;
}

/**
 * Tells once a page that is fetched from now on has come. It may send one back to where one is, which nothing else
 * would tell: a session that is over has no room any more. @returns stops it
 */
function onAnswered(pathname: string, tell: () => void): () => void {
  const since = performance.now();
  const observer = new PerformanceObserver((list) => {
    const isAnswered = list
      .getEntries()
      .some(({ name, startTime }) => startTime >= since && isPart(name, pathname));
    if (!isAnswered) return;
    observer.disconnect();
    tell();
  });
  observer.observe({ type: 'resource' });
  return () => observer.disconnect();
}

function isPart(address: string, pathname: string): boolean {
  const url = new URL(address);
  return url.pathname === pathname && url.searchParams.has('_rsc');
}
