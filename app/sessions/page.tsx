import type { Metadata } from 'next';
import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { requireUser } from '@/lib/auth/session';
import { paths } from '@/lib/paths';
import { listStudentSessions } from '@/lib/sessions/queries';
import { readListQuery } from '../search-params';
import { SessionListPage } from './session-list-page';

export const metadata: Metadata = {
  title: 'My sessions',
  description: 'The sessions you booked, soonest first.',
  robots: 'noindex',
};

export default async function SessionsPage({ searchParams }: PageProps<'/sessions'>) {
  const user = await requireUser(paths.sessions());
  // Who signs in lands here.
  const isTutor = user.providerProfileId !== null;
  return (
    <SessionListPage
      title="My sessions"
      user={user}
      base={paths.sessions()}
      list={readListQuery(await searchParams)}
      read={listStudentSessions}
      empty={{
        title: 'Nothing booked yet',
        text: isTutor
          ? 'Sessions you book with other tutors appear here. Those you teach are under Teaching.'
          : 'Sessions you book appear here, in your time and the tutor’s.',
        action: (
          <>
            {isTutor && (
              <Link href={paths.teachSessions()} className={buttonClass()}>
                Sessions you teach
              </Link>
            )}
            <Link href={paths.tutors()} className={buttonClass({ look: isTutor ? 'secondary' : 'primary' })}>
              Find a tutor
            </Link>
          </>
        ),
      }}
    />
  );
}
