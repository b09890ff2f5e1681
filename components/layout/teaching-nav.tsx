'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { paths } from '@/lib/paths';
import { cx } from '../ui/cx';

const PLACES = [
  { href: paths.teach(), label: 'Overview' },
  { href: paths.teachCalendar(), label: 'Calendar' },
  { href: paths.teachSessions(), label: 'Sessions' },
  { href: paths.teachEarnings(), label: 'Earnings' },
  { href: paths.teachProfile(), label: 'Profile' },
];

/** The pages of those who teach, above each of them. `within` is the one that a page with an address elsewhere belongs to. */
export function TeachingNav({ within }: { within?: string }) {
  const pathname = usePathname();
  const list = useRef<HTMLUListElement>(null);
  const here = within ?? pathname;

  // With large letters on a phone the last places begin out of sight.
  useEffect(() => {
    const place = list.current?.querySelector<HTMLElement>(`[href="${here}"]`);
    if (!list.current || !place) return;
    list.current.scrollLeft = place.offsetLeft - (list.current.clientWidth - place.offsetWidth) / 2;
  }, [here]);

  return (
    <nav aria-label="Teaching" data-teaching className="relative z-22 border-b bg-canvas print:hidden">
      <div className="shell max-sm:px-0">
        <ul
          ref={list}
          className="relative flex overflow-x-auto max-sm:scroll-px-4 max-sm:px-2 sm:-mx-3 sm:gap-1"
        >
          {PLACES.map(({ href, label }) => (
            <li key={href} className="flex flex-1 justify-center py-0.5 sm:flex-none sm:py-1.5">
              <Link
                href={href}
                aria-current={here === href ? (within ? 'true' : 'page') : undefined}
                className={cx(
                  'inline-flex min-h-11 items-center whitespace-nowrap rounded-md px-1.5 font-medium text-sm focus-visible:-outline-offset-2 sm:min-h-9 sm:px-3',
                  here === href
                    ? 'bg-accent-soft text-on-accent-soft'
                    : 'text-ink-muted hover:bg-sunken hover:text-ink',
                )}
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}
