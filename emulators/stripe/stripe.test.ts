// The Stripe stand-in, through Stripe's own SDK.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type StripeStandIn, startStripe } from '../stripe';
import { clientOf, control, keys, pay, refusal, start, startReceiverFor } from './sdk-for-tests';
import { startReceiver } from './webhook-receiver';

describe('a payment', () => {
  test('goes from its making to succeeded, with a charge', async () => {
    const { stripe } = await start();
    const created = await stripe.paymentIntents.create({
      amount: 3000,
      currency: 'usd',
      automatic_payment_methods: { enabled: true },
      metadata: { holdId: 'hold-1' },
    });
    expect(created).toMatchObject({
      status: 'requires_payment_method',
      livemode: false,
      metadata: { holdId: 'hold-1' },
    });
    expect(created.client_secret).toMatch(new RegExp(`^${created.id}_secret_`));

    await stripe.paymentIntents.confirm(created.id, { payment_method: 'pm_card_mastercard' });

    const paid = await stripe.paymentIntents.retrieve(created.id, {
      expand: ['latest_charge', 'payment_method'],
    });
    expect(paid).toMatchObject({
      status: 'succeeded',
      amount_received: 3000,
      latest_charge: {
        object: 'charge',
        paid: true,
        payment_method_details: { card: { brand: 'mastercard', last4: '4444' } },
      },
      payment_method: { card: { brand: 'mastercard' } },
    });
  });

  test.each([
    ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', 'incorrect_cvc'],
  ])('by %s is declined and can be tried again with another card', async (method, code, declineCode) => {
    const { stripe } = await start();
    const intent = await stripe.paymentIntents.create({ amount: 3000, currency: 'usd' });

    const error = await refusal(stripe.paymentIntents.confirm(intent.id, { payment_method: method }));

    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(error).toMatchObject({ statusCode: 402, code, decline_code: declineCode });
    const after = await stripe.paymentIntents.retrieve(intent.id);
    expect(after).toMatchObject({ status: 'requires_payment_method', last_payment_error: { code } });
    const second = await stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' });
    expect(second).toMatchObject({ status: 'succeeded', last_payment_error: null });
  });

  test('by card number behaves as the number says', async () => {
    const { stripe } = await start();
    const withNumber = async (number: string) => {
      const method = await stripe.paymentMethods.create({
        type: 'card',
        card: { number, exp_month: 12, exp_year: 2040, cvc: '123' },
      });
      return pay(stripe, method.id);
    };
    await expect(withNumber('4242424242424242')).resolves.toMatchObject({ status: 'succeeded' });
    await expect(withNumber('4000002500003155')).resolves.toMatchObject({ status: 'requires_action' });
    expect(await refusal(withNumber('4000000000000069'))).toMatchObject({ code: 'expired_card' });
    expect(await refusal(withNumber('4242424242424241'))).toMatchObject({ code: 'incorrect_number' });
    // A real card's number in test mode.
    expect(await refusal(withNumber('4111111111111111'))).toMatchObject({
      decline_code: 'test_mode_live_card',
    });
  });

  test('is refused as Stripe refuses wrong parameters', async () => {
    const { stripe } = await start();
    const create = (params: Record<string, unknown>) =>
      refusal(stripe.paymentIntents.create(params as unknown as Stripe.PaymentIntentCreateParams));
    expect(await create({ currency: 'usd' })).toMatchObject({ code: 'parameter_missing', param: 'amount' });
    expect(await create({ amount: 500 })).toMatchObject({ code: 'parameter_missing', param: 'currency' });
    expect(await create({ amount: 0, currency: 'usd' })).toMatchObject({ code: 'parameter_invalid_integer' });
    expect(await create({ amount: 10.5, currency: 'usd' })).toMatchObject({
      code: 'parameter_invalid_integer',
    });
    expect(await create({ amount: 49, currency: 'usd' })).toMatchObject({ code: 'amount_too_small' });
    expect(await create({ amount: 500, currency: 'xxx' })).toMatchObject({
      statusCode: 400,
      param: 'currency',
    });
    expect(await create({ amount: 500, currency: 'usd', colour: 'red' })).toMatchObject({
      code: 'parameter_unknown',
    });
    expect(await refusal(stripe.paymentIntents.retrieve('pi_nobody'))).toMatchObject({
      code: 'resource_missing',
    });
    expect(await refusal(pay(stripe, 'pm_nobody'))).toMatchObject({ code: 'resource_missing' });
  });

  test('that was cancelled cannot be paid, and a paid one cannot be cancelled', async () => {
    const { stripe } = await start();
    const intent = await stripe.paymentIntents.create({ amount: 3000, currency: 'usd' });
    const canceled = await stripe.paymentIntents.cancel(intent.id, { cancellation_reason: 'abandoned' });
    expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' });

    const code = 'payment_intent_unexpected_state';
    const late = await refusal(stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' }));
    expect(late).toMatchObject({ statusCode: 400, code, payment_intent: { status: 'canceled' } });
    expect(await refusal(stripe.paymentIntents.cancel(intent.id))).toMatchObject({ code });
    const paid = await pay(stripe);
    expect(await refusal(stripe.paymentIntents.cancel(paid.id))).toMatchObject({ code });
    expect(await refusal(stripe.paymentIntents.confirm(paid.id))).toMatchObject({ code });
  });

  test('keeps its metadata through updates, and changes its amount only before it is paid', async () => {
    const { stripe } = await start();
    const intent = await stripe.paymentIntents.create({
      amount: 3000,
      currency: 'usd',
      metadata: { a: '1', b: '2' },
    });
    const changed = await stripe.paymentIntents.update(intent.id, {
      amount: 4000,
      metadata: { b: '', c: '3' },
    });
    expect(changed).toMatchObject({ amount: 4000, metadata: { a: '1', c: '3' } });
    expect(changed.metadata).not.toHaveProperty('b');

    await stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' });
    expect(await refusal(stripe.paymentIntents.update(intent.id, { amount: 5000 }))).toMatchObject({
      statusCode: 400,
    });
  });

  test('with 3-D Secure is led to the bank page and back', async () => {
    const { standIn, stripe } = await start();
    const intent = await stripe.paymentIntents.create({ amount: 3000, currency: 'usd' });
    const confirmed = await stripe.paymentIntents.confirm(intent.id, {
      payment_method: 'pm_card_authenticationRequired',
      return_url: 'http://app.test/done?hold=1',
    });
    const url = confirmed.next_action?.redirect_to_url?.url ?? '';
    expect(confirmed.status).toBe('requires_action');
    expect(url).toContain(standIn.url);
    expect(await (await fetch(url)).text()).toContain('Complete authentication');

    const answer = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ outcome: 'complete' }),
      redirect: 'manual',
    });

    const back = new URL(answer.headers.get('location') ?? '');
    expect(back.origin + back.pathname).toBe('http://app.test/done');
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      hold: '1',
      payment_intent: intent.id,
      redirect_status: 'succeeded',
    });
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: 'succeeded' });
  });
});

describe('a refund', () => {
  test('comes in parts, never more than was paid, and can be listed by payment', async () => {
    const { stripe } = await start();
    const paid = await pay(stripe);
    const first = await stripe.refunds.create({
      payment_intent: paid.id,
      amount: 1000,
      metadata: { why: 'late' },
    });
    expect(first).toMatchObject({
      status: 'succeeded',
      amount: 1000,
      payment_intent: paid.id,
      metadata: { why: 'late' },
    });
    expect(await refusal(stripe.refunds.create({ payment_intent: paid.id, amount: 2001 }))).toMatchObject({
      param: 'amount',
    });
    const rest = await stripe.refunds.create({ payment_intent: paid.id, reason: 'requested_by_customer' });
    expect(rest.amount).toBe(2000);

    const again = await refusal(stripe.refunds.create({ payment_intent: paid.id }));
    expect(again).toMatchObject({ statusCode: 400, code: 'charge_already_refunded' });
    const list = await stripe.refunds.list({ payment_intent: paid.id });
    expect(list.data.map(({ id }) => id)).toEqual([rest.id, first.id]);
    const charge = await stripe.charges.retrieve(String(paid.latest_charge), { expand: ['refunds'] });
    expect(charge).toMatchObject({ refunded: true, amount_refunded: 3000 });
    expect(charge.refunds?.data).toHaveLength(2);
    expect(await stripe.refunds.retrieve(first.id)).toMatchObject({ id: first.id });
  });

  test('of an unpaid payment is refused', async () => {
    const { stripe } = await start();
    const intent = await stripe.paymentIntents.create({ amount: 3000, currency: 'usd' });
    const error = await refusal(stripe.refunds.create({ payment_intent: intent.id }));
    expect(error.message).toContain('does not have a successful charge to refund');
  });

  test('to the card of failing refunds fails some time later, and the money is back with the seller', async () => {
    const { standIn, stripe } = await start({ refundSettlesAfterMs: 30 });
    const receiver = await startReceiverFor(standIn);
    const paid = await pay(stripe, 'pm_card_refundFail');
    const refund = await stripe.refunds.create({ payment_intent: paid.id });
    expect(refund.status).toBe('succeeded');

    await vi.waitFor(() => expect(receiver.types()).toContain('refund.failed'));

    expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({
      status: 'failed',
      failure_reason: expect.any(String),
    });
    expect(await stripe.charges.retrieve(String(paid.latest_charge))).toMatchObject({
      amount_refunded: 0,
      refunded: false,
    });
  });
});

describe('an idempotency key', () => {
  const params = { amount: 3000, currency: 'usd' };

  test('gives the same answer to the same request and makes one payment', async () => {
    const { stripe } = await start();
    const first = await stripe.paymentIntents.create(params, { idempotencyKey: 'key-1' });
    const second = await stripe.paymentIntents.create(params, { idempotencyKey: 'key-1' });
    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
  });

  test('is refused for other parameters and for another call', async () => {
    const { stripe } = await start();
    const intent = await stripe.paymentIntents.create(params, { idempotencyKey: 'key-1' });
    const other = await refusal(
      stripe.paymentIntents.create({ ...params, amount: 4000 }, { idempotencyKey: 'key-1' }),
    );
    expect(other).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    const elsewhere = await refusal(stripe.paymentIntents.cancel(intent.id, {}, { idempotencyKey: 'key-1' }));
    expect(elsewhere).toMatchObject({ statusCode: 400, rawType: 'idempotency_error' });
  });

  test('of a call that is still running is refused with 409', async () => {
    const { standIn, stripe } = await start();
    await control(standIn, 'POST', '/_fault', { match: 'POST /v1/payment_intents', delayMs: 150, times: 1 });
    const slow = stripe.paymentIntents.create(params, { idempotencyKey: 'key-1' });
    await vi.waitFor(async () => expect(await control(standIn, 'GET', '/_log')).toHaveLength(1));

    const error = await refusal(stripe.paymentIntents.create(params, { idempotencyKey: 'key-1' }));

    expect(error).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
    await slow;
  });

  test('keeps a decline, but not a refused parameter', async () => {
    const { stripe } = await start();
    const intent = await stripe.paymentIntents.create(params);
    const confirm = (method: string, key: string) =>
      stripe.paymentIntents.confirm(intent.id, { payment_method: method }, { idempotencyKey: key });
    await refusal(confirm('pm_card_chargeDeclined', 'key-1'));
    expect((await refusal(confirm('pm_card_chargeDeclined', 'key-1'))).headers).toMatchObject({
      'idempotent-replayed': 'true',
    });
    expect((await stripe.charges.list({ payment_intent: intent.id })).data).toHaveLength(1);

    await refusal(stripe.paymentIntents.create({ ...params, amount: 1 }, { idempotencyKey: 'key-2' }));
    await expect(stripe.paymentIntents.create(params, { idempotencyKey: 'key-2' })).resolves.toMatchObject({
      amount: 3000,
    });
  });
});

describe('a publishable key', () => {
  const ask = async (
    standIn: StripeStandIn,
    method: string,
    path: string,
    fields: Record<string, string>,
  ) => {
    const form = new URLSearchParams(fields);
    const response = await fetch(standIn.url + path + (method === 'GET' ? `?${form}` : ''), {
      method,
      headers: { authorization: `Bearer ${keys.publishableKey}` },
      ...(method === 'POST' && { body: form }),
    });
    return { status: response.status, body: await response.json() };
  };

  test('sees a payment only by its client secret, and not its inner side', async () => {
    const { standIn, stripe } = await start();
    const intent = await stripe.paymentIntents.create({
      amount: 3000,
      currency: 'usd',
      metadata: { inner: 'thing' },
    });
    const path = `/v1/payment_intents/${intent.id}`;
    expect((await ask(standIn, 'GET', path, {})).status).toBe(400);
    expect((await ask(standIn, 'GET', path, { client_secret: 'pi_x_secret_y' })).status).toBe(400);

    const { status, body } = await ask(standIn, 'GET', path, { client_secret: intent.client_secret ?? '' });

    expect(status).toBe(200);
    expect(body).toMatchObject({ id: intent.id, amount: 3000 });
    for (const field of ['metadata', 'latest_charge', 'customer', 'amount_received'])
      expect(body).not.toHaveProperty(field);
  });

  test('may not refund, list, cancel or make payments', async () => {
    const { standIn, stripe } = await start();
    const { id, client_secret } = await pay(stripe);
    const fields = { client_secret: client_secret ?? '' };
    for (const [method, path] of [
      ['POST', '/v1/refunds'],
      ['POST', '/v1/payment_intents'],
      ['GET', '/v1/payment_intents'],
      ['POST', `/v1/payment_intents/${id}`],
      ['POST', `/v1/payment_intents/${id}/cancel`],
      ['GET', '/v1/events'],
    ] as const) {
      expect(await ask(standIn, method, path, fields), path).toMatchObject({
        status: 403,
        body: { error: { code: 'secret_key_required' } },
      });
    }
    const wrongKey = await refusal(clientOf(standIn, 'sk_test_wrong').paymentIntents.list());
    expect(wrongKey).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
  });
});

describe('webhooks', () => {
  test('tell a payment and its refund, signed, in order, each once', async () => {
    const { standIn, stripe } = await start();
    const receiver = await startReceiverFor(standIn);
    const paid = await pay(stripe);
    await stripe.refunds.create({ payment_intent: paid.id });

    await vi.waitFor(() => expect(receiver.received).toHaveLength(5));

    expect(receiver.types()).toEqual([
      ...['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded'],
      ...['refund.created', 'charge.refunded'],
    ]);
    const [, , succeeded] = receiver.received;
    expect(succeeded?.event).toMatchObject({
      livemode: false,
      api_version: Stripe.API_VERSION,
      data: { object: { id: paid.id, status: 'succeeded' } },
    });
    const kept = await stripe.events.retrieve(succeeded?.event.id ?? '');
    await vi.waitFor(async () =>
      expect(await stripe.events.retrieve(kept.id)).toMatchObject({ pending_webhooks: 0 }),
    );
    expect((await stripe.events.list({ type: 'charge.refunded' })).data).toHaveLength(1);
  });

  test('tell what failed, what waits for authentication and what was cancelled', async () => {
    const { standIn, stripe } = await start();
    const receiver = await startReceiverFor(standIn);
    const intent = await stripe.paymentIntents.create({ amount: 3000, currency: 'usd' });
    await refusal(stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_chargeDeclined' }));
    await stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_authenticationRequired' });
    await stripe.paymentIntents.cancel(intent.id);

    await vi.waitFor(() =>
      expect(receiver.types()).toEqual([
        ...['payment_intent.created', 'charge.failed', 'payment_intent.payment_failed'],
        ...['payment_intent.requires_action', 'payment_intent.canceled'],
      ]),
    );
  });

  test('come again until the app takes them, whether it refuses or does not answer', async () => {
    const { standIn, stripe } = await start({ webhookRetryAfterMs: [20, 20, 20], webhookAnswerWithinMs: 60 });
    const receiver = await startReceiverFor(standIn, (nth) => (nth === 1 ? 500 : nth === 2 ? null : 200));
    await stripe.paymentIntents.create({ amount: 3000, currency: 'usd' });

    await vi.waitFor(() => expect(receiver.received).toHaveLength(3));

    expect(new Set(receiver.received.map(({ event }) => event.id)).size).toBe(1);
    await vi.waitFor(async () =>
      expect(await control(standIn, 'GET', '/_webhook')).toMatchObject({ pending: [] }),
    );
  });

  test('can be held back, and sent again: twice, at once, out of order', async () => {
    const { standIn, stripe } = await start();
    const receiver = await startReceiverFor(standIn);
    await control(standIn, 'POST', '/_webhook/pause');
    const paid = await pay(stripe);
    expect(await control(standIn, 'GET', '/_webhook')).toMatchObject({ paused: true, pending: [{}, {}, {}] });
    expect(receiver.received).toHaveLength(0);

    await control(standIn, 'POST', '/_webhook/resume');
    await vi.waitFor(() => expect(receiver.received).toHaveLength(3));
    const type = 'payment_intent.succeeded';
    const twice = await control(standIn, 'POST', '/_webhook', {
      type,
      paymentIntent: paid.id,
      times: 2,
      concurrent: true,
    });
    expect(twice.deliveries).toMatchObject([
      { type, status: 200 },
      { type, status: 200 },
    ]);
    await control(standIn, 'POST', '/_webhook', { all: true, reverse: true });
    expect(receiver.types().slice(-3)).toEqual([type, 'charge.succeeded', 'payment_intent.created']);
  });
});

describe('faults', () => {
  test('answer a status in the vendor’s shape, as often as was ordered, without doing anything', async () => {
    const { standIn, stripe } = await start();
    const paid = await pay(stripe);
    await control(standIn, 'POST', '/_fault', { match: 'POST /v1/refunds', status: 500, times: 2 });

    for (const _ of [1, 2]) {
      const error = await refusal(
        stripe.refunds.create({ payment_intent: paid.id }, { idempotencyKey: 'refund-1' }),
      );
      expect(error).toMatchObject({ statusCode: 500, rawType: 'api_error' });
    }

    expect((await stripe.refunds.list({ payment_intent: paid.id })).data).toHaveLength(0);
    await expect(
      stripe.refunds.create({ payment_intent: paid.id }, { idempotencyKey: 'refund-1' }),
    ).resolves.toMatchObject({ status: 'succeeded' });
  });

  test('keep a 500 under its key where the work had begun, as Stripe does', async () => {
    const { standIn, stripe } = await start();
    const paid = await pay(stripe);
    await control(standIn, 'POST', '/_fault', {
      match: '/v1/refunds',
      status: 500,
      processed: true,
      times: 1,
    });
    const refund = () => stripe.refunds.create({ payment_intent: paid.id }, { idempotencyKey: 'refund-1' });
    expect(await refusal(refund())).toMatchObject({ statusCode: 500 });
    expect(await refusal(refund())).toMatchObject({ statusCode: 500 });
    expect((await stripe.refunds.list({ payment_intent: paid.id })).data).toHaveLength(1);
  });

  test('cut the line after the work, and the key then gives the answer that was lost', async () => {
    const { standIn, stripe } = await start();
    const paid = await pay(stripe);
    await control(standIn, 'POST', '/_fault', { match: '/^POST /v1/refunds$/', dropAfter: true, times: 1 });
    const form = new URLSearchParams({ payment_intent: paid.id });
    const headers = { authorization: `Bearer ${keys.secretKey}`, 'idempotency-key': 'refund-1' };
    const refund = () => fetch(`${standIn.url}/v1/refunds`, { method: 'POST', headers, body: form });

    await expect(refund()).rejects.toThrow();

    const answer = await refund();
    expect(answer.headers.get('idempotent-replayed')).toBe('true');
    const { data } = await stripe.refunds.list({ payment_intent: paid.id });
    expect(data).toMatchObject([{ id: (await answer.json()).id }]);
  });

  test('are listed, taken back, and refused where they make no sense', async () => {
    const { standIn, stripe } = await start();
    expect(await control(standIn, 'POST', '/_fault', { match: '', status: 500 })).toHaveProperty('error');
    expect(await control(standIn, 'POST', '/_fault', { match: 'x', statsu: 500 })).toHaveProperty('error');
    await control(standIn, 'POST', '/_fault', { match: '/v1', status: 503 });
    expect(await control(standIn, 'GET', '/_fault')).toMatchObject([{ match: '/v1', status: 503, times: 1 }]);
    await control(standIn, 'DELETE', '/_fault');
    await expect(stripe.paymentIntents.list()).resolves.toBeDefined();
  });

  test('and everything else that was asked stand in the log, without secrets', async () => {
    const { standIn, stripe } = await start();
    await stripe.paymentMethods.create({
      type: 'card',
      card: { number: '4242424242424242', exp_month: 1, exp_year: 2040, cvc: '987' },
    });
    const log = await control(standIn, 'GET', '/_log');
    expect(log).toMatchObject([
      {
        method: 'POST',
        path: '/v1/payment_methods',
        status: 200,
        body: { card: { number: '…4242', cvc: '[redacted]' } },
      },
    ]);
    await control(standIn, 'DELETE', '/_log');
    expect(await control(standIn, 'GET', '/_log')).toEqual([]);
  });
});

describe('the state file', () => {
  const newStateFile = () => join(mkdtempSync(join(tmpdir(), 'stripe-')), 'stripe.json');

  test('keeps payments, keys and untaken events over a restart', async () => {
    const stateFile = newStateFile();
    const first = await startStripe({ port: 0, ...keys, stateFile, webhookUrl: 'http://127.0.0.1:9/nobody' });
    const params = { amount: 3000, currency: 'usd' };
    const made = await clientOf(first).paymentIntents.create(params, { idempotencyKey: 'key-1' });
    await clientOf(first).paymentIntents.confirm(made.id, { payment_method: 'pm_card_visa' });
    await first.close();

    const receiver = await startReceiver({ secret: keys.webhookSecret });
    onTestFinished(receiver.close);
    const { stripe } = await start({ stateFile, webhookUrl: receiver.url });

    expect((await stripe.paymentIntents.create(params, { idempotencyKey: 'key-1' })).id).toBe(made.id);
    await expect(stripe.refunds.create({ payment_intent: made.id })).resolves.toMatchObject({ amount: 3000 });
    await vi.waitFor(() => expect(receiver.types()).toContain('payment_intent.succeeded'));
  });

  test('that is torn is set aside and not fatal', async () => {
    const stateFile = newStateFile();
    writeFileSync(stateFile, '{"intents":[{"id":"pi_1"');
    const warning = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { stripe } = await start({ stateFile });
    expect((await stripe.paymentIntents.list()).data).toEqual([]);
    expect(readFileSync(`${stateFile}.torn`, 'utf8')).toContain('pi_1');
    expect(warning).toHaveBeenCalledOnce();
    warning.mockRestore();
  });
});
