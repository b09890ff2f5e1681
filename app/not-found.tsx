import type { Metadata } from 'next';
import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { paths } from '@/lib/paths';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <div className="shell grid max-w-[40rem] justify-items-start gap-4 py-20 sm:py-28">
      <p className="figures font-semibold text-accent-text">404</p>
      <h1 className="text-3xl">There is nothing at this address</h1>
      <p className="text-ink-muted">
        The page may have moved, the tutor may have stopped teaching here, or the session may belong to
        somebody else.
      </p>
      <div className="mt-2 flex flex-wrap gap-3">
        <Link href={paths.tutors()} className={buttonClass()}>
          Find a tutor
        </Link>
        <Link href={paths.home()} className={buttonClass({ look: 'secondary' })}>
          Front page
        </Link>
      </div>
    </div>
  );
}
