import { afterEach, describe, expect, test } from 'vitest';
import {
  codesOf,
  expectBookingsToAddUp,
  first,
  givenBooking,
  givenHold,
  givenSlot,
  givenStudent,
  givenStudents,
  holdOf,
  pay,
  refundsOf,
  refusalOf,
  seatsTaken,
} from '../../tests/factories';
import { startCheckout } from '../booking/commands';
import { settleHold } from '../booking/settlement';
import { db } from '../db';
import { cancelSession } from './commands';
import { getSession } from './queries';

const now = new Date();

afterEach(expectBookingsToAddUp);

describe('a student who cancels', () => {
  test('a 1-to-1 gets everything back, the session is cancelled and the slot can be booked again', async () => {
    const { slot } = await givenSlot();
    const { id: studentId } = await givenStudent();
    const booking = await givenBooking({ slotId: slot.id, studentId });

    const session = await cancelSession({ sessionId: booking.sessionId, userId: studentId, now });

    expect(session).toMatchObject({ status: 'CANCELLED', participantCount: 0 });
    expect(first(session.participants)).toMatchObject({
      status: 'CANCELLED',
      payment: { status: 'REFUNDED', amountCents: 3000, refundedAt: expect.stringMatching(/T.*Z$/) },
    });
    expect(await refundsOf(booking.paymentIntentId)).toEqual([3000]);
    const another = await givenBooking({ slotId: slot.id, studentId: (await givenStudent()).id });
    expect(another.sessionId).not.toBe(booking.sessionId);
  });

  test('one seat of a group leaves the others, and the last one ends the session', async () => {
    const { slot, tutor } = await givenSlot({ maxParticipants: 3 });
    const [one, two] = await givenStudents(2);
    const a = await givenBooking({ slotId: slot.id, studentId: one?.id ?? '' });
    const b = await givenBooking({ slotId: slot.id, studentId: two?.id ?? '' });

    await cancelSession({ sessionId: a.sessionId, userId: a.studentId, now });
    const between = await getSession({ sessionId: a.sessionId, userId: tutor.userId });
    expect(between).toMatchObject({ status: 'SCHEDULED', participantCount: 1 });
    expect(await refundsOf(b.paymentIntentId)).toEqual([]);

    const after = await cancelSession({ sessionId: b.sessionId, userId: b.studentId, now });
    expect(after.status).toBe('CANCELLED');
    expect(await seatsTaken(slot.id)).toBe(0);
  });

  test('may book the same seat again, and appears once in the session', async () => {
    const { slot } = await givenSlot({ maxParticipants: 3 });
    const [one, other] = await givenStudents(2);
    await givenBooking({ slotId: slot.id, studentId: other?.id ?? '' });
    const a = await givenBooking({ slotId: slot.id, studentId: one?.id ?? '' });
    await cancelSession({ sessionId: a.sessionId, userId: a.studentId, now });

    const again = await givenBooking({ slotId: slot.id, studentId: a.studentId });

    expect(again.sessionId).toBe(a.sessionId);
    expect(await getSession({ sessionId: a.sessionId, userId: a.studentId })).toMatchObject({
      participantCount: 2,
    });
  });

  test('ten times at once is refunded once', async () => {
    const { slot } = await givenSlot();
    const { id: studentId } = await givenStudent();
    const { sessionId, paymentIntentId } = await givenBooking({ slotId: slot.id, studentId });

    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => cancelSession({ sessionId, userId: studentId, now })),
    );

    expect(codesOf(outcomes)).toEqual({ ok: 1, INVALID_STATE: 9 });
    expect(await refundsOf(paymentIntentId)).toEqual([3000]);
  });

  test('at the very start, or without part in it, is refused', async () => {
    const { slot } = await givenSlot();
    const { id: studentId } = await givenStudent();
    const { sessionId } = await givenBooking({ slotId: slot.id, studentId });
    const late = await refusalOf(cancelSession({ sessionId, userId: studentId, now: slot.startsAt }));
    expect(late.code).toBe('INVALID_STATE');
    const stranger = await givenStudent();
    expect((await refusalOf(cancelSession({ sessionId, userId: stranger.id, now }))).code).toBe('NOT_FOUND');
    await db().teachingSession.findFirstOrThrow({ where: { id: sessionId, status: 'SCHEDULED' } });
  });
});

describe('a tutor who cancels', () => {
  test('refunds everybody, closes the slot, and lets go whoever is just paying', async () => {
    const { slot, tutor } = await givenSlot({ maxParticipants: 4 });
    const [one, two, paying] = await givenStudents(3);
    const a = await givenBooking({ slotId: slot.id, studentId: one?.id ?? '' });
    const b = await givenBooking({ slotId: slot.id, studentId: two?.id ?? '' });
    const open = await givenHold({ slotId: slot.id, studentId: paying?.id ?? '' });

    const session = await cancelSession({ sessionId: a.sessionId, userId: tutor.userId, now, reason: 'Ill' });

    expect(session).toMatchObject({ status: 'CANCELLED', participantCount: 0 });
    expect(session.participants.map(({ payment }) => payment?.status)).toEqual(['REFUNDED', 'REFUNDED']);
    expect(await refundsOf(a.paymentIntentId)).toEqual([3000]);
    expect(await refundsOf(b.paymentIntentId)).toEqual([3000]);
    expect((await holdOf(open.holdId)).status).toBe('RELEASED');
    expect(await seatsTaken(slot.id)).toBe(0);
    const late = startCheckout({ slotId: slot.id, studentId: (await givenStudent()).id, now });
    expect((await refusalOf(late)).code).toBe('SLOT_CLOSED');
  });

  test('while a student pays ends in a cancelled session and the money back, whoever is first', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { slot, tutor } = await givenSlot({ maxParticipants: 2 });
      const [one, paying] = await givenStudents(2);
      const a = await givenBooking({ slotId: slot.id, studentId: one?.id ?? '' });
      const { holdId, paymentIntentId } = await givenHold({ slotId: slot.id, studentId: paying?.id ?? '' });
      await pay(paymentIntentId);

      await Promise.all([
        cancelSession({ sessionId: a.sessionId, userId: tutor.userId, now }),
        settleHold({ holdId, studentId: paying?.id ?? '', now }),
      ]);
      // Where the tutor was first, the money has to find its way back still.
      await settleHold({ holdId, studentId: paying?.id ?? '', now });

      expect(await refundsOf(paymentIntentId)).toEqual([3000]);
      expect(await seatsTaken(slot.id)).toBe(0);
    }
  });

  test('and says "reopen" offers the time again', async () => {
    const { slot, tutor } = await givenSlot();
    const { sessionId } = await givenBooking({ slotId: slot.id, studentId: (await givenStudent()).id });

    await cancelSession({ sessionId, userId: tutor.userId, now, reopen: true });

    await givenBooking({ slotId: slot.id, studentId: (await givenStudent()).id });
  });
});
