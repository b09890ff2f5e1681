import type { Metadata } from 'next';
import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { requireTutor } from '@/lib/auth/session';
import { paths } from '@/lib/paths';
import { listInstructorSessions } from '@/lib/sessions/queries';
import { readListQuery } from '../../search-params';
import { SessionListPage } from '../../sessions/session-list-page';

export const metadata: Metadata = {
  title: 'Sessions you teach',
  description: 'The sessions you teach, soonest first.',
  robots: 'noindex',
};

export default async function TeachSessionsPage({ searchParams }: PageProps<'/teach/sessions'>) {
  const tutor = await requireTutor(paths.teachSessions());
  return (
    <SessionListPage
      title="Sessions you teach"
      user={tutor}
      base={paths.teachSessions()}
      list={readListQuery(await searchParams)}
      read={listInstructorSessions}
      empty={{
        title: 'No bookings yet',
        text: 'The more hours you offer, the easier it is for students to find one that suits them.',
        action: (
          <Link href={paths.teachCalendar()} className={buttonClass()}>
            Add hours
          </Link>
        ),
      }}
    />
  );
}
