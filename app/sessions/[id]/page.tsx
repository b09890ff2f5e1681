import { ArrowLeft } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { SessionDetail } from '@/components/sessions/session-detail';
import { Notice } from '@/components/ui/notice';
import { requireUser } from '@/lib/auth/session';
import { paths } from '@/lib/paths';
import { getSession } from '@/lib/sessions/queries';
import { visitorZone } from '../../visitor-zone';

export const metadata: Metadata = { title: 'Session', robots: 'noindex' };

export default async function SessionPage({ params, searchParams }: PageProps<'/sessions/[id]'>) {
  const { id } = await params;
  const user = await requireUser(paths.session(id));
  const session = await getSession({ sessionId: id, userId: user.id });
  if (!session) notFound();
  const isTutor = session.myRole === 'TUTOR';
  const { booked } = await searchParams;
  return (
    <div className="shell grid max-w-[48rem] gap-6 py-8 sm:py-10">
      <Link
        href={isTutor ? paths.teachSessions() : paths.sessions()}
        className="link inline-flex items-center gap-1.5 justify-self-start py-1 print:hidden"
      >
        <ArrowLeft aria-hidden className="size-4" /> {isTutor ? 'Sessions you teach' : 'My sessions'}
      </Link>
      {booked === '1' && session.status === 'SCHEDULED' && (
        <Notice title="Your session is booked">It stands among your sessions.</Notice>
      )}
      <SessionDetail session={session} zone={await visitorZone(user)} now={new Date().toISOString()} />
    </div>
  );
}
