// What Stripe tells and answers about refunds: those it refuses, and those that were made elsewhere.
import { describe, expect, test, vi } from 'vitest';
import { control, pay, refusal, start, startReceiverFor } from './sdk-for-tests';

const POOR = {
  type: 'StripeInvalidRequestError',
  statusCode: 400,
  code: 'balance_insufficient',
  message: 'Insufficient funds in your Stripe balance to refund this amount.',
};

describe('a refund that Stripe refuses', () => {
  test('is refused until the balance suffices again, and by its old key for good', async () => {
    const { standIn, stripe } = await start();
    const { id } = await pay(stripe);
    const refund = (idempotencyKey: string) =>
      stripe.refunds.create({ payment_intent: id }, { idempotencyKey });
    await control(standIn, 'POST', '/_refuse_refunds', { code: 'balance_insufficient' });

    expect(await refusal(refund('key-1'))).toMatchObject(POOR);
    expect(await refusal(refund('key-2'))).toMatchObject(POOR);
    expect(await control(standIn, 'GET', '/_refuse_refunds')).toEqual([{ code: 'balance_insufficient' }]);
    expect((await stripe.refunds.list({ payment_intent: id })).data).toEqual([]);

    await control(standIn, 'DELETE', '/_refuse_refunds');
    expect(await refusal(refund('key-1'))).toMatchObject({
      ...POOR,
      headers: { 'idempotent-replayed': 'true' },
    });
    expect(await refund('key-3')).toMatchObject({ amount: 3000, status: 'succeeded' });
  });

  test('may be one payment’s, so often, and for a reason of its own', async () => {
    const { standIn, stripe } = await start();
    const [one, other] = [await pay(stripe), await pay(stripe)];
    const order = { code: 'refund_refused', message: 'Not this one.', times: 1, paymentIntent: one.id };
    await control(standIn, 'POST', '/_refuse_refunds', order);

    await expect(stripe.refunds.create({ payment_intent: other.id })).resolves.toBeDefined();
    expect(await refusal(stripe.refunds.create({ payment_intent: one.id }))).toMatchObject({
      code: 'refund_refused',
      message: 'Not this one.',
    });
    await expect(stripe.refunds.create({ payment_intent: one.id })).resolves.toBeDefined();
    expect(await control(standIn, 'POST', '/_refuse_refunds', { times: 1 })).toHaveProperty('error');
  });
});

test('refunds made elsewhere are told with what was given back so far, and listed newest first', async () => {
  const { standIn, stripe } = await start();
  const { id } = await pay(stripe);
  const receiver = await startReceiverFor(standIn);

  const part = await stripe.refunds.create(
    { payment_intent: id, amount: 1000 },
    { idempotencyKey: 'dashboard-1' },
  );
  const rest = await stripe.refunds.create({ payment_intent: id }, { idempotencyKey: 'dashboard-2' });

  await vi.waitFor(() => expect(receiver.received).toHaveLength(4));
  const refunded = receiver.received.filter(({ event }) => event.type === 'charge.refunded');
  expect(refunded.map(({ event }) => event.data)).toMatchObject([
    {
      object: { object: 'charge', payment_intent: id, amount: 3000, amount_refunded: 1000, refunded: false },
      previous_attributes: { amount_refunded: 0 },
    },
    {
      object: { object: 'charge', payment_intent: id, amount: 3000, amount_refunded: 3000, refunded: true },
      previous_attributes: { amount_refunded: 1000, refunded: false },
    },
  ]);
  const intent = await stripe.paymentIntents.retrieve(id, {
    expand: ['latest_charge', 'latest_charge.refunds'],
  });
  expect(intent.latest_charge).toMatchObject({
    object: 'charge',
    amount_refunded: 3000,
    refunded: true,
    refunds: { data: [{ id: rest.id }, { id: part.id }] },
  });
  const listed = await stripe.refunds.list({ payment_intent: id });
  expect(listed.data.map((refund) => [refund.id, refund.amount])).toEqual([
    [rest.id, 2000],
    [part.id, 1000],
  ]);
  const paged = await stripe.refunds.list({ payment_intent: id, limit: 1 });
  expect(paged).toMatchObject({ has_more: true, data: [{ id: rest.id }] });
});
