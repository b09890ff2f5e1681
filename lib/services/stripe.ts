// Stripe behind our own types. Knows PaymentIntents, refunds and webhooks; knows nothing of seats.
import Stripe from 'stripe';
import { env } from '../env';
import { AppError } from '../errors';
import { log } from '../log';

/** The part of a PaymentIntent that we act on. */
export type PaymentIntent = {
  id: string;
  status: 'open' | 'processing' | 'succeeded' | 'cancelled';
  amountCents: number;
  receivedCents: number;
  currency: string;
  clientSecret: string;
  /** Our payment's id, as we told Stripe when we made the intent. */
  paymentId: string | null;
};

export type Refund = { id: string; status: 'pending' | 'succeeded' | 'failed' };

/** Stripe will not make this refund, asked again or not. `reason` is in words for the operator. */
export type RefusedRefund = { id: null; status: 'refused'; reason: string };

/** What became of money that was taken, whoever made it so. */
export type MoneyBack = {
  /** Refunds under way count as well. */
  refundedCents: number;
  /** The latest one. */
  refund: Refund | null;
  /** The latest one: `open` until the bank has decided. */
  dispute: { id: string; status: 'open' | 'won' | 'lost'; reason: string } | null;
};

export type WebhookEvent = {
  id: string;
  type: string;
  paymentIntentId: string | null;
  paymentId: string | null;
};

let client: Stripe | undefined;

function stripe(): Stripe {
  client ??= new Stripe(env().STRIPE_SECRET_KEY, {
    ...standInAddress(),
    // A person waits behind most calls; what fails here is repeated by them or by a job.
    timeout: 8_000,
    maxNetworkRetries: 1,
    appInfo: { name: 'Slotwise' },
    telemetry: false,
  });
  return client;
}

function standInAddress(): Pick<Stripe.StripeConfig, 'host' | 'port' | 'protocol'> {
  const base = env().STRIPE_API_BASE;
  if (!base) return {};
  const url = new URL(base);
  return {
    host: url.hostname,
    port: url.port,
    protocol: url.protocol === 'https:' ? 'https' : 'http',
  };
}

/**
 * Asks Stripe for money. The same `paymentId` gives the same intent, however often and from wherever it is asked.
 * @throws AppError PRICE_TOO_SMALL, PAYMENT_UNAVAILABLE
 */
export async function createPaymentIntent(input: {
  paymentId: string;
  amountCents: number;
  currency: string;
  description: string;
  receiptEmail: string;
}): Promise<PaymentIntent> {
  const request: Stripe.PaymentIntentCreateParams = {
    amount: input.amountCents,
    currency: input.currency,
    description: input.description,
    receipt_email: input.receiptEmail,
    metadata: { paymentId: input.paymentId },
    automatic_payment_methods: { enabled: true },
  };
  const key = `payment:${input.paymentId}`;
  try {
    return toIntent(await stripe().paymentIntents.create(request, { idempotencyKey: key }));
  } catch (error) {
    // Stripe keeps a failure of its own, and refuses changed words, under one key for a day. Nobody has the secret
    // of an intent that may have been made all the same, so a second one takes no money twice.
    if (isKeptUnderKey(error)) {
      const second = stripe().paymentIntents.create(request, { idempotencyKey: `${key}:2` });
      return second.then(toIntent, (again) => Promise.reject(unavailable(again)));
    }
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'amount_too_small') {
      throw new AppError('PRICE_TOO_SMALL', { cause: error });
    }
    throw unavailable(error);
  }
}

function isKeptUnderKey(error: unknown): boolean {
  if (error instanceof Stripe.errors.StripeIdempotencyError) return true;
  return error instanceof Stripe.errors.StripeAPIError && (error.statusCode ?? 0) >= 500;
}

/** The intent as Stripe knows it now. @throws AppError PAYMENT_UNAVAILABLE */
export async function fetchPaymentIntent(id: string): Promise<PaymentIntent> {
  try {
    return toIntent(await stripe().paymentIntents.retrieve(id));
  } catch (error) {
    throw unavailable(error);
  }
}

/**
 * Makes sure that an intent takes no money any more. One that was quicker comes back as it is: `succeeded` or
 * `processing`.
 * @throws AppError PAYMENT_UNAVAILABLE
 */
export async function cancelPaymentIntent(id: string): Promise<PaymentIntent> {
  try {
    return toIntent(await stripe().paymentIntents.cancel(id, { cancellation_reason: 'abandoned' }));
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw unavailable(error);
    const intent = await fetchPaymentIntent(id);
    // Refused for another reason than its state, it could still be paid.
    if (intent.status === 'open') throw unavailable(error);
    return intent;
  }
}

/**
 * Gives everything back that has not gone back yet. A whole refund cannot be made twice, so each attempt has a key of
 * its own: Stripe keeps refusals, and failures of its own, under a key for a day. Where the money went back already,
 * here or in the dashboard, that refund is the answer.
 * @throws AppError PAYMENT_UNAVAILABLE
 */
export async function refundPaymentIntent(input: {
  paymentId: string;
  intentId: string;
  attempt: number;
}): Promise<Refund | RefusedRefund> {
  try {
    const refund = await stripe().refunds.create(
      { payment_intent: input.intentId, metadata: { paymentId: input.paymentId } },
      { idempotencyKey: `refund:${input.paymentId}:${input.attempt}` },
    );
    return toRefund(refund);
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw unavailable(error);
    const existing = error.code === 'charge_already_refunded' ? await findRefund(input.intentId) : null;
    return (
      existing ?? { id: null, status: 'refused', reason: `${error.code ?? error.type}: ${error.message}` }
    );
  }
}

/** What of a payment went back or is disputed, as Stripe knows it now. @throws AppError PAYMENT_UNAVAILABLE */
export async function fetchMoneyBack(intentId: string): Promise<MoneyBack> {
  try {
    const [intent, disputes] = await Promise.all([
      stripe().paymentIntents.retrieve(intentId, { expand: ['latest_charge'] }),
      stripe().disputes.list({ payment_intent: intentId, limit: 1 }),
    ]);
    const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
    const refundedCents = charge?.amount_refunded ?? 0;
    const [dispute] = disputes.data;
    return {
      refundedCents,
      refund: refundedCents > 0 ? await findRefund(intentId) : null,
      dispute: dispute
        ? { id: dispute.id, status: toDisputeStatus(dispute.status), reason: dispute.reason }
        : null,
    };
  } catch (error) {
    throw unavailable(error);
  }
}

function toDisputeStatus(status: Stripe.Dispute.Status): 'open' | 'won' | 'lost' {
  if (status === 'lost') return 'lost';
  // An inquiry that was closed took no money.
  return status === 'won' || status === 'warning_closed' ? 'won' : 'open';
}

async function findRefund(intentId: string): Promise<Refund | null> {
  try {
    const { data } = await stripe().refunds.list({ payment_intent: intentId, limit: 1 });
    return data[0] ? toRefund(data[0]) : null;
  } catch (error) {
    throw unavailable(error);
  }
}

/** The refund as Stripe knows it now. @throws AppError PAYMENT_UNAVAILABLE */
export async function fetchRefund(id: string): Promise<Refund> {
  try {
    return toRefund(await stripe().refunds.retrieve(id));
  } catch (error) {
    throw unavailable(error);
  }
}

/** @throws AppError BAD_SIGNATURE unless Stripe signed exactly this body, lately */
export function readWebhook({ body, signature }: { body: string; signature: string | null }): WebhookEvent {
  let event: Stripe.Event;
  try {
    event = stripe().webhooks.constructEvent(body, signature ?? '', env().STRIPE_WEBHOOK_SECRET);
  } catch (cause) {
    throw new AppError('BAD_SIGNATURE', { cause });
  }
  const object = event.data.object as {
    id?: string;
    object?: string;
    payment_intent?: string | { id: string } | null;
    metadata?: Record<string, string> | null;
  };
  const linked =
    typeof object.payment_intent === 'string' ? object.payment_intent : object.payment_intent?.id;
  return {
    id: event.id,
    type: event.type,
    paymentIntentId: object.object === 'payment_intent' ? (object.id ?? null) : (linked ?? null),
    paymentId: object.metadata?.paymentId ?? null,
  };
}

function toIntent(intent: Stripe.PaymentIntent): PaymentIntent {
  return {
    id: intent.id,
    status: toStatus(intent.status),
    amountCents: intent.amount,
    receivedCents: intent.amount_received,
    currency: intent.currency,
    clientSecret: intent.client_secret ?? '',
    paymentId: intent.metadata.paymentId ?? null,
  };
}

function toStatus(status: Stripe.PaymentIntent.Status): PaymentIntent['status'] {
  if (status === 'succeeded') return 'succeeded';
  if (status === 'processing') return 'processing';
  return status === 'canceled' ? 'cancelled' : 'open';
}

function toRefund(refund: Stripe.Refund): Refund {
  if (refund.status === 'succeeded') return { id: refund.id, status: 'succeeded' };
  const failed = refund.status === 'failed' || refund.status === 'canceled';
  return { id: refund.id, status: failed ? 'failed' : 'pending' };
}

function unavailable(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const known = error instanceof Stripe.errors.StripeError ? error : undefined;
  log().warn(
    {
      stripe: { type: known?.type, code: known?.code, status: known?.statusCode, request: known?.requestId },
    },
    'Stripe call failed',
  );
  return new AppError('PAYMENT_UNAVAILABLE', { cause: error });
}
