'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { cx } from '../ui/cx';

type NavLinkProps = {
  href: string;
  /** Whether the pages below it are somebody else's. */
  isExact?: boolean;
  className?: string;
  children: ReactNode;
};

/** A place in the main navigation; says which one we are at. */
export function NavLink({ href, isExact = false, className, children }: NavLinkProps) {
  const pathname = usePathname();
  const isHere = pathname === href || (!isExact && pathname.startsWith(`${href}/`));
  return (
    <Link
      href={href}
      aria-current={pathname === href ? 'page' : isHere || undefined}
      className={cx(
        'items-center rounded-md px-3 font-medium hover:bg-sunken',
        isHere ? 'text-accent-text' : 'text-ink',
        className,
      )}
    >
      {children}
    </Link>
  );
}
