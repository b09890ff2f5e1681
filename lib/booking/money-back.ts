// Money that went back without us: a refund made in Stripe's dashboard, or a dispute that the bank decided. What we know
// follows, and where the session is still ahead the seat goes with the money.
import { raiseAlert, resolveAlert } from '../alerts';
import { db, type Tx, transaction } from '../db';
import { announceSlots, tell } from '../jobs/queue';
import { followRefund, refundPayment } from '../payments/commands';
import { fetchMoneyBack, type MoneyBack } from '../services/stripe';
import { lockSlots } from '../slots/seats';
import { lockStudent } from './claims';
import { endSeats, type LockedSession, lockSession, raiseSequence, releaseHolds } from './unbook';

/**
 * Makes a payment follow what Stripe says of refunds and disputes. Refunds of our own are followed to their end; a
 * whole refund or a lost dispute that we knew nothing of ends the student's seat; a part that went back, and a dispute
 * that is open, are raised to the operator.
 * @throws AppError PAYMENT_UNAVAILABLE; Stripe then sends its event again
 */
export async function followMoneyBack({ paymentId, now }: { paymentId: string; now: Date }): Promise<void> {
  const payment = await db().payment.findUnique({
    where: { id: paymentId },
    select: { status: true, amountCents: true, stripePaymentIntentId: true },
  });
  if (!payment?.stripePaymentIntentId) return;
  const back = await fetchMoneyBack(payment.stripePaymentIntentId);
  await noteDispute({ paymentId, dispute: back.dispute, now });
  const isLost = back.dispute?.status === 'lost';
  if (payment.status !== 'SUCCEEDED') {
    // What Stripe would not refund while the bank looked at it, the bank has sent back itself.
    if (isLost) await transaction((tx) => noteLoss(tx, { paymentId, now }));
    else if (payment.status === 'REFUND_FAILED' && back.refundedCents >= payment.amountCents) {
      await takeOverRefund({ paymentId, back, now });
    }
    await followRefund({ paymentId, now });
    return;
  }
  if (isLost || back.refundedCents >= payment.amountCents) {
    await endPaidSeat({ paymentId, back, isLost, now });
    // Asks whether the refund has gone through; after a lost dispute there is none to ask after.
    await refundPayment({ paymentId, now });
  } else if (back.refundedCents > 0) {
    await notePart({ paymentId, refundedCents: back.refundedCents });
  }
}

/** A refund of ours had failed, and somebody has made another one in the dashboard since. */
async function takeOverRefund({
  paymentId,
  back,
  now,
}: {
  paymentId: string;
  back: MoneyBack;
  now: Date;
}): Promise<void> {
  if (!back.refund || back.refund.status === 'failed') return;
  await db().payment.updateMany({
    where: { id: paymentId, status: 'REFUND_FAILED' },
    data: { status: 'REFUNDING', stripeRefundId: back.refund.id },
  });
  await refundPayment({ paymentId, now });
}

async function noteDispute({
  paymentId,
  dispute,
  now,
}: {
  paymentId: string;
  dispute: MoneyBack['dispute'];
  now: Date;
}): Promise<void> {
  if (!dispute) return;
  const alert = { kind: 'dispute', subjectId: paymentId } as const;
  await transaction(async (tx) => {
    if (dispute.status === 'won') return resolveAlert(tx, { ...alert, now });
    const detail =
      dispute.status === 'lost'
        ? `Dispute ${dispute.id} (${dispute.reason}) is lost: the money is gone`
        : `Dispute ${dispute.id} (${dispute.reason}) is open: answer it in Stripe's dashboard`;
    return raiseAlert(tx, { ...alert, detail });
  });
}

async function notePart({
  paymentId,
  refundedCents,
}: {
  paymentId: string;
  refundedCents: number;
}): Promise<void> {
  await transaction(async (tx) => {
    const { count } = await tx.payment.updateMany({
      where: { id: paymentId, status: 'SUCCEEDED', refundedCents: { not: refundedCents } },
      data: { refundedCents },
    });
    if (count === 0) return;
    const detail = `${refundedCents} cents were refunded at Stripe, not all of it: the seat stays booked`;
    await raiseAlert(tx, { kind: 'partial-refund', subjectId: paymentId, detail });
  });
}

async function endPaidSeat({
  paymentId,
  back,
  isLost,
  now,
}: {
  paymentId: string;
  back: MoneyBack;
  isLost: boolean;
  now: Date;
}): Promise<void> {
  const seat = await findPaidSeat(paymentId);
  if (!seat) return;
  const { studentId, sessionId, slotId } = seat;
  await transaction(async (tx) => {
    await lockStudent(tx, studentId);
    await lockSlots(tx, [slotId]);
    const session = await lockSession(tx, sessionId);
    // Asked under the locks: somebody who cancelled meanwhile has ended the seat, and their refund finds this one.
    const payment = await tx.payment.findUnique({ where: { id: paymentId }, select: { status: true } });
    if (payment?.status !== 'SUCCEEDED') return;
    const { studentIds, seatsLeft } = await endSeats(tx, { session, studentId, status: 'REFUNDED', now });
    await noteReturn(tx, { paymentId, back, isLost, now });
    if (session.status !== 'SCHEDULED' && session.status !== 'IN_PROGRESS') return;
    const isOver = seatsLeft === 0;
    if (isOver) await callOffEmpty(tx, { session, now });
    await tell(tx, {
      type: 'cancelled',
      at: now.toISOString(),
      sessionId,
      by: 'OPERATOR',
      studentIds,
      isOver,
      reason: null,
      sequence: await raiseSequence(tx, sessionId),
    });
    await announceSlots(tx, session.providerProfileId);
  });
}

/** Nobody is left in it. One that is in progress leaves no seat behind that somebody else could book into its room. */
async function callOffEmpty(tx: Tx, { session, now }: { session: LockedSession; now: Date }): Promise<void> {
  const { id, slotId, status } = session;
  await tx.teachingSession.update({
    where: { id },
    data: { status: 'CANCELLED', cancelledAt: now, cancelReason: null },
  });
  if (status !== 'IN_PROGRESS') return;
  await releaseHolds(tx, slotId);
  await tx.teachingSlot.update({ where: { id: slotId }, data: { closedAt: now } });
  await tx.$executeRaw`
    UPDATE "SessionAttendance" SET "leftAt" = greatest("joinedAt", ${now}::timestamptz)
    WHERE "sessionId" = ${id}::uuid AND "leftAt" IS NULL`;
}

async function findPaidSeat(paymentId: string) {
  const link = await db().sessionPayment.findUnique({
    where: { paymentId },
    select: {
      participant: { select: { userId: true, sessionId: true, session: { select: { slotId: true } } } },
    },
  });
  if (!link) return null;
  const { userId, sessionId, session } = link.participant;
  return { studentId: userId, sessionId, slotId: session.slotId };
}

async function noteReturn(
  tx: Tx,
  { paymentId, back, isLost, now }: { paymentId: string; back: MoneyBack; isLost: boolean; now: Date },
): Promise<void> {
  if (isLost) {
    await noteLoss(tx, { paymentId, now });
  } else {
    await tx.payment.update({ where: { id: paymentId }, data: { stripeRefundId: back.refund?.id ?? null } });
  }
}

/** The bank gave the student their money back: there is nothing left for us to refund. */
async function noteLoss(tx: Tx, { paymentId, now }: { paymentId: string; now: Date }): Promise<void> {
  const noted = await tx.$executeRaw`
    UPDATE "Payment" SET "status" = 'REFUNDED', "refundedAt" = ${now}, "refundedCents" = "amountCents",
      "refundError" = NULL, "updatedAt" = now()
    WHERE "id" = ${paymentId}::uuid AND "status" IN ('REFUNDING', 'REFUND_FAILED')`;
  if (noted > 0) await resolveAlert(tx, { kind: 'refund-failed', subjectId: paymentId, now });
}
