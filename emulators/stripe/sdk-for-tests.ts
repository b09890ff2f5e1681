// The stand-in with Stripe's own SDK before it, for the tests: each closes by itself when its test ends.
import Stripe from 'stripe';
import { onTestFinished } from 'vitest';
import { type StripeOptions, type StripeStandIn, startStripe } from '../stripe';
import { startReceiver } from './webhook-receiver';

export const keys = {
  secretKey: 'sk_test_local',
  publishableKey: 'pk_test_local',
  webhookSecret: 'whsec_local',
};

export async function start(options: Partial<StripeOptions> = {}) {
  const standIn = await startStripe({ port: 0, ...keys, ...options });
  onTestFinished(standIn.close);
  return { standIn, stripe: clientOf(standIn) };
}

export function clientOf({ host, port }: StripeStandIn, key = keys.secretKey, maxNetworkRetries = 0) {
  return new Stripe(key, { host, port, protocol: 'http', maxNetworkRetries, telemetry: false });
}

export async function startReceiverFor(standIn: StripeStandIn, answer?: (nth: number) => number | null) {
  const receiver = await startReceiver({ secret: keys.webhookSecret, answer });
  onTestFinished(receiver.close);
  standIn.setWebhookUrl(receiver.url);
  return receiver;
}

export async function control(standIn: StripeStandIn, method: string, path: string, body?: unknown) {
  const response = await fetch(standIn.url + path, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return response.json();
}

export const pay = async (stripe: Stripe, method = 'pm_card_visa', amount = 3000) => {
  const intent = await stripe.paymentIntents.create({
    amount,
    currency: 'usd',
    metadata: { holdId: 'hold-1' },
  });
  return stripe.paymentIntents.confirm(intent.id, { payment_method: method });
};

/** What the SDK throws, as plain fields. */
export const refusal = async (call: Promise<unknown>) => {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Stripe.errors.StripeError)) throw error ?? new Error('expected a refusal');
  return error;
};
