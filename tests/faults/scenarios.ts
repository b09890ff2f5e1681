// What happens on the marketplace while vendors fail, and what each person is promised by it.
import { settleHold } from '@/lib/booking/settlement';
import { AppError } from '@/lib/errors';
import { cancelSession } from '@/lib/sessions/commands';
import { completeSession, joinSession, startSession } from '@/lib/sessions/lifecycle';
import { sendReminders, sweepSessions } from '@/lib/sessions/sweeps';
import { addMinutes } from '@/lib/time';
import { first, givenHold, givenSession, givenSlot, givenStudent, pay } from '@/tests/factories';
import {
  booked,
  cancelledBy,
  groupBooked,
  type Party,
  type Promised,
  refunded,
  reminded,
  told,
  tookPlace,
  tutorAbsent,
} from './promises';

/** What is about to happen. `act` may be repeated, as people click again and clocks come round. */
export type Given = {
  act: () => Promise<void>;
  /** How many payments go back. */
  refunds: number;
  outcome: () => { party: Party; promised: Promised };
};

async function givenGroup(students: number) {
  const { sessionId, slot, tutor, bookings } = await givenSession({ students });
  const group = { tutorId: tutor.userId, studentIds: bookings.map(({ studentId }) => studentId) };
  const party: Party = {
    userIds: [group.tutorId, ...group.studentIds],
    sessionIds: [sessionId],
    paymentIntentIds: bookings.map(({ paymentIntentId }) => paymentIntentId),
  };
  return { sessionId, slot, group, party, bookings };
}

/** Done by an earlier try already. */
async function unlessDone(work: Promise<unknown>): Promise<void> {
  await work.catch((error) => {
    if (!(error instanceof AppError) || error.code !== 'INVALID_STATE') throw error;
  });
}

async function bookAndCancel(): Promise<Given> {
  const { slot, tutor } = await givenSlot();
  const { id: studentId } = await givenStudent();
  const { holdId, paymentIntentId } = await givenHold({ slotId: slot.id, studentId });
  await pay(paymentIntentId);
  const pair = { tutorId: tutor.userId, studentId };
  let sessionId: string | null = null;
  return {
    async act() {
      const settled = await settleHold({ holdId, studentId, now: new Date() });
      sessionId = settled?.sessionId ?? null;
      if (sessionId) await unlessDone(cancelSession({ sessionId, userId: studentId, now: new Date() }));
    },
    refunds: 1,
    outcome: () => ({
      party: {
        userIds: Object.values(pair),
        sessionIds: sessionId ? [sessionId] : [],
        paymentIntentIds: [paymentIntentId],
      },
      promised: [
        ...booked(pair),
        ...cancelledBy('STUDENT', { ...pair, studentIds: [studentId] }, sessionId ?? ''),
        ...refunded({ studentId, paymentIntentId }),
      ],
    }),
  };
}

async function groupCalledOff(): Promise<Given> {
  const { sessionId, group, party, bookings } = await givenGroup(5);
  return {
    act: () =>
      unlessDone(cancelSession({ sessionId, userId: group.tutorId, reason: 'Flu', now: new Date() })),
    refunds: bookings.length,
    outcome: () => ({
      party,
      promised: [
        ...groupBooked(group),
        ...cancelledBy('TUTOR', group, sessionId),
        ...bookings.flatMap(refunded),
      ],
    }),
  };
}

async function absentTutor(): Promise<Given> {
  const { sessionId, slot, group, party, bookings } = await givenGroup(2);
  return {
    async act() {
      await sweepSessions({ now: addMinutes(slot.startsAt, 15) });
    },
    refunds: bookings.length,
    outcome: () => ({
      party,
      promised: [...groupBooked(group), ...tutorAbsent(group, sessionId), ...bookings.flatMap(refunded)],
    }),
  };
}

async function sessionTakingPlace(): Promise<Given> {
  const { sessionId, slot, group, party } = await givenGroup(2);
  const at = (userId: string, minutes: number) => ({
    sessionId,
    userId,
    now: addMinutes(slot.startsAt, minutes),
  });
  return {
    async act() {
      await unlessDone(startSession(at(group.tutorId, 0)));
      await unlessDone(joinSession(at(first(group.studentIds), 1)));
      await unlessDone(completeSession(at(group.tutorId, 58)));
    },
    refunds: 0,
    outcome: () => ({ party, promised: [...groupBooked(group), ...tookPlace(group, sessionId)] }),
  };
}

async function reminders(): Promise<Given> {
  const { sessionId, slot, group, party } = await givenGroup(2);
  return {
    async act() {
      for (const before of [24 * 60, 60, 10]) {
        await sendReminders({ now: addMinutes(slot.startsAt, -before) });
      }
    },
    refunds: 0,
    outcome: () => ({ party, promised: [...groupBooked(group), ...reminded(group, sessionId)] }),
  };
}

async function latePayment(): Promise<Given> {
  const { slot, tutor } = await givenSlot();
  const { id: studentId } = await givenStudent();
  const { id: otherId } = await givenStudent();
  const now = new Date();
  const { holdId, paymentIntentId } = await givenHold({
    slotId: slot.id,
    studentId,
    now: addMinutes(now, -11),
  });
  await givenHold({ slotId: slot.id, studentId: otherId, now });
  await pay(paymentIntentId);
  return {
    async act() {
      await settleHold({ holdId, studentId, now });
    },
    refunds: 1,
    outcome: () => ({
      party: {
        userIds: [tutor.userId, studentId, otherId],
        sessionIds: [],
        paymentIntentIds: [paymentIntentId],
      },
      promised: [...told(studentId, 'late-payment'), ...refunded({ studentId, paymentIntentId })],
    }),
  };
}

export const withMoneyBack: [string, () => Promise<Given>][] = [
  ['a booking that its student cancels', bookAndCancel],
  ['a group of five that its tutor calls off', groupCalledOff],
  ['a tutor who does not come', absentTutor],
  ['a payment that comes late', latePayment],
];

export const scenarios: [string, () => Promise<Given>][] = [
  ...withMoneyBack,
  ['a session that takes place', sessionTakingPlace],
  ['reminders', reminders],
];
