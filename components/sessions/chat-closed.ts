import type { Session } from '@/lib/sessions/schema';
import { isCancelledFor } from './session-status';

/** Why nothing is written or shared in a session any more; null where everything is open. */
export function chatClosedBecause(session: Session): string | null {
  const closed = session.chatEnabled
    ? 'its chat and files are closed: nothing new can be written or shared.'
    : 'nothing new can be shared here.';
  if (session.status === 'CANCELLED') return `This session was cancelled, so ${closed}`;
  if (session.status === 'NO_SHOW') return `This session did not take place, so ${closed}`;
  return isCancelledFor(session) ? `You no longer have a seat in this session, so ${closed}` : null;
}
