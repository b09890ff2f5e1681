import type { Metadata } from 'next';
import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { requireTutor } from '@/lib/auth/session';
import { paths } from '@/lib/paths';
import { listInstructorSessions } from '@/lib/sessions/queries';
import { readListQuery } from '../../search-params';
import { SessionListPage } from '../../sessions/session-list-page';
import { readReadiness } from '../readiness';

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
        text: 'Once a student books one of your hours, the session appears here.',
        action: <WhatComesNext userId={tutor.id} providerProfileId={tutor.providerProfileId} />,
      }}
    />
  );
}

type WhatComesNextProps = { userId: string; providerProfileId: string };

/** The same step as in the overview; more hours where all of them are done. Read only where it is shown. */
async function WhatComesNext(tutor: WhatComesNextProps) {
  const { steps } = await readReadiness(tutor);
  const { href, action } = steps.find(({ done }) => !done) ?? {
    href: paths.teachCalendar(),
    action: 'Add hours',
  };
  return (
    <Link href={href} className={buttonClass()}>
      {action}
    </Link>
  );
}
