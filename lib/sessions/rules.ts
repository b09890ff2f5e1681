// What may happen to a session, and when. No I/O.
import { AppError } from '../errors';
import { hasBegun } from '../slots/rules';
import type { SessionStatus } from '../vocabulary';

/** Until the very instant of its start, and while nobody has started, ended or cancelled it. */
export function isCancellable(session: { status: SessionStatus; startsAt: Date }, now: Date): boolean {
  return session.status === 'SCHEDULED' && !hasBegun(session, now);
}

/** @throws AppError INVALID_STATE with the reason in words */
export function assertCancellable(session: { status: SessionStatus; startsAt: Date }, now: Date): void {
  if (isCancellable(session, now)) return;
  const detail =
    session.status === 'CANCELLED'
      ? 'This session is cancelled already.'
      : 'The session has begun or is over, so it cannot be cancelled any more.';
  throw new AppError('INVALID_STATE', { detail });
}
