// Money that Stripe does not send back, or that goes back without us: refusals, disputes, refunds made in Stripe's
// dashboard. Whatever we knew of it and when, it goes back once, and everybody hears of it once.
import type Stripe from 'stripe';
import { describe, expect, test, vi } from 'vitest';
import { settleHold } from '@/lib/booking/settlement';
import { db } from '@/lib/db';
import { resumeRefunds } from '@/lib/payments/commands';
import { cancelSession } from '@/lib/sessions/commands';
import { getSession } from '@/lib/sessions/queries';
import { addMinutes } from '@/lib/time';
import { first, givenHold, givenSlot, givenStudent, pay, stripe } from '@/tests/factories';
import './each-test';
import { booked, cancelledBy, expectOnce, moneyBack, type Party, refunded, told } from './promises';
import { finishJobs } from './queue';
import { bringAll, eventsOfMoneyBack } from './stripe-events';
import { control, logOf } from './vendors';

const now = new Date();

async function givenSeat(card?: string) {
  const { slot, tutor } = await givenSlot();
  const { id: studentId } = await givenStudent();
  const { holdId, payment, paymentIntentId } = await givenHold({ slotId: slot.id, studentId });
  await pay(paymentIntentId, card);
  const settled = await settleHold({ holdId, studentId, now });
  const sessionId = settled?.sessionId ?? '';
  const group = { tutorId: tutor.userId, studentIds: [studentId] };
  const party: Party = {
    userIds: [tutor.userId, studentId],
    sessionIds: [sessionId],
    paymentIntentIds: [paymentIntentId],
  };
  return {
    sessionId,
    studentId,
    paymentIntentId,
    paymentId: payment.id,
    tutorId: tutor.userId,
    party,
    booked: booked({ tutorId: tutor.userId, studentId }),
    cancelledByStudent: cancelledBy('STUDENT', group, sessionId),
    cancelledByOperator: cancelledBy('OPERATOR', group, sessionId),
    cancel: () => cancelSession({ sessionId, userId: studentId, now }),
  };
}

type Seat = Awaited<ReturnType<typeof givenSeat>>;

/** What the student and the tutor read on their pages, which must be the same. */
async function statusSeenByBoth({ sessionId, studentId, tutorId }: Seat) {
  const seen = await Promise.all(
    [studentId, tutorId].map(async (userId) => {
      const session = await getSession({ sessionId, userId });
      return first(session?.participants ?? []).payment?.status;
    }),
  );
  expect(seen[0]).toBe(seen[1]);
  return seen[0];
}

/** Alerts that a person still has to see to. */
async function openAlerts({ paymentId }: Seat): Promise<string[]> {
  const alerts = await db().operatorAlert.findMany({ where: { subjectId: paymentId, resolvedAt: null } });
  return alerts.map(({ kind }) => kind).sort();
}

const resume = () => resumeRefunds({ idleSince: addMinutes(new Date(), 1) });
const dispute = ({ paymentIntentId }: Seat, status?: 'won' | 'lost') =>
  control('stripe', 'POST /_dispute', { paymentIntent: paymentIntentId, ...(status && { status }) });
const hearOfIt = async ({ paymentIntentId }: Seat) => bringAll(await eventsOfMoneyBack(paymentIntentId));
const refundOutside = ({ paymentIntentId }: Seat, amount?: number) =>
  stripe().refunds.create({ payment_intent: paymentIntentId, ...(amount && { amount }) });

async function refusals(): Promise<number> {
  const calls = await logOf('stripe');
  return calls.filter(
    ({ method, path, status }) => method === 'POST' && path === '/v1/refunds' && status === 400,
  ).length;
}

describe('a refund that Stripe refuses', () => {
  test.each(['balance_insufficient', 'charge_disputed', 'charge_already_refunded'])(
    '%s: both sides and the operator see it, and it is made once the reason is gone',
    async (code) => {
      const seat = await givenSeat();
      await control('stripe', 'POST /_refuse_refunds', { code });
      await seat.cancel();
      await finishJobs();
      expect(await statusSeenByBoth(seat)).toBe('REFUND_FAILED');
      expect(await openAlerts(seat)).toEqual(['refund-failed']);

      // Tried again in vain, it is told to nobody a second time.
      await resume();
      await finishJobs();
      expect(await statusSeenByBoth(seat)).toBe('REFUND_FAILED');

      await control('stripe', 'DELETE /_refuse_refunds');
      await resume();
      await finishJobs();
      await resume();
      await finishJobs();
      expect(await statusSeenByBoth(seat)).toBe('REFUNDED');
      expect(await openAlerts(seat)).toEqual([]);
      await expectOnce('Stripe refuses a refund', {
        injected: await refusals(),
        party: seat.party,
        promised: [
          ...seat.booked,
          ...seat.cancelledByStudent,
          ...told(seat.studentId, 'refund-failed'),
          ...refunded(seat),
        ],
      });
    },
  );

  test('because it went back outside already: that one is taken over', async () => {
    const seat = await givenSeat();
    await refundOutside(seat);
    await seat.cancel();
    await hearOfIt(seat);
    await finishJobs();
    expect(await statusSeenByBoth(seat)).toBe('REFUNDED');
    expect(await openAlerts(seat)).toEqual([]);
    await expectOnce('refunded outside, then cancelled', {
      injected: await refusals(),
      party: seat.party,
      promised: [...seat.booked, ...seat.cancelledByStudent, ...refunded(seat)],
    });
  });
});

describe('a dispute', () => {
  test('that is open is the operator’s to see; won, it is as though it had not been', async () => {
    const seat = await givenSeat();
    await dispute(seat);
    await hearOfIt(seat);
    expect(await openAlerts(seat)).toEqual(['dispute']);
    expect(await statusSeenByBoth(seat)).toBe('SUCCEEDED');
    await dispute(seat, 'won');
    await hearOfIt(seat);
    await finishJobs();
    expect(await openAlerts(seat)).toEqual([]);
    await expectOnce('a dispute that is won', { injected: 1, party: seat.party, promised: seat.booked });
  });

  test('that is lost ends the seat, and nothing is sent back on top', async () => {
    const seat = await givenSeat();
    await dispute(seat, 'lost');
    await hearOfIt(seat);
    await hearOfIt(seat);
    await resume();
    await finishJobs();
    expect(await statusSeenByBoth(seat)).toBe('REFUNDED');
    await expectOnce('a dispute that is lost', {
      injected: 1,
      party: seat.party,
      promised: [...seat.booked, ...seat.cancelledByOperator],
    });
  });

  test('holds a refund up while it is open; once it is won the money goes back', async () => {
    const seat = await givenSeat();
    await dispute(seat);
    await seat.cancel();
    await hearOfIt(seat);
    await finishJobs();
    expect(await statusSeenByBoth(seat)).toBe('REFUND_FAILED');
    expect(await openAlerts(seat)).toEqual(['dispute', 'refund-failed']);
    await dispute(seat, 'won');
    await hearOfIt(seat);
    await resume();
    await finishJobs();
    expect(await statusSeenByBoth(seat)).toBe('REFUNDED');
    expect(await openAlerts(seat)).toEqual([]);
    await expectOnce('a dispute before a refund', {
      injected: 1,
      party: seat.party,
      promised: [
        ...seat.booked,
        ...seat.cancelledByStudent,
        ...told(seat.studentId, 'refund-failed'),
        ...refunded(seat),
      ],
    });
  });

  test('that is lost after the seat was cancelled is refunded by the bank, and by nobody else', async () => {
    const seat = await givenSeat();
    await dispute(seat);
    await seat.cancel();
    await dispute(seat, 'lost');
    await hearOfIt(seat);
    for (let day = 0; day < 3; day += 1) {
      await resume();
      await finishJobs();
    }
    expect(await statusSeenByBoth(seat)).toBe('REFUNDED');
    expect(await openAlerts(seat)).toEqual(['dispute']);
    await expectOnce('a dispute before a refund', {
      injected: 1,
      party: seat.party,
      promised: [...seat.booked, ...seat.cancelledByStudent, ...told(seat.studentId, 'refund-failed')],
    });
  });
});

describe('a refund made in Stripe’s dashboard', () => {
  test('of a part leaves the seat, and a cancellation sends back the rest', async () => {
    const seat = await givenSeat();
    await refundOutside(seat, 1000);
    await hearOfIt(seat);
    expect(await openAlerts(seat)).toEqual(['partial-refund']);
    expect(await statusSeenByBoth(seat)).toBe('SUCCEEDED');
    await seat.cancel();
    await hearOfIt(seat);
    await finishJobs();
    expect(await statusSeenByBoth(seat)).toBe('REFUNDED');
    await expectOnce('refunded outside in part', {
      injected: 1,
      party: seat.party,
      promised: [
        ...seat.booked,
        ...seat.cancelledByStudent,
        moneyBack(seat.paymentIntentId, 1000),
        moneyBack(seat.paymentIntentId, 2000),
        ...told(seat.studentId, 'refunded'),
      ],
    });
  });

  const cards = ['pm_card_visa', 'pm_card_pendingRefund'];
  const ways: [string, (events: Stripe.Event[]) => Promise<unknown>][] = [
    ['in order', bringAll],
    ['in reverse', (events) => bringAll(events.toReversed())],
    ['each twice', (events) => bringAll([...events, ...events])],
    ['ten at once', (events) => Promise.all(Array.from({ length: 10 }, () => bringAll(events)))],
  ];
  test.each(cards.flatMap((card) => ways.map(([way, tell]) => ({ card, way, tell }))))(
    'of everything, on $card, told $way: the seat goes with the money',
    async ({ card, tell }) => {
      const seat = await givenSeat(card);
      await refundOutside(seat);
      if (card !== 'pm_card_visa') await settledAtStripe(seat);
      await tell(await eventsOfMoneyBack(seat.paymentIntentId));
      await finishJobs();
      expect(await statusSeenByBoth(seat)).toBe('REFUNDED');
      await expectOnce('refunded outside', {
        injected: 1,
        party: seat.party,
        promised: [...seat.booked, ...seat.cancelledByOperator, ...refunded(seat)],
      });
    },
  );

  test('while the student cancels, ten rounds: one of them ends the seat, one refund', async () => {
    for (let round = 0; round < 10; round += 1) {
      const seat = await givenSeat();
      const outside = async () => {
        await refundOutside(seat).catch(() => null);
        await hearOfIt(seat);
      };
      await Promise.allSettled([outside(), seat.cancel(), outside()]);
      await hearOfIt(seat);
      await finishJobs();
      expect(await statusSeenByBoth(seat)).toBe('REFUNDED');
      await expectOnce('refunded outside while cancelled', {
        injected: 1,
        party: seat.party,
        promised: [seat.cancelledByStudent, seat.cancelledByOperator].map((ended) => [
          ...seat.booked,
          ...ended,
          ...refunded(seat),
        ]),
      });
    }
  });
});

async function settledAtStripe({ paymentIntentId }: Seat): Promise<void> {
  await vi.waitFor(
    async () => {
      const types = (await eventsOfMoneyBack(paymentIntentId)).map(({ type }) => type);
      expect(types).toContain('refund.updated');
    },
    { timeout: 15_000 },
  );
}
