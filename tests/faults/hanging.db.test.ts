// Vendors that hang, and what a line that breaks too late does to a mail and an event: the one thing that cannot be done once.
import { describe, expect, test } from 'vitest';
import { drainJobs } from '@/lib/jobs/worker';
import { cancelSession } from '@/lib/sessions/commands';
import { first, givenSession } from '@/tests/factories';
import './each-test';
import { booked, cancelledBy, expectOnce, refunded } from './promises';
import { finishJobs } from './queue';
import { order, recover, sentEvents, sentMails, strikesOf } from './vendors';

const now = new Date();

async function givenSeat() {
  const { sessionId, tutor, bookings } = await givenSession();
  const booking = first(bookings);
  const group = { tutorId: tutor.userId, studentIds: [booking.studentId] };
  return {
    booking,
    cancel: () => cancelSession({ sessionId, userId: booking.studentId, now }),
    party: {
      userIds: [group.tutorId, booking.studentId],
      sessionIds: [sessionId],
      paymentIntentIds: [booking.paymentIntentId],
    },
    promised: [
      ...booked({ tutorId: group.tutorId, studentId: booking.studentId }),
      ...cancelledBy('STUDENT', group, sessionId),
      ...refunded(booking),
    ],
  };
}

/** How long an answer may take that waits for neither mail nor Pusher, which hang for ten seconds here. */
const ANSWER_WITHIN_MS = 1_500;

test('a cancellation is answered at once while mail and Pusher hang: neither is asked before the answer', async () => {
  // A process asks Stripe and Postgres its first questions more slowly than all others.
  await (await givenSeat()).cancel();
  const seat = await givenSeat();
  await order('mail', { match: 'SMTP MAIL FROM', delayMs: 10_000, status: 451, times: 2 });
  await order('pusher', { match: 'POST /apps', delayMs: 10_000, status: 503, times: 2 });
  const working = drainJobs();
  const asked = performance.now();
  await seat.cancel();
  expect(performance.now() - asked).toBeLessThan(ANSWER_WITHIN_MS);
  await working;
  const injected = (await strikesOf('mail')) + (await strikesOf('pusher'));
  await recover();
  await finishJobs();
  await expectOnce('mail and Pusher hang', { injected, ...seat });
});

/** How often each id came. */
function countsOf(ids: string[]): number[] {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts.values()];
}

describe('taken, and the line lost before that was said', () => {
  test('a mail may come twice: both copies carry the same Message-ID', async () => {
    const seat = await givenSeat();
    await seat.cancel();
    await order('mail', { match: 'SMTP DATA', dropAfter: true, times: 2 });
    await finishJobs();
    const copies = countsOf((await sentMails()).map(({ headers }) => headers['message-id'] ?? ''));
    expect(copies.reduce((sum, count) => sum + count)).toBe(copies.length + 2);
    const injected = await strikesOf('mail');
    await expectOnce('SMTP takes a mail and is cut off; copies with one Message-ID count once', {
      injected,
      ...seat,
      copiesCountOnce: true,
    });
  });

  test('an event may come twice: both carry the same eventId, which pages take as one', async () => {
    const seat = await givenSeat();
    await seat.cancel();
    await order('pusher', { match: 'POST /apps', dropAfter: true, times: 6 });
    await finishJobs();
    const told = (await sentEvents()).filter(({ channel }) => channel.startsWith('private-'));
    expect(
      Math.max(...countsOf(told.map(({ channel, data }) => `${channel} ${data.eventId}`))),
    ).toBeGreaterThan(1);
    const injected = await strikesOf('pusher');
    await expectOnce('Pusher takes an event and is cut off; copies with one eventId count once', {
      injected,
      ...seat,
      copiesCountOnce: true,
    });
  });
});
