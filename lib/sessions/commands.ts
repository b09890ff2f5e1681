// Changing one's mind: a seat is given up or a whole session called off, and the money goes back in full.

import { lockStudent } from '../booking/claims';
import { attempt } from '../booking/settlement';
import { endSeats, lockSession, raiseSequence, releaseHolds } from '../booking/unbook';
import { type Tx, transaction } from '../db';
import { AppError } from '../errors';
import { announceSlots, tell } from '../jobs/queue';
import { refundPayment } from '../payments/commands';
import { lockSlots } from '../slots/seats';
import { getSession } from './queries';
import { assertCancellable } from './rules';
import type { Session } from './schema';

type Cancel = {
  sessionId: string;
  userId: string;
  reason?: string | undefined;
  /** For a tutor: whether the time is offered again. A student's slot always is. */
  reopen?: boolean | undefined;
  now: Date;
};

/**
 * Cancels before the start: a student their own seat, the tutor the session for everybody. Each paid seat is refunded
 * in full, at once where Stripe answers and by a job where it does not; until then its payment is REFUNDING. The seats
 * are free when this commits; a slot whose tutor cancelled is closed unless `reopen` says otherwise.
 * @throws AppError NOT_FOUND for people without part in it; INVALID_STATE after the start, and where there is nothing
 * left to cancel
 */
export async function cancelSession({ sessionId, userId, reason, reopen, now }: Cancel): Promise<Session> {
  const before = await getSession({ sessionId, userId });
  if (!before) throw new AppError('NOT_FOUND');
  const isTutor = before.myRole === 'TUTOR';
  const refunds = await transaction(async (tx) => {
    // The same order of locks as everywhere: student, slot, session.
    if (!isTutor) await lockStudent(tx, userId);
    await lockSlots(tx, [before.slotId]);
    const session = await lockSession(tx, sessionId);
    assertCancellable(session, now);
    const ended = await endSeats(tx, {
      session,
      studentId: isTutor ? null : userId,
      status: 'CANCELLED',
      now,
    });
    if (!isTutor && ended.studentIds.length === 0) throw new AppError('INVALID_STATE');
    if (isTutor && !reopen) await closeSlot(tx, { slotId: session.slotId, now });
    const isOver = isTutor || ended.seatsLeft === 0;
    if (isOver) {
      await tx.teachingSession.updateMany({
        where: { id: sessionId, status: 'SCHEDULED' },
        data: { status: 'CANCELLED', cancelledAt: now, cancelledById: userId, cancelReason: reason ?? null },
      });
    }
    await tell(tx, {
      type: 'cancelled',
      at: now.toISOString(),
      sessionId,
      by: isTutor ? 'TUTOR' : 'STUDENT',
      studentIds: ended.studentIds,
      isOver,
      reason: reason ?? null,
      sequence: await raiseSequence(tx, sessionId),
    });
    await announceSlots(tx, session.providerProfileId);
    return ended.refunds;
  });
  // The jobs would do the same; people who cancel want to read that it is done.
  await Promise.all(refunds.map((paymentId) => attempt(() => refundPayment({ paymentId, now }))));
  const after = await getSession({ sessionId, userId });
  if (!after) throw new Error('a session that was just cancelled is not there');
  return after;
}

/** Withdraws the slot, and lets go of whoever is just paying for a seat there. */
async function closeSlot(tx: Tx, { slotId, now }: { slotId: string; now: Date }): Promise<void> {
  await releaseHolds(tx, slotId);
  await tx.teachingSlot.update({ where: { id: slotId }, data: { closedAt: now, updatedAt: now } });
}
