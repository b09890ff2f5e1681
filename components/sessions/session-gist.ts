// What of a page can change while somebody looks at it. Read on the server, compared in the browser.
import type { Session } from '@/lib/sessions/schema';
import type { OwnSlot } from '@/lib/slots/schema';
import { isCancelledFor, isEndedEarly } from './session-status';
import type { SessionGist } from './what-changed';

export function gistOfSession(session: Session): SessionGist {
  const { id, slot, participants, createdAt, myRole } = session;
  const booked = participants.filter(({ status }) => status === 'BOOKED');
  return {
    key: id,
    startsAt: slot.startsAt,
    endsAt: slot.endsAt,
    status: isCancelledFor(session) ? 'CANCELLED' : session.status,
    isEndedEarly: session.status === 'NO_SHOW' && isEndedEarly(session),
    seats: myRole === 'TUTOR' ? booked.map(({ userId, name }) => ({ id: userId, name })) : [],
    createdAt,
  };
}

export function gistOfSlot({ id, startsAt, endsAt, session }: OwnSlot): SessionGist {
  const booked = (session?.participants ?? []).filter(({ status }) => status === 'BOOKED');
  return {
    key: id,
    startsAt,
    endsAt,
    // A session that was called off leaves its slot, and says nothing of the next one there.
    status: null,
    seats: booked.map(({ userId, name }) => ({ id: userId, name })),
  };
}
