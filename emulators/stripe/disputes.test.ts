// Disputes, through Stripe's own SDK.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Stripe from 'stripe';
import { describe, expect, test, vi } from 'vitest';
import type { StripeStandIn } from '../stripe';
import { control, pay, refusal, start, startReceiverFor } from './sdk-for-tests';

const dispute = (standIn: StripeStandIn, { id }: Stripe.PaymentIntent, more: object = {}) =>
  control(standIn, 'POST', '/_dispute', { paymentIntent: id, ...more });

const withCharge = async (stripe: Stripe, { id }: Stripe.PaymentIntent) => {
  const { latest_charge } = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] });
  return latest_charge as Stripe.Charge;
};

describe('a dispute', () => {
  test.each(['pm_card_createDispute', '4000000000000259'])('follows a payment by %s', async (card) => {
    const { standIn, stripe } = await start({ disputeOpensAfterMs: 20 });
    const receiver = await startReceiverFor(standIn);
    const named = card.startsWith('pm_')
      ? card
      : await stripe.paymentMethods
          .create({ type: 'card', card: { number: card, exp_month: 12, exp_year: 2040, cvc: '123' } })
          .then(({ id }) => id);

    const paid = await pay(stripe, named);

    expect(paid.status).toBe('succeeded');
    await vi.waitFor(() =>
      expect(receiver.types().slice(-2)).toEqual([
        'charge.dispute.created',
        'charge.dispute.funds_withdrawn',
      ]),
    );
    const charge = await withCharge(stripe, paid);
    expect(charge).toMatchObject({ disputed: true, paid: true, refunded: false });
    const created = receiver.received.find(({ event }) => event.type === 'charge.dispute.created');
    expect(created?.event.data.object).toMatchObject({
      object: 'dispute',
      payment_intent: paid.id,
      charge: charge.id,
      amount: 3000,
      currency: 'usd',
      reason: 'fraudulent',
      status: 'needs_response',
      is_charge_refundable: false,
      balance_transactions: [{ amount: -3000, fee: 1500, net: -4500, reporting_category: 'dispute' }],
    });
  });

  test('can be read, alone and in lists, with its charge and payment in place of their ids', async () => {
    const { standIn, stripe } = await start();
    const [first, second] = [await pay(stripe), await pay(stripe)];
    const { id } = await dispute(standIn, first, { reason: 'product_not_received' });
    await dispute(standIn, second);

    expect(await stripe.disputes.retrieve(id, { expand: ['charge', 'payment_intent'] })).toMatchObject({
      reason: 'product_not_received',
      charge: { object: 'charge', disputed: true },
      payment_intent: { id: first.id },
    });
    const listed = async (params: Stripe.DisputeListParams) =>
      (await stripe.disputes.list(params)).data.map(({ payment_intent }) => payment_intent);
    expect(await listed({})).toEqual([second.id, first.id]);
    expect(await listed({ payment_intent: first.id })).toEqual([first.id]);
    expect(await refusal(stripe.disputes.retrieve('du_none'))).toMatchObject({ statusCode: 404 });
  });

  test.each([
    ['won', ['charge.dispute.funds_reinstated', 'charge.dispute.closed']],
    ['lost', ['charge.dispute.closed']],
  ] as const)('that is %s is closed so, and the money goes where it belongs', async (status, told) => {
    const { standIn, stripe } = await start();
    const paid = await pay(stripe);
    await dispute(standIn, paid);
    const receiver = await startReceiverFor(standIn);

    const closed = await dispute(standIn, paid, { status });

    expect(closed).toMatchObject({ status, payment_intent: paid.id });
    await vi.waitFor(() => expect(receiver.types()).toEqual(told));
    const { balance_transactions: moves } = await stripe.disputes.retrieve(closed.id);
    expect(moves.map(({ amount }) => amount)).toEqual(status === 'won' ? [-3000, 3000] : [-3000]);
    expect(await withCharge(stripe, paid)).toMatchObject({ disputed: true, refunded: false });
  });

  test('forbids refunds while it is open and when it was lost, but not once it was won', async () => {
    const { standIn, stripe } = await start();
    const [won, lost] = [await pay(stripe), await pay(stripe)];
    await stripe.refunds.create({ payment_intent: won.id, amount: 1000 });
    await dispute(standIn, won);
    const refund = (payment: Stripe.PaymentIntent) => stripe.refunds.create({ payment_intent: payment.id });

    const error = await refusal(refund(won));
    expect(error).toMatchObject({
      type: 'StripeInvalidRequestError',
      statusCode: 400,
      code: 'charge_disputed',
      message: expect.stringMatching(/^Charge ch_\w+ has been charged back; cannot issue a refund\.$/),
    });
    await dispute(standIn, won, { status: 'won' });
    expect(await refund(won)).toMatchObject({ amount: 2000, status: 'succeeded' });

    await dispute(standIn, lost, { status: 'lost' });
    expect(await refusal(refund(lost))).toMatchObject({ code: 'charge_disputed' });
  });

  test('is had once by a payment that was charged', async () => {
    const { standIn, stripe } = await start();
    const unpaid = await stripe.paymentIntents.create({ amount: 3000, currency: 'usd' });
    expect(await dispute(standIn, unpaid)).toEqual({ error: 'this payment was not charged' });
    const paid = await pay(stripe);
    await dispute(standIn, paid);
    expect(await dispute(standIn, paid)).toEqual({ error: 'already disputed: needs_response' });
    await dispute(standIn, paid, { status: 'lost' });
    expect(await dispute(standIn, paid, { status: 'won' })).toEqual({ error: 'already disputed: lost' });
  });

  test('that a card brings about still comes after a restart, and is kept over one', async () => {
    const stateFile = join(mkdtempSync(join(tmpdir(), 'stripe-')), 'stripe.json');
    const first = await start({ stateFile, disputeOpensAfterMs: 60_000 });
    const paid = await pay(first.stripe, 'pm_card_createDispute');
    await first.standIn.close();

    const second = await start({ stateFile, disputeOpensAfterMs: 1 });
    await vi.waitFor(async () => expect((await second.stripe.disputes.list()).data).toHaveLength(1));
    await second.standIn.close();

    const third = await start({ stateFile, disputeOpensAfterMs: 1 });
    expect((await third.stripe.disputes.list({ payment_intent: paid.id })).data).toHaveLength(1);
  });
});
