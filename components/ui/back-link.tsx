import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';

/** Up to where this page belongs. Not on paper. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="link inline-flex items-center gap-1.5 justify-self-start py-1 print:hidden">
      <ArrowLeft aria-hidden className="size-4 shrink-0" /> {children}
    </Link>
  );
}
