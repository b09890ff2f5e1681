// Stripe away altogether, as the app meets it.
import Stripe from 'stripe';
import { expect, test, vi } from 'vitest';
import { control, pay, refusal, start, startReceiverFor } from './sdk-for-tests';

const isGone = { type: 'StripeConnectionError' };

test('Stripe that is away resets every call, and does nothing of what it was asked', async () => {
  const { standIn, stripe } = await start();
  const { id } = await pay(stripe);

  const { awayForMs } = await control(standIn, 'POST', '/_away', { ms: 60_000 });
  expect(awayForMs).toBeGreaterThan(50_000);
  expect(awayForMs).toBeLessThanOrEqual(60_000);

  expect(await refusal(stripe.refunds.create({ payment_intent: id }))).toMatchObject(isGone);
  expect(await refusal(stripe.paymentIntents.retrieve(id))).toMatchObject(isGone);
  await expect(fetch(`${standIn.url}/stripe.js`)).rejects.toThrow();
  const log = await control(standIn, 'GET', '/_log');
  expect(log).toContainEqual(
    expect.objectContaining({ path: '/v1/refunds', status: null, away: true, body: { payment_intent: id } }),
  );
  await control(standIn, 'DELETE', '/_away');
  expect(await control(standIn, 'GET', '/_away')).toEqual({ awayForMs: 0 });
  expect((await stripe.refunds.list({ payment_intent: id })).data).toEqual([]);
});

test('Stripe that is away is back by itself, and an SDK that tries again gets through', async () => {
  const { standIn } = await start();
  const { host, port } = standIn;
  const patient = new Stripe('sk_test_local', { host, port, protocol: 'http', maxNetworkRetries: 3 });
  await control(standIn, 'POST', '/_away', { ms: 100 });
  await expect(patient.paymentIntents.list()).resolves.toMatchObject({ data: [] });
});

test('a call that was under way when Stripe went is done, and its answer is lost', async () => {
  const { standIn, stripe } = await start();
  const { id } = await pay(stripe);
  await control(standIn, 'POST', '/_fault', { match: 'POST /v1/refunds', delayMs: 200 });
  const refund = () => stripe.refunds.create({ payment_intent: id }, { idempotencyKey: 'key-1' });
  const lost = refusal(refund());
  await vi.waitFor(async () => expect(await control(standIn, 'GET', '/_fault')).toEqual([]));
  await control(standIn, 'POST', '/_away', { ms: 60_000 });
  expect(await lost).toMatchObject(isGone);

  await control(standIn, 'DELETE', '/_away');
  expect(await refund()).toMatchObject({ amount: 3000 });
  expect((await stripe.refunds.list({ payment_intent: id })).data).toHaveLength(1);
});

test('webhooks wait while Stripe is away, and come in order when it is back', async () => {
  const { standIn, stripe } = await start();
  const paid = await pay(stripe);
  const receiver = await startReceiverFor(standIn);
  await control(standIn, 'POST', '/_away', { ms: 60_000 });
  await control(standIn, 'POST', '/_dispute', { paymentIntent: paid.id, status: 'lost' });

  const { away, paused, pending } = await control(standIn, 'GET', '/_webhook');
  expect({ away, paused, pending: pending.length }).toEqual({ away: true, paused: false, pending: 3 });
  expect(receiver.received).toEqual([]);

  await control(standIn, 'DELETE', '/_away');
  await vi.waitFor(() =>
    expect(receiver.types()).toEqual([
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.closed',
    ]),
  );
});
