// Changing one's mind: a seat is given up or a whole session called off, and the money goes back in full.

import { lockStudent } from '../booking/claims';
import { attempt } from '../booking/settlement';
import { joinSql, sql, type Tx, transaction } from '../db';
import { AppError } from '../errors';
import { announceSlots, enqueue } from '../jobs/queue';
import { refundPayment } from '../payments/commands';
import { endHold, giveBackSeats, lockSlots } from '../slots/seats';
import type { SessionStatus } from '../vocabulary';
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

type SessionToCancel = {
  id: string;
  slotId: string;
  providerProfileId: string;
  instructorId: string;
  status: SessionStatus;
  startsAt: Date;
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
    const freed = await giveUpSeats(tx, { session, studentId: isTutor ? null : userId, now });
    if (!isTutor && freed.seats === 0) throw new AppError('INVALID_STATE');
    if (isTutor && !reopen) await closeSlot(tx, { slotId: session.slotId, now });
    if (isTutor || freed.seatsLeft === 0) {
      await tx.teachingSession.updateMany({
        where: { id: sessionId, status: 'SCHEDULED' },
        data: { status: 'CANCELLED', cancelledAt: now, cancelledById: userId, cancelReason: reason ?? null },
      });
    }
    for (const paymentId of freed.paymentIds) {
      await enqueue(tx, 'refund-payment', { paymentId }, { key: `refund:${paymentId}` });
    }
    await announceSlots(tx, session.providerProfileId);
    return freed.paymentIds;
  });
  // The jobs would do the same; people who cancel want to read that it is done.
  await Promise.all(refunds.map((paymentId) => attempt(() => refundPayment({ paymentId, now }))));
  const after = await getSession({ sessionId, userId });
  if (!after) throw new Error('a session that was just cancelled is not there');
  return after;
}

async function lockSession(tx: Tx, sessionId: string): Promise<SessionToCancel> {
  const [session] = await tx.$queryRaw<SessionToCancel[]>`
    SELECT t."id", t."slotId", s."providerProfileId", t."instructorId", t."status", t."startsAt"
    FROM "TeachingSession" t JOIN "TeachingSlot" s ON s."id" = t."slotId"
    WHERE t."id" = ${sessionId}::uuid FOR UPDATE OF t`;
  if (!session) throw new AppError('NOT_FOUND');
  return session;
}

type Freed = { seats: number; seatsLeft: number; paymentIds: string[] };

/** Ends the booked seats of one student, or of all; what was paid for them is REFUNDING from here on. */
async function giveUpSeats(
  tx: Tx,
  { session, studentId, now }: { session: SessionToCancel; studentId: string | null; now: Date },
): Promise<Freed> {
  const ended = await tx.$queryRaw<{ holdId: string }[]>`
    UPDATE "SessionParticipant" SET "status" = 'CANCELLED', "cancelledAt" = ${now}
    WHERE "sessionId" = ${session.id}::uuid AND "status" = 'BOOKED'
      AND (${studentId}::uuid IS NULL OR "userId" = ${studentId}::uuid)
    RETURNING "holdId"`;
  const seatsLeft = await tx.sessionParticipant.count({ where: { sessionId: session.id, status: 'BOOKED' } });
  if (ended.length === 0) return { seats: 0, seatsLeft, paymentIds: [] };
  const holdIds = joinSql(ended.map(({ holdId }) => sql`${holdId}::uuid`));
  await giveBackSeats(tx, { slotId: session.slotId, holdIds: ended.map(({ holdId }) => holdId) });
  const paid = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Payment" SET "status" = 'REFUNDING', "updatedAt" = now()
    WHERE "holdId" IN (${holdIds}) AND "status" = 'SUCCEEDED' RETURNING "id"`;
  return { seats: ended.length, seatsLeft, paymentIds: paid.map(({ id }) => id) };
}

/** Withdraws the slot. Whoever is just paying for a seat is let go: what still comes of them is sent back. */
async function closeSlot(tx: Tx, { slotId, now }: { slotId: string; now: Date }): Promise<void> {
  const holds = await tx.seatHold.findMany({
    where: { slotId, status: 'HELD' },
    select: { id: true, payment: { select: { id: true } } },
  });
  for (const { id, payment } of holds) {
    await endHold(tx, { holdId: id, status: 'RELEASED' });
    if (payment) await enqueue(tx, 'cancel-payment', { paymentId: payment.id });
  }
  await tx.teachingSlot.update({ where: { id: slotId }, data: { closedAt: now, updatedAt: now } });
}
