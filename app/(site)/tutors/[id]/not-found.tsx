import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { paths } from '@/lib/paths';

export default function TutorNotFound() {
  return (
    <div className="shell grid max-w-[40rem] justify-items-start gap-4 py-20 sm:py-28">
      <p className="figures font-semibold text-accent-text">404</p>
      <h1 className="text-3xl">This tutor is not here</h1>
      <p className="text-ink-muted">
        They may have stopped teaching on Slotwise, or taken their profile down for a while. Sessions that you
        have booked with them stand among your sessions, and take place all the same.
      </p>
      <div className="mt-2 flex flex-wrap gap-3">
        <Link href={paths.tutors()} className={buttonClass()}>
          Find another tutor
        </Link>
        <Link href={paths.sessions()} className={buttonClass({ look: 'secondary' })}>
          My sessions
        </Link>
      </div>
    </div>
  );
}
