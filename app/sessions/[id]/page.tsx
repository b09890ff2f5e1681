import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { TeachingNav } from '@/components/layout/teaching-nav';
import { LiveRefresh } from '@/components/live/live-refresh';
import { AddToCalendar } from '@/components/sessions/add-to-calendar';
import { cancelConsequence } from '@/components/sessions/cancel-consequence';
import { chatClosedBecause } from '@/components/sessions/chat-closed';
import { EnterRoom } from '@/components/sessions/enter-room';
import { SessionChat } from '@/components/sessions/session-chat';
import { SessionDetail } from '@/components/sessions/session-detail';
import { gistOfSession } from '@/components/sessions/session-gist';
import { SessionNews } from '@/components/sessions/session-news';
import { isCancelledFor } from '@/components/sessions/session-status';
import { sessionTitle } from '@/components/sessions/session-title';
import { BackLink } from '@/components/ui/back-link';
import { Notice } from '@/components/ui/notice';
import { currentUser, requireUser } from '@/lib/auth/session';
import { env } from '@/lib/env';
import { paths } from '@/lib/paths';
import { publicConfig } from '@/lib/public-config';
import { getCancellation, listAttendance, listStudentZones } from '@/lib/sessions/queries';
import { isCancellable, opensAt } from '@/lib/sessions/rules';
import type { Session } from '@/lib/sessions/schema';
import { clockOf, shortDay } from '@/lib/time-format';
import { visitorZone } from '../../visitor-zone';
import { CancelSession } from './cancel-session';
import { findSession } from './find-session';
import { RunSession } from './run-session';

export async function generateMetadata({ params }: PageProps<'/sessions/[id]'>): Promise<Metadata> {
  const user = await currentUser();
  const session = user && (await findSession((await params).id, user.id));
  const zone = await visitorZone(user);
  return {
    // A tab among others of the same two people is told by its time.
    title: session
      ? `${sessionTitle(session)}, ${shortDay(session.slot.startsAt, zone)}, ${clockOf(session.slot.startsAt, zone)}`
      : 'No such session',
    description: 'A session, for its tutor and those who booked: when it is, its room, files and messages.',
    robots: 'noindex',
  };
}

export default async function SessionPage({ params, searchParams }: PageProps<'/sessions/[id]'>) {
  const { id } = await params;
  const user = await requireUser(paths.session(id));
  const session = await findSession(id, user.id);
  if (!session) notFound();
  const isTutor = session.myRole === 'TUTOR';
  const { booked } = await searchParams;
  const zone = await visitorZone(user);
  const now = new Date();
  const opens = opensAt({ startsAt: new Date(session.slot.startsAt) });
  const isCancelled = isCancelledFor(session);
  const wasHeld = session.status === 'COMPLETED' && !isCancelled;
  const [attendance, studentZones, cancellation] = await Promise.all([
    wasHeld ? listAttendance({ sessionId: id, userId: user.id, now }) : [],
    isTutor ? listStudentZones({ sessionId: id, userId: user.id }) : undefined,
    isCancelled ? getCancellation({ sessionId: id, userId: user.id }) : null,
  ]);
  const canCancel =
    !isCancelled && isCancellable({ status: session.status, startsAt: new Date(session.slot.startsAt) }, now);
  return (
    <>
      {isTutor && <TeachingNav within={paths.teachSessions()} />}
      <div className="shell grid grid-cols-1 items-start gap-x-8 gap-y-6 py-8 sm:py-10 lg:grid-cols-[minmax(0,1fr)_25rem]">
        <LiveRefresh
          pusher={publicConfig().pusher}
          userId={user.id}
          readAt={now.toISOString()}
          changesAt={[opens.toISOString(), session.slot.startsAt, session.slot.endsAt].find(
            (at) => at > now.toISOString(),
          )}
        />
        <SessionNews gists={[gistOfSession(session)]} readAt={now.toISOString()} zone={zone} isSingle />
        <div className="lg:col-span-2">
          <BackLink href={isTutor ? paths.teachSessions() : paths.sessions()}>
            {isTutor ? 'Sessions you teach' : 'My sessions'}
          </BackLink>
        </div>
        <div className="grid gap-6">
          {booked === '1' && session.status === 'SCHEDULED' && (
            <Notice title="Your session is booked">You can find it in My sessions.</Notice>
          )}
          <SessionDetail
            session={session}
            zone={zone}
            now={now.toISOString()}
            attendance={attendance}
            cancellation={cancellation}
            studentZones={studentZones}
          >
            {!isCancelled && (
              <EnterRoom
                session={session}
                opensAt={opens.toISOString()}
                now={now.toISOString()}
                zone={zone}
              />
            )}
          </SessionDetail>
          <div className="card grid gap-5 p-5 empty:hidden sm:px-8 print:hidden">
            {isTutor && <RunSession sessionId={session.id} status={session.status} />}
            {session.status === 'SCHEDULED' && !isCancelled && (
              <AddToCalendar session={session} appUrl={env().APP_URL} />
            )}
            <CancelSession
              sessionId={session.id}
              isTutor={isTutor}
              isGroup={session.slot.sessionType === 'GROUP'}
              canCancel={canCancel}
              consequence={cancelConsequence(session, zone)}
            />
          </div>
        </div>
        <SessionChat
          sessionId={session.id}
          pusher={publicConfig().pusher}
          me={{ id: user.id, name: user.name }}
          role={session.myRole}
          chatEnabled={session.chatEnabled}
          zone={zone}
          otherName={otherNameOf(session)}
          closedBecause={chatClosedBecause(session)}
          isOver={session.status === 'COMPLETED'}
          // The session's channel is closed to whoever has no seat.
          isOnlooker={isCancelled || (isTutor && session.status === 'SCHEDULED' && now >= opens)}
        />
      </div>
    </>
  );
}

/** Of a 1-to-1. */
function otherNameOf({ myRole, instructor, participants }: Session): string | undefined {
  return myRole === 'STUDENT' ? instructor.name : participants.at(-1)?.name;
}
