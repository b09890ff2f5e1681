import Stripe from 'stripe';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { POST } from '@/app/api/stripe/webhook/route';
import {
  eventsOf,
  expectBookingsToAddUp,
  first,
  givenHold,
  givenSession,
  givenSlot,
  givenStudent,
  holdOf,
  pay,
  refundsOf,
  refusalOf,
  seatsTaken,
  stripe,
  webhookRequest,
} from '@/tests/factories';
import { db } from '../db';
import { env } from '../env';
import { drainJobs } from '../jobs/worker';
import { refundPayment } from '../payments/commands';
import { cancelSession } from '../sessions/commands';
import { startSession } from '../sessions/lifecycle';
import { deleteSlot, updateSlot } from '../slots/commands';
import { addMinutes, wallTimeIn } from '../time';
import { expireHold, releaseHold, startCheckout } from './commands';
import { settleHold } from './settlement';

const now = new Date();
/** A hold made then has lapsed by now. */
const before = addMinutes(now, -10);

afterEach(expectBookingsToAddUp);

const deliver = (request: Request) => POST(request, { params: Promise.resolve({}) });

/** Delivers what Stripe has to say of a payment, in the order in which it happened. */
async function deliverAll(paymentIntentId: string): Promise<void> {
  for (const event of await eventsOf(paymentIntentId)) {
    expect((await deliver(webhookRequest(event))).status).toBe(200);
  }
}

async function eventOf(paymentIntentId: string, type: string): Promise<Stripe.Event> {
  return first((await eventsOf(paymentIntentId)).filter((event) => event.type === type));
}

async function givenHeldSeat(given: Parameters<typeof givenSlot>[0] & { at?: Date } = {}) {
  const { at = now, ...rest } = given;
  const { slot, tutor } = await givenSlot(rest);
  const { id: studentId } = await givenStudent();
  const held = await givenHold({ slotId: slot.id, studentId, now: at });
  return { ...held, slot, tutor, studentId };
}

const CONFIRMED = { status: 'CONFIRMED', occupiesSeat: true, payment: { status: 'SUCCEEDED' } };
const REFUNDED = { status: 'LATE_REFUNDED', occupiesSeat: false, payment: { status: 'REFUNDED' } };

describe('a payment that succeeded', () => {
  test('is told ten times at once and books once', async () => {
    const { holdId, paymentIntentId, slot, studentId } = await givenHeldSeat();
    await pay(paymentIntentId);
    const event = await eventOf(paymentIntentId, 'payment_intent.succeeded');
    const answers = await Promise.all(Array.from({ length: 10 }, () => deliver(webhookRequest(event))));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(await holdOf(holdId)).toMatchObject({
      ...CONFIRMED,
      participant: { userId: studentId, status: 'BOOKED', session: { slotId: slot.id, status: 'SCHEDULED' } },
    });
    expect(await db().sessionParticipant.count({ where: { session: { slotId: slot.id } } })).toBe(1);
    expect(await db().stripeEvent.count({ where: { id: event.id } })).toBe(1);
    expect(await refundsOf(paymentIntentId)).toEqual([]);
  });

  test('books whatever order its events come in, each twice', async () => {
    for (const turn of [0, 1, 2]) {
      const { holdId, paymentIntentId } = await givenHeldSeat();
      await pay(paymentIntentId);
      const events = await eventsOf(paymentIntentId);
      expect(events.length).toBeGreaterThanOrEqual(3);
      const order = [...events.slice(turn), ...events.slice(0, turn)].reverse();
      for (const event of [...order, ...order])
        expect((await deliver(webhookRequest(event))).status).toBe(200);
      expect(await holdOf(holdId)).toMatchObject(CONFIRMED);
    }
  });

  test('books where all its events come at once and overtake our note of the intent', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { holdId, paymentIntentId, payment } = await givenHeldSeat();
      await pay(paymentIntentId);
      await db().payment.update({ where: { id: payment.id }, data: { stripePaymentIntentId: null } });
      const events = (await eventsOf(paymentIntentId)).filter(({ type }) =>
        type.startsWith('payment_intent.'),
      );
      await Promise.all(events.map((event) => deliver(webhookRequest(event))));
      // Any of them means: look at the payment. None may be taken for somebody else's.
      expect(await db().stripeEvent.count({ where: { paymentIntentId } })).toBe(events.length);
      expect(await holdOf(holdId)).toMatchObject(CONFIRMED);
    }
  });

  test('books by the way back alone', async () => {
    const { holdId, paymentIntentId, studentId } = await givenHeldSeat();
    await pay(paymentIntentId);
    const settled = await settleHold({ holdId, studentId, now });
    expect(settled).toMatchObject({ hold: { status: 'CONFIRMED' }, sessionId: expect.any(String) });
  });

  test('is told at the price that was agreed when the seat was taken', async () => {
    const { holdId, studentId, tutor } = await givenHeldSeat();
    const dearer = { hourlyRateCents: 9900 };
    await db().providerProfile.update({ where: { id: tutor.profileId }, data: dearer });
    const settled = await settleHold({ holdId, studentId, now });
    expect(settled).toMatchObject({
      hold: { status: 'HELD' },
      price: { amountCents: 3000, currency: 'usd' },
    });
  });

  test('books the same by webhook first and way back after, and the other way round', async () => {
    for (const webhookFirst of [true, false]) {
      const { holdId, paymentIntentId, studentId } = await givenHeldSeat();
      await pay(paymentIntentId);
      if (webhookFirst) await deliverAll(paymentIntentId);
      const settled = await settleHold({ holdId, studentId, now });
      await deliverAll(paymentIntentId);
      expect(await settleHold({ holdId, studentId, now })).toEqual(settled);
      expect(settled?.hold.status).toBe('CONFIRMED');
    }
  });

  test('books once where webhook, way back, expiry and another click come at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { holdId, paymentIntentId, studentId, slot } = await givenHeldSeat({ at: before });
      await pay(paymentIntentId);
      const event = await eventOf(paymentIntentId, 'payment_intent.succeeded');
      await Promise.allSettled([
        deliver(webhookRequest(event)),
        settleHold({ holdId, studentId, now }),
        expireHold({ holdId, now }),
        deliver(webhookRequest(event)),
        settleHold({ holdId, studentId, now }),
        startCheckout({ slotId: slot.id, studentId, now }),
      ]);
      expect((await deliver(webhookRequest(event))).status).toBe(200);
      const { status } = await holdOf(holdId);
      expect(status).toBe('CONFIRMED');
      expect(await seatsTaken(slot.id)).toBe(1);
      expect(await refundsOf(paymentIntentId)).toEqual([]);
    }
  });

  test('of twenty students in one group, all at once, makes one session', async () => {
    const { slot } = await givenSlot({ maxParticipants: 20 });
    const holds = await Promise.all(
      Array.from({ length: 20 }, async () =>
        givenHold({ slotId: slot.id, studentId: (await givenStudent()).id }),
      ),
    );
    await Promise.all(holds.map(({ paymentIntentId }) => pay(paymentIntentId)));
    const events = await Promise.all(
      holds.map(({ paymentIntentId }) => eventOf(paymentIntentId, 'payment_intent.succeeded')),
    );
    await Promise.all(events.map((event) => deliver(webhookRequest(event))));
    const sessions = await db().teachingSession.findMany({
      where: { slotId: slot.id },
      select: { _count: { select: { participants: true } } },
    });
    expect(sessions).toEqual([{ _count: { participants: 20 } }]);
  });

  test('is not shown to a stranger who asks for the hold', async () => {
    const { holdId, paymentIntentId } = await givenHeldSeat();
    await pay(paymentIntentId);
    expect(await settleHold({ holdId, studentId: (await givenStudent()).id, now })).toBeNull();
    expect((await holdOf(holdId)).status).toBe('HELD');
  });

  test('over another amount than was asked for books nothing, goes back whole, and is told to the operator', async () => {
    const { holdId, slot, paymentIntentId } = await givenHeldSeat();
    await stripe().paymentIntents.update(paymentIntentId, { amount: 100 });
    await pay(paymentIntentId);
    const answer = await deliver(webhookRequest(await eventOf(paymentIntentId, 'payment_intent.succeeded')));
    expect(answer.status).toBe(200);
    expect(await holdOf(holdId)).toMatchObject({ status: 'LATE_REFUNDED', participant: null });
    expect(await seatsTaken(slot.id)).toBe(0);
    expect(await refundsOf(paymentIntentId)).toEqual([100]);
    expect(await db().operatorAlert.count({ where: { kind: 'amount-mismatch' } })).toBe(1);
  });
});

describe('a declined card', () => {
  test('leaves the seat held, and another card books it', async () => {
    const { holdId, paymentIntentId, studentId } = await givenHeldSeat();
    await expect(pay(paymentIntentId, 'pm_card_chargeDeclined')).rejects.toThrow(/declined/);
    await deliverAll(paymentIntentId);
    expect((await settleHold({ holdId, studentId, now }))?.hold.status).toBe('HELD');
    await pay(paymentIntentId);
    await deliverAll(paymentIntentId);
    expect(await holdOf(holdId)).toMatchObject(CONFIRMED);
  });

  test('whose event comes after the success of another changes nothing', async () => {
    const { holdId, paymentIntentId } = await givenHeldSeat();
    await expect(pay(paymentIntentId, 'pm_card_chargeDeclined')).rejects.toThrow(/declined/);
    await pay(paymentIntentId);
    await deliver(webhookRequest(await eventOf(paymentIntentId, 'payment_intent.succeeded')));
    await deliver(webhookRequest(await eventOf(paymentIntentId, 'payment_intent.payment_failed')));
    expect(await holdOf(holdId)).toMatchObject(CONFIRMED);
  });
});

describe('a payment cancelled in Stripe’s dashboard', () => {
  test('frees its seat', async () => {
    const { holdId, paymentIntentId, slot } = await givenHeldSeat();
    await stripe().paymentIntents.cancel(paymentIntentId);
    await deliverAll(paymentIntentId);
    expect(await holdOf(holdId)).toMatchObject({ status: 'RELEASED', payment: { status: 'CANCELLED' } });
    expect(await seatsTaken(slot.id)).toBe(0);
  });
});

describe('a payment that comes late', () => {
  /** A's hold lapses and is freed by B, who takes the seat and, unless `keeps`, gives it back. */
  async function givenLateStudent({ keeps, ...given }: { keeps: boolean } & Parameters<typeof givenSlot>[0]) {
    const late = await givenHeldSeat({ ...given, at: before });
    const { id: other } = await givenStudent();
    const { holdId } = await givenHold({ slotId: late.slot.id, studentId: other, now });
    if (!keeps) await releaseHold({ holdId, studentId: other });
    expect((await holdOf(late.holdId)).status).toBe('EXPIRED');
    return { ...late, other, otherHoldId: holdId };
  }

  test('gets the seat where it is free', async () => {
    const { holdId, paymentIntentId, slot } = await givenLateStudent({ keeps: false });
    await pay(paymentIntentId);
    await deliverAll(paymentIntentId);
    expect(await holdOf(holdId)).toMatchObject(CONFIRMED);
    expect(await seatsTaken(slot.id)).toBe(1);
    expect(await refundsOf(paymentIntentId)).toEqual([]);
  });

  test('is refunded in full at Stripe where the seat is taken, and the student is told', async () => {
    const { holdId, paymentIntentId, studentId, otherHoldId } = await givenLateStudent({ keeps: true });
    await pay(paymentIntentId);
    const settled = await settleHold({ holdId, studentId, now });
    expect(settled).toMatchObject({ hold: { status: 'LATE_REFUNDED' }, sessionId: null });
    expect(await holdOf(holdId)).toMatchObject({ ...REFUNDED, payment: { refundedAt: now, paidAt: now } });
    expect(await refundsOf(paymentIntentId)).toEqual([3000]);
    expect((await holdOf(otherHoldId)).status).toBe('HELD');
  });

  test('is refunded once, however often and from wherever it is told', async () => {
    const { holdId, paymentIntentId, studentId } = await givenLateStudent({ keeps: true });
    await pay(paymentIntentId);
    const event = await eventOf(paymentIntentId, 'payment_intent.succeeded');
    await Promise.all([
      ...Array.from({ length: 5 }, () => deliver(webhookRequest(event))),
      settleHold({ holdId, studentId, now }),
      expireHold({ holdId, now }),
    ]);
    await drainJobs();
    await deliverAll(paymentIntentId);
    expect(await holdOf(holdId)).toMatchObject(REFUNDED);
    expect(await refundsOf(paymentIntentId)).toEqual([3000]);
  });

  test('confirms the seat where the student holds the same slot again, and asks nothing more of them', async () => {
    const first = await givenHeldSeat({ at: before });
    const { slot, studentId } = first;
    const second = await givenHold({ slotId: slot.id, studentId, now });
    await pay(first.paymentIntentId);
    await deliverAll(first.paymentIntentId);
    expect(await holdOf(first.holdId)).toMatchObject(CONFIRMED);
    expect(await holdOf(second.holdId)).toMatchObject({ status: 'RELEASED' });
    expect(await seatsTaken(slot.id)).toBe(1);
    await drainJobs();
    expect((await stripe().paymentIntents.retrieve(second.paymentIntentId)).status).toBe('canceled');
    expect(await refundsOf(first.paymentIntentId)).toEqual([]);
  });

  test('and a second one for the same seat: one seat, the other money back', async () => {
    for (const webhookFirst of [true, false]) {
      const one = await givenHeldSeat({ at: before });
      const two = await givenHold({ slotId: one.slot.id, studentId: one.studentId, now });
      await Promise.all([pay(one.paymentIntentId), pay(two.paymentIntentId)]);
      const order = webhookFirst ? [one, two] : [two, one];
      for (const { paymentIntentId } of order) await deliverAll(paymentIntentId);
      await drainJobs();
      const holds = await Promise.all([holdOf(one.holdId), holdOf(two.holdId)]);
      expect(holds.map(({ payment }) => payment?.status).sort()).toEqual(['REFUNDED', 'SUCCEEDED']);
      expect(await seatsTaken(one.slot.id)).toBe(1);
      const refunds = await Promise.all([refundsOf(one.paymentIntentId), refundsOf(two.paymentIntentId)]);
      expect(refunds.flat()).toEqual([3000]);
    }
  });

  test('is refunded where the tutor has moved the slot since', async () => {
    const { holdId, paymentIntentId, slot, tutor } = await givenLateStudent({ keeps: false });
    const startTime = wallTimeIn(addMinutes(slot.startsAt, 15), tutor.timezone);
    await updateSlot({ userId: tutor.userId, slotId: slot.id, change: { startTime }, now });
    await pay(paymentIntentId);
    await deliverAll(paymentIntentId);
    expect(await holdOf(holdId)).toMatchObject(REFUNDED);
    expect(await refundsOf(paymentIntentId)).toEqual([3000]);
  });

  test('is refunded where the tutor has withdrawn the slot since', async () => {
    const { holdId, paymentIntentId, slot, tutor } = await givenLateStudent({ keeps: false });
    await deleteSlot({ userId: tutor.userId, slotId: slot.id, now });
    await pay(paymentIntentId);
    await deliverAll(paymentIntentId);
    expect(await holdOf(holdId)).toMatchObject(REFUNDED);
  });

  test('is refunded where the student has booked something else at that time', async () => {
    const { holdId, paymentIntentId, slot, studentId } = await givenLateStudent({ keeps: false });
    const { slot: elsewhere } = await givenSlot({ startsAt: slot.startsAt, hourlyRateCents: 0 });
    await startCheckout({ slotId: elsewhere.id, studentId, now });
    await pay(paymentIntentId);
    await deliverAll(paymentIntentId);
    expect(await holdOf(holdId)).toMatchObject(REFUNDED);
  });

  test('after its time, but before anybody took the seat, confirms it', async () => {
    const { holdId, paymentIntentId } = await givenHeldSeat({ at: before });
    await pay(paymentIntentId);
    await deliverAll(paymentIntentId);
    expect(await holdOf(holdId)).toMatchObject(CONFIRMED);
  });

  test('by a card whose refund takes time is REFUNDED when Stripe says so', async () => {
    const { holdId, paymentIntentId } = await givenLateStudent({ keeps: true });
    await pay(paymentIntentId, 'pm_card_pendingRefund');
    await deliverAll(paymentIntentId);
    expect((await holdOf(holdId)).payment).toMatchObject({ status: 'REFUNDING', refundedAt: null });
    const settled = await vi.waitFor(() => eventOf(paymentIntentId, 'refund.updated'), { timeout: 10_000 });
    expect((await deliver(webhookRequest(settled))).status).toBe(200);
    expect((await holdOf(holdId)).payment).toMatchObject({
      status: 'REFUNDED',
      refundedAt: expect.any(Date),
    });
  });

  test('by a card whose refund takes time is REFUNDED though the event of it never comes', async () => {
    const { holdId, paymentIntentId, payment } = await givenLateStudent({ keeps: true });
    await pay(paymentIntentId, 'pm_card_pendingRefund');
    await deliverAll(paymentIntentId);
    const key = `refund:${payment.id}`;
    const [job] = await db().$queryRaw<{ runAt: Date }[]>`
      SELECT "run_at" AS "runAt" FROM graphile_worker."jobs" WHERE "key" = ${key}`;
    expect(job?.runAt.getTime()).toBeGreaterThan(addMinutes(now, 59).getTime());
    await vi.waitFor(() => eventOf(paymentIntentId, 'refund.updated'), { timeout: 10_000 });
    await refundPayment({ paymentId: payment.id, now });
    expect((await holdOf(holdId)).payment?.status).toBe('REFUNDED');
    expect(await refundsOf(paymentIntentId)).toEqual([3000]);
  });

  test('whose refund comes back is REFUND_FAILED, and the operator is told once', async () => {
    const { holdId, paymentIntentId, payment } = await givenLateStudent({ keeps: true });
    await pay(paymentIntentId, 'pm_card_refundFail');
    await deliverAll(paymentIntentId);
    await vi.waitFor(() => eventOf(paymentIntentId, 'refund.failed'), { timeout: 10_000 });
    await deliverAll(paymentIntentId);
    expect((await holdOf(holdId)).payment).toMatchObject({ status: 'REFUND_FAILED', refundedAt: null });
    const alerts = await db().operatorAlert.findMany({ where: { subjectId: payment.id } });
    expect(alerts).toMatchObject([{ kind: 'refund-failed', resolvedAt: null }]);
  });
});

describe('payment against expiry', () => {
  test('ends in a booked seat or in no money, in every round', async () => {
    for (let round = 0; round < 9; round += 1) {
      const { holdId, paymentIntentId, slot } = await givenHeldSeat({ at: before });
      const { id: rival } = await givenStudent();
      const contenders = [
        () => pay(paymentIntentId).then(() => deliverAll(paymentIntentId)),
        () => expireHold({ holdId, now }),
        () => startCheckout({ slotId: slot.id, studentId: rival, now }),
      ];
      // Each of them is first in turn.
      const order = [...contenders.slice(round % 3), ...contenders.slice(0, round % 3)];
      await Promise.allSettled(order.map((contend) => contend()));
      await expireHold({ holdId, now });
      await deliverAll(paymentIntentId);
      await drainJobs();

      const intent = await stripe().paymentIntents.retrieve(paymentIntentId);
      const { status, payment } = await holdOf(holdId);
      const refunds = await refundsOf(paymentIntentId);
      const end = `${intent.status} ${status} ${payment?.status} ${refunds.join()}`;
      expect([
        'succeeded CONFIRMED SUCCEEDED ',
        'succeeded LATE_REFUNDED REFUNDED 3000',
        'canceled EXPIRED CANCELLED ',
      ]).toContain(end);
      expect(await seatsTaken(slot.id)).toBeLessThanOrEqual(1);
    }
  });

  test('which it won is settled by the job that came to end it', async () => {
    const { holdId, paymentIntentId } = await givenHeldSeat({ at: before });
    await pay(paymentIntentId);
    await expireHold({ holdId, now });
    expect(await holdOf(holdId)).toMatchObject(CONFIRMED);
  });

  test('once booked, leaves nothing to give back', async () => {
    const { holdId, paymentIntentId, studentId } = await givenHeldSeat();
    await pay(paymentIntentId);
    await deliverAll(paymentIntentId);
    expect((await refusalOf(releaseHold({ holdId, studentId }))).code).toBe('HOLD_NOT_LIVING');
    expect(await holdOf(holdId)).toMatchObject(CONFIRMED);
  });

  test('which it won over giving the seat back keeps the seat', async () => {
    const { holdId, paymentIntentId, studentId } = await givenHeldSeat();
    await pay(paymentIntentId);
    await releaseHold({ holdId, studentId });
    expect(await holdOf(holdId)).toMatchObject(CONFIRMED);
  });
});

describe('the webhook', () => {
  test.each<[string, (event: Stripe.Event) => Request]>([
    ['another secret', (event) => webhookRequest(event, { secret: 'whsec_of_somebody_else' })],
    [
      'another body',
      (event) => new Request(webhookRequest(event), { body: JSON.stringify({ ...event, id: 'evt_2' }) }),
    ],
    [
      'no signature',
      (event) =>
        new Request('http://localhost:3000/api/stripe/webhook', {
          method: 'POST',
          body: JSON.stringify(event),
        }),
    ],
    [
      'a signature of an hour ago',
      (event) => {
        const payload = JSON.stringify(event);
        const timestamp = Math.floor(Date.now() / 1000) - 3600;
        const secret = env().STRIPE_WEBHOOK_SECRET;
        const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
        return new Request(webhookRequest(event), {
          body: payload,
          headers: { 'stripe-signature': signature },
        });
      },
    ],
  ])('refuses %s and changes nothing', async (_, forge) => {
    const { holdId, paymentIntentId } = await givenHeldSeat();
    await pay(paymentIntentId);
    const answer = await deliver(forge(await eventOf(paymentIntentId, 'payment_intent.succeeded')));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'BAD_SIGNATURE' });
    expect((await holdOf(holdId)).status).toBe('HELD');
  });

  test('believes Stripe’s answer, not the event: a success that did not happen books nothing', async () => {
    const { holdId, paymentIntentId } = await givenHeldSeat();
    const intent = await stripe().paymentIntents.retrieve(paymentIntentId);
    const made = { ...intent, status: 'succeeded', amount_received: intent.amount };
    const answer = await deliver(
      webhookRequest({
        id: 'evt_made_up',
        object: 'event',
        type: 'payment_intent.succeeded',
        data: { object: made },
      }),
    );
    expect(answer.status).toBe(200);
    expect((await holdOf(holdId)).status).toBe('HELD');
  });

  test('takes note of events it has no use for, and of payments that are not ours', async () => {
    const foreign = await stripe().paymentIntents.create({
      amount: 500,
      currency: 'usd',
      metadata: { paymentId: '------------------------------------' },
    });
    await deliverAll(foreign.id);
    for (const object of [
      { id: 'cus_1', object: 'customer' },
      { id: 'pi_unknown', object: 'payment_intent' },
      {},
    ]) {
      const event = { id: crypto.randomUUID(), object: 'event', type: 'customer.created', data: { object } };
      expect((await deliver(webhookRequest(event))).status).toBe(200);
    }
  });
});

test('a 1-to-1 that is in progress when its money is taken back at Stripe ends, and nobody else books into it', async () => {
  const { sessionId, tutor, slot, bookings } = await givenSession();
  const { paymentIntentId } = first(bookings);
  await startSession({ sessionId, userId: tutor.userId, now: addMinutes(slot.startsAt, -10) });
  await stripe().refunds.create({ payment_intent: paymentIntentId });
  await deliverAll(paymentIntentId);

  expect(await db().teachingSession.findUnique({ where: { id: sessionId } })).toMatchObject({
    status: 'CANCELLED',
  });
  const { id: studentId } = await givenStudent();
  expect((await refusalOf(startCheckout({ slotId: slot.id, studentId, now }))).code).toBe('SLOT_CLOSED');
});

test('a refund that the bank sent back is done when somebody makes another in the dashboard', async () => {
  const { sessionId, bookings } = await givenSession();
  const { paymentIntentId, paymentId, studentId } = first(bookings);
  await cancelSession({ sessionId, userId: studentId, now });
  const payment = { where: { id: paymentId } };
  const { stripeRefundId } = await db().payment.findUniqueOrThrow(payment);
  await db().payment.update({
    ...payment,
    data: { status: 'REFUND_FAILED', refundedCents: 0, refundedAt: null, stripeRefundId: 're_came_back' },
  });
  await deliver(webhookRequest({ ...(await eventOf(paymentIntentId, 'charge.refunded')), id: 'evt_later' }));
  expect(await db().payment.findUniqueOrThrow(payment)).toMatchObject({ status: 'REFUNDED', stripeRefundId });
});
