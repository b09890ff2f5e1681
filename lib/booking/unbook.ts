// The end of bookings as rows: seats that are given up, holds that are let go, a session that nobody is left in. Steps
// inside the transactions of whoever ends them: a student, a tutor, a sweep, or Stripe.
import { joinSql, sql, type Tx } from '../db';
import { AppError } from '../errors';
import { enqueue } from '../jobs/queue';
import { endHold, giveBackSeats } from '../slots/seats';
import type { SessionStatus } from '../vocabulary';

export type LockedSession = {
  id: string;
  slotId: string;
  providerProfileId: string;
  instructorId: string;
  status: SessionStatus;
  startsAt: Date;
  endsAt: Date;
  /** SEQUENCE of the session's calendar entry as it stands. */
  calendarSequence: number;
};

/** Locks a session until the transaction ends; its slot must be locked already. @throws AppError NOT_FOUND */
export async function lockSession(tx: Tx, sessionId: string): Promise<LockedSession> {
  const [session] = await tx.$queryRaw<LockedSession[]>`
    SELECT t."id", t."slotId", s."providerProfileId", t."instructorId", t."status", t."startsAt", t."endsAt",
      t."calendarSequence"
    FROM "TeachingSession" t JOIN "TeachingSlot" s ON s."id" = t."slotId"
    WHERE t."id" = ${sessionId}::uuid FOR UPDATE OF t`;
  if (!session) throw new AppError('NOT_FOUND');
  return session;
}

export type EndedSeats = { studentIds: string[]; seatsLeft: number; refunds: string[] };

/**
 * Ends the booked seats of one student, or of all. What was paid for them is REFUNDING from here on, with a job that
 * sends it back.
 * @returns who lost a seat, how many are left, and the payments on their way back
 */
export async function endSeats(
  tx: Tx,
  {
    session,
    studentId,
    status,
    now,
  }: { session: LockedSession; studentId: string | null; status: 'CANCELLED' | 'REFUNDED'; now: Date },
): Promise<EndedSeats> {
  const ended = await tx.$queryRaw<{ holdId: string; userId: string }[]>`
    UPDATE "SessionParticipant" SET "status" = ${status}::"ParticipantStatus", "cancelledAt" = ${now}
    WHERE "sessionId" = ${session.id}::uuid AND "status" = 'BOOKED'
      AND (${studentId}::uuid IS NULL OR "userId" = ${studentId}::uuid)
    RETURNING "holdId", "userId"`;
  const seatsLeft = await tx.sessionParticipant.count({ where: { sessionId: session.id, status: 'BOOKED' } });
  if (ended.length === 0) return { studentIds: [], seatsLeft, refunds: [] };
  const holdIds = joinSql(ended.map(({ holdId }) => sql`${holdId}::uuid`));
  await giveBackSeats(tx, { slotId: session.slotId, holdIds: ended.map(({ holdId }) => holdId) });
  const paid = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Payment" SET "status" = 'REFUNDING', "updatedAt" = now()
    WHERE "holdId" IN (${holdIds}) AND "status" = 'SUCCEEDED' RETURNING "id"`;
  const refunds = paid.map(({ id }) => id);
  for (const paymentId of refunds) {
    await enqueue(tx, 'refund-payment', { paymentId }, { key: `refund:${paymentId}` });
  }
  return { studentIds: ended.map(({ userId }) => userId), seatsLeft, refunds };
}

/** Lets go of whoever is just paying for a seat: what still comes of them is sent back. The slot must be locked. */
export async function releaseHolds(tx: Tx, slotId: string): Promise<void> {
  const holds = await tx.seatHold.findMany({
    where: { slotId, status: 'HELD' },
    select: { id: true, payment: { select: { id: true } } },
  });
  for (const { id, payment } of holds) {
    await endHold(tx, { holdId: id, status: 'RELEASED' });
    if (payment) await enqueue(tx, 'cancel-payment', { paymentId: payment.id });
  }
}

/**
 * Raises the sequence of the session's calendar entry.
 * @returns the new one
 */
export async function raiseSequence(tx: Tx, sessionId: string): Promise<number> {
  const { calendarSequence } = await tx.teachingSession.update({
    where: { id: sessionId },
    data: { calendarSequence: { increment: 1 } },
    select: { calendarSequence: true },
  });
  return calendarSequence;
}
