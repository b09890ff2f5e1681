import type { Session } from '@/lib/sessions/schema';
import { isCancelledFor } from './session-status';

/** Why nothing is written or shared in a session any more; null where everything is open. */
export function chatClosedBecause(session: Session): string | null {
  const rest = session.chatEnabled
    ? 'You can still read the chat and open the files.'
    : 'You can still open the files.';
  if (session.status === 'CANCELLED') return `This session was cancelled. ${rest}`;
  if (session.status === 'NO_SHOW') return `This session did not take place. ${rest}`;
  return isCancelledFor(session) ? `You no longer have a seat in this session. ${rest}` : null;
}
