// Money, without seats: asking for it, no longer asking for it, giving it back. Each may be repeated.
import { raiseAlert, resolveAlert } from '../alerts';
import { db, transaction } from '../db';
import { env } from '../env';
import { AppError } from '../errors';
import { isUuid } from '../ids';
import { enqueue, tell } from '../jobs/queue';
import {
  cancelPaymentIntent,
  createPaymentIntent,
  fetchPaymentIntent,
  fetchRefund,
  type PaymentIntent,
  type Refund,
  type RefusedRefund,
  refundPaymentIntent,
} from '../services/stripe';
import { addMinutes } from '../time';
import type { OpenPayment } from './schema';

/**
 * The PaymentIntent of a payment, made on first asking.
 * @throws AppError PAYMENT_UNAVAILABLE, PRICE_TOO_SMALL; HOLD_NOT_LIVING where the payment was given up meanwhile
 */
export async function openPayment({
  paymentId,
  description,
}: {
  paymentId: string;
  description: string;
}): Promise<OpenPayment> {
  const payment = await db().payment.findUniqueOrThrow({
    where: { id: paymentId },
    select: {
      id: true,
      status: true,
      amountCents: true,
      currency: true,
      stripePaymentIntentId: true,
      user: { select: { email: true } },
    },
  });
  const { id, status, amountCents, currency, stripePaymentIntentId, user } = payment;
  if (status === 'CANCELLED') throw givenUp();
  let intent: PaymentIntent;
  if (stripePaymentIntentId) {
    intent = await fetchPaymentIntent(stripePaymentIntentId);
  } else {
    intent = await createPaymentIntent({
      paymentId,
      amountCents,
      currency,
      description,
      receiptEmail: user.email,
    });
    // The secret reaches the browser only after this: an intent that we do not know cannot be paid. Where another
    // call or an event has noted one already, that one counts.
    const [noted] = await db().payment.updateManyAndReturn({
      where: { id, OR: [{ stripePaymentIntentId: null }, { stripePaymentIntentId: intent.id }] },
      data: { stripePaymentIntentId: intent.id },
      select: { status: true },
    });
    if (!noted) return openPayment({ paymentId, description });
    // Whoever gave it up while Stripe was making the intent knew of none to cancel.
    if (noted.status === 'CANCELLED') {
      await cancelPaymentIntent(intent.id);
      throw givenUp();
    }
  }
  const { clientSecret } = intent;
  return { id, status, amountCents, currency, clientSecret, publishableKey: env().STRIPE_PUBLISHABLE_KEY };
}

function givenUp(): AppError {
  return new AppError('HOLD_NOT_LIVING', { detail: 'This seat is no longer held for you. Book it again.' });
}

/**
 * Stops asking for a payment that nobody waits for any more.
 * @returns the intent where it was quicker and the money came or is coming; null where nothing will come
 * @throws AppError PAYMENT_UNAVAILABLE
 */
export async function cancelPayment({ paymentId }: { paymentId: string }): Promise<PaymentIntent | null> {
  const payment = await db().payment.findUnique({
    where: { id: paymentId },
    select: { status: true, stripePaymentIntentId: true },
  });
  if (payment?.status !== 'PENDING') return null;
  if (payment.stripePaymentIntentId) {
    const intent = await cancelPaymentIntent(payment.stripePaymentIntentId);
    if (intent.status !== 'cancelled') return intent;
  }
  const { stripePaymentIntentId } = payment;
  const { count } = await db().payment.updateMany({
    where: { id: paymentId, status: 'PENDING', stripePaymentIntentId },
    data: { status: 'CANCELLED' },
  });
  // An intent that was noted since then is cancelled as well.
  return count === 0 ? cancelPayment({ paymentId }) : null;
}

/**
 * Sends back a payment that is REFUNDING; REFUNDED only when Stripe says so. Anything else is left as it is, so a
 * second job for the same payment does nothing. A refund that is under way already is asked after instead. One that
 * Stripe refuses is REFUND_FAILED, and the operator's to see.
 * @throws AppError PAYMENT_UNAVAILABLE, for the job to try again
 */
export async function refundPayment({ paymentId, now }: { paymentId: string; now: Date }): Promise<void> {
  const payment = await db().payment.findUnique({
    where: { id: paymentId },
    select: { status: true, stripePaymentIntentId: true, stripeRefundId: true },
  });
  if (payment?.status !== 'REFUNDING' || !payment.stripePaymentIntentId) return;
  if (payment.stripeRefundId) {
    await noteRefund({ paymentId, refund: await fetchRefund(payment.stripeRefundId), now });
    return;
  }
  const { refundAttempts } = await db().payment.update({
    where: { id: paymentId },
    data: { refundAttempts: { increment: 1 } },
    select: { refundAttempts: true },
  });
  const refund = await refundPaymentIntent({
    paymentId,
    intentId: payment.stripePaymentIntentId,
    attempt: refundAttempts,
  });
  await noteRefund({ paymentId, refund, now });
}

/**
 * Takes over what Stripe says now of a refund under way: some arrive days later, and some come back even after they
 * had succeeded. Does nothing for a payment that we have not refunded.
 * @throws AppError PAYMENT_UNAVAILABLE
 */
export async function followRefund({ paymentId, now }: { paymentId: string; now: Date }): Promise<void> {
  const payment = await db().payment.findUnique({
    where: { id: paymentId },
    select: { status: true, stripeRefundId: true },
  });
  if (!payment?.stripeRefundId || (payment.status !== 'REFUNDING' && payment.status !== 'REFUNDED')) return;
  await noteRefund({ paymentId, refund: await fetchRefund(payment.stripeRefundId), now });
}

/** How long until a refund under way is asked after. */
const REFUND_LOOK_MINUTES = 60;

async function noteRefund({
  paymentId,
  refund,
  now,
}: {
  paymentId: string;
  refund: Refund | RefusedRefund;
  now: Date;
}): Promise<void> {
  const at = now.toISOString();
  const refunding = { id: paymentId, status: 'REFUNDING' } as const;
  await transaction(async (tx) => {
    if (refund.status === 'succeeded') {
      const refunded = await tx.$executeRaw`
        UPDATE "Payment" SET "status" = 'REFUNDED', "refundedAt" = ${now}, "refundedCents" = "amountCents",
          "stripeRefundId" = ${refund.id}, "refundError" = NULL, "updatedAt" = now()
        WHERE "id" = ${paymentId}::uuid AND "status" = 'REFUNDING'`;
      if (refunded === 0) return;
      await tell(tx, { type: 'refunded', at, paymentId });
      await resolveAlert(tx, { kind: 'refund-failed', subjectId: paymentId, now });
    } else if (refund.status === 'pending') {
      const { count } = await tx.payment.updateMany({
        where: refunding,
        data: { stripeRefundId: refund.id },
      });
      if (count === 0) return;
      // Stripe tells when it has arrived, and may do so before we have noted whose refund it is.
      const runAt = addMinutes(now, REFUND_LOOK_MINUTES);
      await enqueue(tx, 'refund-payment', { paymentId }, { runAt, key: `refund:${paymentId}` });
    } else {
      const detail =
        refund.status === 'refused'
          ? `Stripe refuses the refund: ${refund.reason}`
          : `Refund ${refund.id} came back: the bank or card did not take it`;
      const { count } = await tx.payment.updateMany({
        where: { id: paymentId, status: { in: ['REFUNDING', 'REFUNDED'] } },
        data: {
          status: 'REFUND_FAILED',
          refundedAt: null,
          refundedCents: 0,
          stripeRefundId: refund.id,
          refundError: detail,
        },
      });
      if (count === 0) return;
      await tell(tx, { type: 'refund-failed', at, paymentId });
      await raiseAlert(tx, { kind: 'refund-failed', subjectId: paymentId, detail });
    }
  });
}

/**
 * Goes on with refunds that nobody works on any more: those whose job gave up, and those that Stripe refused for a
 * reason that may have gone, such as an empty balance. One that the bank sent back is left to the operator.
 * @param idleSince payments that changed later are left alone: their jobs still run
 * @returns how many were taken up again
 */
export async function resumeRefunds({ idleSince }: { idleSince: Date }): Promise<number> {
  return transaction(async (tx) => {
    const idle = await tx.$queryRaw<{ id: string }[]>`
      UPDATE "Payment" SET "status" = 'REFUNDING', "updatedAt" = now()
      WHERE "id" IN (
        SELECT "id" FROM "Payment"
        WHERE "status" IN ('REFUNDING', 'REFUND_FAILED') AND "updatedAt" <= ${idleSince}
          AND ("status" = 'REFUNDING' OR "stripeRefundId" IS NULL)
        ORDER BY "updatedAt" LIMIT 200 FOR UPDATE SKIP LOCKED)
      RETURNING "id"`;
    for (const { id } of idle) {
      await enqueue(tx, 'refund-payment', { paymentId: id }, { key: `refund:${id}` });
    }
    return idle.length;
  });
}

/** The payment that an event of Stripe is about, by intent or by what we wrote on it; null where it is not ours. */
export async function findPayment({
  paymentIntentId,
  paymentId,
}: {
  paymentIntentId: string;
  paymentId: string | null;
}): Promise<{ id: string; stripePaymentIntentId: string } | null> {
  const known = await findByIntent(paymentIntentId);
  if (known || !isUuid(paymentId)) return known;
  // The event overtook our own note of the intent's id.
  await db().payment.updateMany({
    where: { id: paymentId, stripePaymentIntentId: null },
    data: { stripePaymentIntentId: paymentIntentId },
  });
  // Asked again, because another event of the same payment, or our own note, may have come first.
  return findByIntent(paymentIntentId);
}

async function findByIntent(intentId: string): Promise<{ id: string; stripePaymentIntentId: string } | null> {
  const payment = await db().payment.findUnique({
    where: { stripePaymentIntentId: intentId },
    select: { id: true },
  });
  return payment && { id: payment.id, stripePaymentIntentId: intentId };
}
