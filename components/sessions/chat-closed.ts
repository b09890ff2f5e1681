import type { Session } from '@/lib/sessions/schema';
import { isCancelledFor } from './session-status';

/** Why nothing is written or shared in a session any more; null where everything is open. */
export function chatClosedBecause(session: Session): string | null {
  const rest = session.chatEnabled
    ? 'What was said and shared stays here to be read.'
    : 'What was shared stays here.';
  if (session.status === 'CANCELLED') return `This session was cancelled. ${rest}`;
  if (session.status === 'NO_SHOW') return `This session did not take place. ${rest}`;
  return isCancelledFor(session) ? `You have no seat in this session any more. ${rest}` : null;
}
