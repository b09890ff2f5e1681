import Link from 'next/link';
import type { ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button';

type Way = { href: string; label: string };

/** What stands where a page is not to be had: why that may be, and two ways on. */
export function NotHere({ title, children, ways }: { title: string; children: ReactNode; ways: [Way, Way] }) {
  const [likely, other] = ways;
  return (
    <div className="shell grid grid-cols-[minmax(0,40rem)] justify-items-start gap-4 py-20 sm:py-28">
      <p className="figures font-semibold text-accent-text">404</p>
      <h1 className="text-3xl">{title}</h1>
      <p className="text-ink-muted">{children}</p>
      <div className="mt-2 flex flex-wrap gap-3">
        <Link href={likely.href} className={buttonClass()}>
          {likely.label}
        </Link>
        <Link href={other.href} className={buttonClass({ look: 'secondary' })}>
          {other.label}
        </Link>
      </div>
    </div>
  );
}
