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
  const [isLeaving, setIsLeaving] = useState(false);
  const here = `${pathname}?${query}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever has arrived is leaving no more
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onClick = (event: MouseEvent) => {
      if (!leadsElsewhere(event)) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        setIsLeaving(true);
        timer = setTimeout(() => setIsLeaving(false), LONGEST_MS);
      }, PATIENCE_MS);
    };
    document.addEventListener('click', onClick);
    return () => {
      document.removeEventListener('click', onClick);
      clearTimeout(timer);
      setIsLeaving(false);
    };
  }, [here]);

  if (!isLeaving) return null;
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
