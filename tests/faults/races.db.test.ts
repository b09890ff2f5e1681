// People who act at the same moment. Whoever is first, the others hear how it stands, and each is told once what became of
// them and gets their money back once.
import { expect, test } from 'vitest';
import { startCheckout } from '@/lib/booking/commands';
import { settleHold } from '@/lib/booking/settlement';
import { cancelSession } from '@/lib/sessions/commands';
import { getSession } from '@/lib/sessions/queries';
import { sendReminders } from '@/lib/sessions/sweeps';
import { addMinutes } from '@/lib/time';
import {
  codesOf,
  eventsOf,
  givenBooking,
  givenHold,
  givenSlot,
  givenStudents,
  paidFor,
  pay,
  seatsTaken,
} from '@/tests/factories';
import './each-test';
import {
  booked,
  cancelledBy,
  expectOnce,
  groupBooked,
  refunded,
  remindedUntilCalledOff,
  told,
} from './promises';
import { finishJobs } from './queue';
import { bringAll } from './stripe-events';

const ROUNDS = 10;
const now = new Date();

/** A slot of a tutor, with as many students about to do something there. */
async function givenRound({ seats, students }: { seats: number; students: number }) {
  const { slot, tutor } = await givenSlot({ maxParticipants: seats });
  const people = (await givenStudents(students)).map(({ id }) => id);
  const [one = '', two = ''] = people;
  return { slot, tutorId: tutor.userId, one, two, userIds: [tutor.userId, ...people] };
}

const eachRound = Array.from({ length: ROUNDS }, (_, round) => round);

test('a tutor cancels while a student pays: webhook, way back and cancellation at once', async () => {
  for (const _ of eachRound) {
    const { slot, tutorId, one, two, userIds } = await givenRound({ seats: 2, students: 2 });
    const a = await givenBooking({ slotId: slot.id, studentId: one });
    const b = { ...(await givenHold({ slotId: slot.id, studentId: two })), studentId: two };
    await pay(b.paymentIntentId);
    const { sessionId } = a;
    await Promise.all([
      cancelSession({ sessionId, userId: tutorId, now }),
      settleHold({ holdId: b.holdId, studentId: two, now }),
      eventsOf(b.paymentIntentId).then(bringAll),
    ]);
    await finishJobs();
    expect(await seatsTaken(slot.id)).toBe(0);
    const early = booked({ tutorId, studentId: one });
    await expectOnce('a tutor cancels while a student pays', {
      injected: 1,
      party: { userIds, sessionIds: [sessionId], paymentIntentIds: [a.paymentIntentId, b.paymentIntentId] },
      promised: [
        [
          ...groupBooked({ tutorId, studentIds: [one, two] }),
          ...cancelledBy('TUTOR', { tutorId, studentIds: [one, two] }, sessionId),
          ...refunded(a),
          ...refunded(b),
        ],
        [
          ...early,
          ...cancelledBy('TUTOR', { tutorId, studentIds: [one] }, sessionId),
          ...refunded(a),
          ...told(two, 'late-payment'),
          ...refunded(b),
        ],
      ],
    });
  }
});

test('student and tutor cancel at once', async () => {
  for (const _ of eachRound) {
    const { slot, tutorId, one, two, userIds } = await givenRound({ seats: 2, students: 2 });
    const a = await givenBooking({ slotId: slot.id, studentId: one });
    const b = await givenBooking({ slotId: slot.id, studentId: two });
    const { sessionId } = a;
    const outcomes = await Promise.allSettled([
      cancelSession({ sessionId, userId: tutorId, now }),
      cancelSession({ sessionId, userId: one, now }),
    ]);
    await finishJobs();
    expect(codesOf(outcomes).ok).toBeGreaterThanOrEqual(1);
    const common = [...groupBooked({ tutorId, studentIds: [one, two] }), ...refunded(a), ...refunded(b)];
    await expectOnce('student and tutor cancel at once', {
      injected: 1,
      party: { userIds, sessionIds: [sessionId], paymentIntentIds: [a.paymentIntentId, b.paymentIntentId] },
      promised: [
        [...common, ...cancelledBy('TUTOR', { tutorId, studentIds: [one, two] }, sessionId)],
        [
          ...common,
          ...cancelledBy('STUDENT', { tutorId, studentIds: [one] }, sessionId),
          ...cancelledBy('TUTOR', { tutorId, studentIds: [two] }, sessionId),
        ],
      ],
    });
  }
});

test('the last seat is given up while another student books it', async () => {
  for (const _ of eachRound) {
    const { slot, tutorId, one, two, userIds } = await givenRound({ seats: 1, students: 2 });
    const a = await givenBooking({ slotId: slot.id, studentId: one });
    const { sessionId } = a;
    const checkout = () => startCheckout({ slotId: slot.id, studentId: two, now });
    const [, early] = await Promise.allSettled([
      cancelSession({ sessionId, userId: one, now }),
      checkout(),
      settleHold({ holdId: a.holdId, studentId: one, now }),
    ]);
    // Too early by a moment, they click again.
    const taken = early.status === 'fulfilled' ? early.value : await checkout();
    const { holdId, paymentIntentId } = paidFor(taken);
    await pay(paymentIntentId);
    const [settled] = await Promise.all([
      settleHold({ holdId, studentId: two, now }),
      eventsOf(paymentIntentId).then(bringAll),
    ]);
    await finishJobs();
    expect(await seatsTaken(slot.id)).toBe(1);
    await expectOnce('a seat is given up while another books it', {
      injected: 1,
      party: {
        userIds,
        sessionIds: [sessionId, settled?.sessionId ?? ''],
        paymentIntentIds: [a.paymentIntentId, paymentIntentId],
      },
      promised: [
        ...booked({ tutorId, studentId: one }),
        ...cancelledBy('STUDENT', { tutorId, studentIds: [one] }, sessionId),
        ...refunded(a),
        ...booked({ tutorId, studentId: two }),
      ],
    });
  }
});

test('a reminder is due while the session is cancelled: nobody is reminded by mail of what is off', async () => {
  for (const _ of eachRound) {
    const { slot, tutorId, one, userIds } = await givenRound({ seats: 1, students: 1 });
    const a = await givenBooking({ slotId: slot.id, studentId: one });
    const { sessionId } = a;
    const due = addMinutes(slot.startsAt, -60);
    await Promise.all([
      sendReminders({ now: due }),
      cancelSession({ sessionId, userId: one, now }),
      sendReminders({ now: due }),
    ]);
    await sendReminders({ now: due });
    await finishJobs();
    expect(await getSession({ sessionId, userId: tutorId })).toMatchObject({ status: 'CANCELLED' });
    const common = [
      ...booked({ tutorId, studentId: one }),
      ...cancelledBy('STUDENT', { tutorId, studentIds: [one] }, sessionId),
      ...refunded(a),
    ];
    await expectOnce('a reminder is due while a session is cancelled', {
      injected: 1,
      party: { userIds, sessionIds: [sessionId], paymentIntentIds: [a.paymentIntentId] },
      promised: [common, [...common, ...remindedUntilCalledOff(userIds)]],
    });
  }
});
