import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { Room } from '@/components/room/room';
import { sessionTitle } from '@/components/sessions/session-title';
import { currentUser, requireUser } from '@/lib/auth/session';
import { paths } from '@/lib/paths';
import { iceServers, publicConfig } from '@/lib/public-config';
import { peerTicketKey } from '@/lib/services/peer-ticket';
import { findSeatInSession, listLostSeats } from '@/lib/sessions/queries';
import { opensAt, overtimeEndsAt } from '@/lib/sessions/rules';
import { visitorZone } from '../../../visitor-zone';
import { findSession } from '../find-session';

export async function generateMetadata({ params }: PageProps<'/sessions/[id]/room'>): Promise<Metadata> {
  const user = await currentUser();
  const session = user && (await findSession((await params).id, user.id));
  return {
    title: session ? `Room: ${sessionTitle(session)}` : 'Room',
    description: 'The room of a session, for its tutor and those who booked.',
    robots: 'noindex',
  };
}

export default async function RoomPage({ params }: PageProps<'/sessions/[id]/room'>) {
  const { id } = await params;
  const user = await requireUser(paths.room(id));
  const session = await findSession(id, user.id);
  if (!session) notFound();
  const seat = await findSeatInSession({ sessionId: id, userId: user.id });
  const isLiving = session.status === 'SCHEDULED' || session.status === 'IN_PROGRESS';
  // The session's page says what became of it, or of one's seat.
  if (!seat || !isLiving) redirect(paths.session(id));
  const times = { startsAt: new Date(session.slot.startsAt), endsAt: new Date(session.slot.endsAt) };
  return (
    <Room
      sessionId={session.id}
      me={{ id: user.id, name: user.name }}
      role={session.myRole}
      title={sessionTitle(session)}
      tutorName={session.instructor.name}
      tutorSeed={session.slot.providerProfileId}
      status={session.status}
      chatEnabled={session.chatEnabled}
      opensAt={opensAt(times).toISOString()}
      startsAt={session.slot.startsAt}
      endsAt={session.slot.endsAt}
      overtimeEndsAt={overtimeEndsAt(times).toISOString()}
      zone={await visitorZone(user)}
      now={new Date().toISOString()}
      pusher={publicConfig().pusher}
      iceServers={iceServers()}
      peerTicketKey={peerTicketKey()}
      lostSeats={await listLostSeats({ sessionId: id, userId: user.id })}
    />
  );
}
