'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';

/** A page that comes within this time needs no sign of it. */
const PATIENCE_MS = 150;
/** A line that stays longer would say that something still happens. */
const LONGEST_MS = 15_000;

/** A line at the top of the screen from the press of a link until its page is there. */
export function NavigationProgress() {
  const pathname = usePathname();
  const query = useSearchParams().toString();
  const [leftFrom, setLeftFrom] = useState<string | null>(null);
  const here = `${pathname}?${query}`;

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onClick = (event: MouseEvent) => {
      if (!leadsElsewhere(event)) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        setLeftFrom(here);
        timer = setTimeout(() => setLeftFrom(null), LONGEST_MS);
      }, PATIENCE_MS);
    };
    document.addEventListener('click', onClick);
    return () => {
      document.removeEventListener('click', onClick);
      clearTimeout(timer);
    };
  }, [here]);

  if (leftFrom !== here) return null;
  return (
    <div
      role="progressbar"
      aria-label="Loading the page"
      className="fixed inset-x-0 top-0 z-50 h-0.5 overflow-hidden"
    >
      <div className="h-full w-full origin-left animate-creep bg-accent motion-reduce:animate-none" />
    </div>
  );
}

/** Whether a click is on a link that Next follows, to another page of ours. Next hears it first and takes it over. */
function leadsElsewhere({ target, defaultPrevented }: MouseEvent): boolean {
  const link = target instanceof Element ? target.closest('a') : null;
  if (!link || !defaultPrevented || link.origin !== location.origin) return false;
  return link.pathname !== location.pathname || link.search !== location.search;
}
