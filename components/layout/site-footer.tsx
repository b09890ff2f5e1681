import Link from 'next/link';
import { paths } from '@/lib/paths';

export function SiteFooter() {
  return (
    <footer className="mt-auto border-t print:hidden">
      <div className="shell flex flex-wrap items-center justify-between gap-x-8 gap-y-3 py-8 text-ink-muted text-sm">
        <p className="text-balance">
          Slotwise: tutoring by the hour, paid by the session. Every session can be cancelled for a full
          refund until it starts.
        </p>
        <nav aria-label="Footer">
          <ul className="flex flex-wrap gap-x-6 gap-y-1">
            <li>
              <Link className="inline-block py-1 hover:text-ink hover:underline" href={paths.tutors()}>
                Find a tutor
              </Link>
            </li>
            <li>
              <Link className="inline-block py-1 hover:text-ink hover:underline" href={paths.teach()}>
                Teach on Slotwise
              </Link>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  );
}
