'use client';

import Link from 'next/link';
import { Button, buttonClass } from '@/components/ui/button';
import { paths } from '@/lib/paths';

/** A fault of ours. Its text is never shown; the digest finds it in the log. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest =
    error instanceof Error && 'digest' in error && typeof error.digest === 'string' ? error.digest : null;
  return (
    <div className="shell grid grid-cols-[minmax(0,40rem)] justify-items-start gap-4 py-20 sm:py-28">
      <h1 className="text-3xl">This page could not be shown</h1>
      <p className="text-ink-muted">
        Something went wrong on our side. Your bookings and payments are not affected. Try again in a moment.
      </p>
      {digest && <p className="text-ink-muted text-sm">For a report: {digest}</p>}
      <div className="mt-2 flex flex-wrap gap-3">
        <Button onClick={retry}>Try again</Button>
        <Link href={paths.home()} className={buttonClass({ look: 'secondary' })}>
          Front page
        </Link>
      </div>
    </div>
  );
}
