// Money, without seats: asking for it, no longer asking for it, giving it back. Each may be repeated.
import { db } from '../db';
import { env } from '../env';
import { log } from '../log';
import {
  cancelPaymentIntent,
  createPaymentIntent,
  fetchPaymentIntent,
  type PaymentIntent,
  refundPaymentIntent,
} from '../services/stripe';
import type { OpenPayment } from './schema';

/**
 * The PaymentIntent of a payment, made on first asking.
 * @throws AppError PAYMENT_UNAVAILABLE, PRICE_TOO_SMALL
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
    // The secret reaches the browser only after this: an intent that we do not know cannot be paid.
    await db().payment.update({ where: { id }, data: { stripePaymentIntentId: intent.id } });
  }
  const { clientSecret } = intent;
  return { id, status, amountCents, currency, clientSecret, publishableKey: env().STRIPE_PUBLISHABLE_KEY };
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
  await db().payment.updateMany({
    where: { id: paymentId, status: 'PENDING' },
    data: { status: 'CANCELLED' },
  });
  return null;
}

/**
 * Sends back a payment that is REFUNDING; REFUNDED only when Stripe says so. Anything else is left as it is, so a
 * second job for the same payment does nothing.
 * @throws AppError PAYMENT_UNAVAILABLE, for the job to try again
 */
export async function refundPayment({ paymentId, now }: { paymentId: string; now: Date }): Promise<void> {
  const payment = await db().payment.findUnique({
    where: { id: paymentId },
    select: { status: true, stripePaymentIntentId: true },
  });
  if (payment?.status !== 'REFUNDING' || !payment.stripePaymentIntentId) return;
  await db().payment.update({ where: { id: paymentId }, data: { refundAttempts: { increment: 1 } } });
  const refund = await refundPaymentIntent({ paymentId, intentId: payment.stripePaymentIntentId });
  const refunding = { id: paymentId, status: 'REFUNDING' } as const;
  if (refund.status === 'succeeded') {
    await db().payment.updateMany({
      where: refunding,
      data: { status: 'REFUNDED', refundedAt: now, stripeRefundId: refund.id, refundError: null },
    });
  } else if (refund.status === 'pending') {
    await db().payment.updateMany({ where: refunding, data: { stripeRefundId: refund.id } });
  } else {
    const detail = `Stripe refused refund ${refund.id}`;
    log().error({ paymentId, refundId: refund.id }, 'refund failed');
    await db().payment.updateMany({
      where: refunding,
      data: { status: 'REFUND_FAILED', stripeRefundId: refund.id, refundError: detail },
    });
    await db().operatorAlert.upsert({
      where: { kind_subjectId: { kind: 'refund-failed', subjectId: paymentId } },
      create: { kind: 'refund-failed', subjectId: paymentId, detail },
      update: { detail, resolvedAt: null },
    });
  }
}

/** The payment that an event of Stripe is about, by intent or by what we wrote on it; null where it is not ours. */
export async function findPayment({
  paymentIntentId,
  paymentId,
}: {
  paymentIntentId: string;
  paymentId: string | null;
}): Promise<{ id: string; stripePaymentIntentId: string } | null> {
  const byIntent = await db().payment.findUnique({
    where: { stripePaymentIntentId: paymentIntentId },
    select: { id: true },
  });
  if (byIntent) return { id: byIntent.id, stripePaymentIntentId: paymentIntentId };
  if (!paymentId || !/^[0-9a-f-]{36}$/.test(paymentId)) return null;
  // The event overtook our own note of the intent's id.
  const { count } = await db().payment.updateMany({
    where: { id: paymentId, stripePaymentIntentId: null },
    data: { stripePaymentIntentId: paymentIntentId },
  });
  return count === 1 ? { id: paymentId, stripePaymentIntentId: paymentIntentId } : null;
}
