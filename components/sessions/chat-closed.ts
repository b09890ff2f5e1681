import { READ_ONLY } from '@/lib/room/rules';
import type { Session } from '@/lib/sessions/schema';
import { isCancelledFor, isEndedEarly } from './session-status';

/** Why nothing is written or shared in a session any more; null where everything is open. */
export function chatClosedBecause(session: Session): string | null {
  if (session.status === 'CANCELLED') return `This session was cancelled. ${READ_ONLY}`;
  if (session.status === 'NO_SHOW') {
    return `This session ${isEndedEarly(session) ? 'was ended early' : 'did not take place'}. ${READ_ONLY}`;
  }
  return isCancelledFor(session) ? `You no longer have a seat in this session. ${READ_ONLY}` : null;
}
