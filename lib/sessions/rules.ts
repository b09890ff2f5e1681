// What may happen to a session, and when. No I/O.

import { graceEndsAt } from '../booking/rules';
import { AppError } from '../errors';
import { hasBegun } from '../slots/rules';
import { addMinutes } from '../time';
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

/** How long before its time a session can be started, and its room entered. */
export const OPENS_BEFORE_MINUTES = 10;
/** How long after its time a session may go on; then it ends by itself. */
export const OVERTIME_MINUTES = 30;

/** From this instant on the tutor can start. */
export function opensAt({ startsAt }: { startsAt: Date }): Date {
  return addMinutes(startsAt, -OPENS_BEFORE_MINUTES);
}

/** From this instant on a session that is still open ends by itself, and its video tickets are void. */
export function overtimeEndsAt({ endsAt }: { endsAt: Date }): Date {
  return addMinutes(endsAt, OVERTIME_MINUTES);
}

type Timed = { status: SessionStatus; startsAt: Date; endsAt: Date };

/**
 * Whether a session is to be started now: true where it waits for it, false where it is in progress already.
 * @throws AppError TOO_EARLY; INVALID_STATE where it is over, with the reason in words
 */
export function decideStart(session: Timed, now: Date): boolean {
  if (session.status === 'IN_PROGRESS') return false;
  if (session.status !== 'SCHEDULED') throw new AppError('INVALID_STATE', { detail: OVER[session.status] });
  if (now < opensAt(session)) throw new AppError('TOO_EARLY');
  if (now >= session.endsAt) {
    throw new AppError('INVALID_STATE', { detail: 'The time of this session is over.' });
  }
  return true;
}

/** @throws AppError INVALID_STATE unless the session is in progress, with the reason in words */
export function assertInProgress(session: { status: SessionStatus }): void {
  if (session.status === 'IN_PROGRESS') return;
  const detail =
    session.status === 'SCHEDULED' ? 'The tutor has not started this session yet.' : OVER[session.status];
  throw new AppError('INVALID_STATE', { detail });
}

const OVER = {
  COMPLETED: 'This session is over.',
  CANCELLED: 'This session was cancelled.',
  NO_SHOW: 'This session did not take place.',
} as const;

/** Whether a session has waited for its tutor long enough. */
export function isTutorLate(session: Timed, now: Date): boolean {
  return session.status === 'SCHEDULED' && graceEndsAt(session) <= now;
}

/** Whether a session was left open for so long that it ends by itself. */
export function isLeftOpen(session: Timed, now: Date): boolean {
  return session.status === 'IN_PROGRESS' && overtimeEndsAt(session) <= now;
}
