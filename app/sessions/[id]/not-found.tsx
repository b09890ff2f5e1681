import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { paths } from '@/lib/paths';

export default function SessionNotFound() {
  return (
    <div className="shell grid max-w-[40rem] justify-items-start gap-4 py-20 sm:py-28">
      <p className="figures font-semibold text-accent-text">404</p>
      <h1 className="text-3xl">You have no such session</h1>
      <p className="text-ink-muted">
        Only the tutor and those who booked can see a session. If this link came in a mail, you may be signed
        in with another account than the one that booked.
      </p>
      <div className="mt-2 flex flex-wrap gap-3">
        <Link href={paths.sessions()} className={buttonClass()}>
          My sessions
        </Link>
        <Link href={paths.tutors()} className={buttonClass({ look: 'secondary' })}>
          Find a tutor
        </Link>
      </div>
    </div>
  );
}
