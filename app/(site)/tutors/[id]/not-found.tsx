import Link from 'next/link';
import { NotHere } from '@/components/layout/not-here';
import { currentUser } from '@/lib/auth/session';
import { paths } from '@/lib/paths';

export default async function TutorNotFound() {
  const user = await currentUser().catch(() => null);
  return (
    <NotHere
      title="Tutor not found"
      ways={[
        { href: paths.tutors(), label: 'Find another tutor' },
        { href: paths.home(), label: 'Home page' },
      ]}
    >
      They may have stopped teaching on Slotwise or unpublished their profile for now.
      {user && (
        <>
          {' '}
          Sessions you have booked with them still take place: see{' '}
          <Link href={paths.sessions()} className="link">
            My sessions
          </Link>
          .
        </>
      )}
    </NotHere>
  );
}
