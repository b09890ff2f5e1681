'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { cx } from '../ui/cx';

/** A place in the main navigation; says which one we are at. */
export function NavLink({ href, children }: { href: string; children: ReactNode }) {
  const pathname = usePathname();
  const isHere = pathname === href || pathname.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      aria-current={isHere ? 'page' : undefined}
      className={cx(
        'inline-flex min-h-9 items-center rounded-md px-3 font-medium text-[0.9375rem] hover:bg-sunken',
        isHere ? 'text-accent-text' : 'text-ink',
      )}
    >
      {children}
    </Link>
  );
}
