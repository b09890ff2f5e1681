// Stripe failing in the middle. Faults are ordered from a stand-in of this file's own, since the shared one serves
// other files at the same time.
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { POST } from '@/app/api/stripe/webhook/route';
import { startStripe } from '@/emulators/stripe';
import {
  eventsOf,
  expectBookingsToAddUp,
  first,
  givenHold,
  givenSlot,
  givenStudent,
  holdOf,
  paidFor,
  pay,
  refundsOf,
  refusalOf,
  seatsTaken,
  stripe,
  webhookRequest,
} from '@/tests/factories';
import { db } from '../db';
import { drainJobs } from '../jobs/worker';
import { addMinutes } from '../time';
import { expireHold, releaseHold, startCheckout } from './commands';
import { settleHold } from './settlement';

const keys = {
  secretKey: 'sk_test_outages',
  publishableKey: 'pk_test_outages',
  webhookSecret: 'whsec_outages',
};
const standIn = await startStripe({ port: 0, ...keys });
Object.assign(process.env, {
  STRIPE_API_BASE: standIn.url,
  STRIPE_SECRET_KEY: keys.secretKey,
  STRIPE_PUBLISHABLE_KEY: keys.publishableKey,
  STRIPE_WEBHOOK_SECRET: keys.webhookSecret,
});

const now = new Date();
const before = addMinutes(now, -10);

afterAll(standIn.close);
afterEach(async () => {
  await fetch(`${standIn.url}/_fault`, { method: 'DELETE' });
  await expectBookingsToAddUp();
});

async function givenFault(fault: object): Promise<void> {
  const answer = await fetch(`${standIn.url}/_fault`, { method: 'POST', body: JSON.stringify(fault) });
  expect(answer.status).toBe(201);
}

/** More than the SDK tries by itself. */
const away = (match: string) => givenFault({ match, status: 503, times: 10 });
const back = () => fetch(`${standIn.url}/_fault`, { method: 'DELETE' });

async function intentsFor(paymentId: string) {
  const { data } = await stripe().paymentIntents.list({ limit: 100 });
  return data.filter(({ metadata }) => metadata.paymentId === paymentId);
}

async function paymentOn(slotId: string) {
  return db().payment.findFirstOrThrow({ where: { hold: { slotId } }, select: { id: true, holdId: true } });
}

/** A student whose hold lapsed, who then pays for a seat that somebody else has by now. */
async function givenLatePayment() {
  const { slot } = await givenSlot();
  const { id: studentId } = await givenStudent();
  const held = await givenHold({ slotId: slot.id, studentId, now: before });
  await givenHold({ slotId: slot.id, studentId: (await givenStudent()).id, now });
  await pay(held.paymentIntentId);
  return { ...held, slot, studentId };
}

test('a checkout while Stripe is away keeps the seat, and trying again gives the same hold', async () => {
  const { slot } = await givenSlot();
  const { id: studentId } = await givenStudent();
  await away('POST /v1/payment_intents');
  const refusal = await refusalOf(startCheckout({ slotId: slot.id, studentId, now }));
  expect(refusal).toMatchObject({ code: 'PAYMENT_UNAVAILABLE', status: 503 });
  expect(await seatsTaken(slot.id)).toBe(1);
  const { id: paymentId, holdId } = await paymentOn(slot.id);
  await back();
  const again = await startCheckout({ slotId: slot.id, studentId, now });
  expect(again.isNew).toBe(false);
  expect(paidFor(again).holdId).toBe(holdId);
  expect(await intentsFor(paymentId)).toHaveLength(1);
});

test.each([1, 2])(
  'an intent that Stripe made but could not answer for (%i times) is not made twice',
  async (times) => {
    const { slot } = await givenSlot();
    const { id: studentId } = await givenStudent();
    await givenFault({ match: 'POST /v1/payment_intents', dropAfter: 'after processing', times });
    const one = await startCheckout({ slotId: slot.id, studentId, now }).catch(() => null);
    // The SDK tries once more by itself.
    expect(one === null).toBe(times === 2);
    const two = await startCheckout({ slotId: slot.id, studentId, now });
    const { id: paymentId, holdId } = await paymentOn(slot.id);
    expect((await intentsFor(paymentId)).map(({ id }) => id)).toEqual([paidFor(two).paymentIntentId]);
    expect(paidFor(two).holdId).toBe(holdId);
  },
);

test('a seat given back while Stripe is still making the intent leaves nothing to pay', async () => {
  const { slot } = await givenSlot();
  const { id: studentId } = await givenStudent();
  await givenFault({ match: 'POST /v1/payment_intents', delayMs: 1_500, times: 1 });
  const checkout = refusalOf(startCheckout({ slotId: slot.id, studentId, now }));
  const { holdId, id: paymentId } = await vi.waitFor(() => paymentOn(slot.id), { timeout: 5_000 });
  await releaseHold({ holdId, studentId });
  expect((await checkout).code).toBe('HOLD_NOT_LIVING');
  expect(await intentsFor(paymentId)).toMatchObject([{ status: 'canceled' }]);
  expect((await holdOf(holdId)).payment?.status).toBe('CANCELLED');
});

test('a payment that Stripe would not cancel is not taken for cancelled while it can be paid', async () => {
  const { slot } = await givenSlot();
  const held = await givenHold({ slotId: slot.id, studentId: (await givenStudent()).id, now: before });
  await givenFault({ match: 'cancel', status: 400, times: 10 });
  expect((await refusalOf(expireHold({ holdId: held.holdId, now }))).code).toBe('PAYMENT_UNAVAILABLE');
  expect(await seatsTaken(slot.id)).toBe(1);
  await back();
  await expireHold({ holdId: held.holdId, now });
  expect(await seatsTaken(slot.id)).toBe(0);
});

test('a seat is given back while Stripe is away, and its payment is stopped as soon as Stripe is there', async () => {
  const { slot } = await givenSlot();
  const { id: studentId } = await givenStudent();
  const { holdId, paymentIntentId } = await givenHold({ slotId: slot.id, studentId });
  await away('/cancel');
  await releaseHold({ holdId, studentId });
  expect(await seatsTaken(slot.id)).toBe(0);
  await back();
  await drainJobs();
  expect((await stripe().paymentIntents.retrieve(paymentIntentId)).status).toBe('canceled');
});

test('a lapsed hold whose payment cannot be stopped is left to the next try; the seat can be taken meanwhile', async () => {
  const { slot } = await givenSlot();
  const { holdId } = await givenHold({ slotId: slot.id, studentId: (await givenStudent()).id, now: before });
  await away('/cancel');
  expect((await refusalOf(expireHold({ holdId, now }))).code).toBe('PAYMENT_UNAVAILABLE');
  await givenHold({ slotId: slot.id, studentId: (await givenStudent()).id, now });
  await back();
  await expireHold({ holdId, now });
  expect(await holdOf(holdId)).toMatchObject({ status: 'EXPIRED', payment: { status: 'CANCELLED' } });
});

test('a webhook while Stripe cannot be asked is refused, so that it comes again', async () => {
  const { slot } = await givenSlot();
  const { holdId, paymentIntentId } = await givenHold({
    slotId: slot.id,
    studentId: (await givenStudent()).id,
  });
  await pay(paymentIntentId);
  const event = first(
    (await eventsOf(paymentIntentId)).filter(({ type }) => type === 'payment_intent.succeeded'),
  );
  const deliver = () => POST(webhookRequest(event), { params: Promise.resolve({}) });
  await away(`GET /v1/payment_intents/${paymentIntentId}`);
  expect((await deliver()).status).toBe(503);
  await back();
  expect((await deliver()).status).toBe(200);
  expect((await holdOf(holdId)).status).toBe('CONFIRMED');
});

test('the way back while Stripe cannot be asked says that the seat is held, and books later', async () => {
  const { slot } = await givenSlot();
  const { id: studentId } = await givenStudent();
  const { holdId, paymentIntentId } = await givenHold({ slotId: slot.id, studentId });
  await pay(paymentIntentId);
  await away('GET /v1/payment_intents');
  expect((await settleHold({ holdId, studentId, now }))?.hold.status).toBe('HELD');
  await back();
  expect((await settleHold({ holdId, studentId, now }))?.hold.status).toBe('CONFIRMED');
});

test('a refund while Stripe is away is REFUNDING, and made by the job once it is back', async () => {
  const { holdId, paymentIntentId, studentId } = await givenLatePayment();
  await away('POST /v1/refunds');
  const settled = await settleHold({ holdId, studentId, now });
  expect(settled?.hold.status).toBe('LATE_REFUNDED');
  expect((await holdOf(holdId)).payment?.status).toBe('REFUNDING');
  expect(await refundsOf(paymentIntentId)).toEqual([]);
  await back();
  await drainJobs();
  expect((await holdOf(holdId)).payment).toMatchObject({ status: 'REFUNDED', refundAttempts: 2 });
  expect(await refundsOf(paymentIntentId)).toEqual([3000]);
});

test('a refund that Stripe made but could not answer for is made once', async () => {
  const { holdId, paymentIntentId, studentId } = await givenLatePayment();
  await givenFault({ match: 'POST /v1/refunds', dropAfter: 'after processing', times: 2 });
  await settleHold({ holdId, studentId, now });
  expect((await holdOf(holdId)).payment?.status).toBe('REFUNDING');
  await drainJobs();
  expect((await holdOf(holdId)).payment?.status).toBe('REFUNDED');
  expect(await refundsOf(paymentIntentId)).toEqual([3000]);
});

test('money that somebody sent back by hand is not sent back again', async () => {
  const { holdId, paymentIntentId, studentId } = await givenLatePayment();
  await stripe().refunds.create({ payment_intent: paymentIntentId });
  await settleHold({ holdId, studentId, now });
  expect((await holdOf(holdId)).payment?.status).toBe('REFUNDED');
  expect(await refundsOf(paymentIntentId)).toEqual([3000]);
});
