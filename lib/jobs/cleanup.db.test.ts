import { expect, test } from 'vitest';
import {
  expectBookingsToAddUp,
  first,
  givenHold,
  givenSession,
  givenSlot,
  givenStudent,
  givenTutor,
  pay,
} from '@/tests/factories';
import { expireHold, releaseHold } from '../booking/commands';
import { db } from '../db';
import { cancelSession } from '../sessions/commands';
import { addMinutes, instantOf } from '../time';
import { cleanUp } from './cleanup';

const WEEK = 7 * 24 * 60;
const isThere = async (id: string) => (await db().teachingSlot.count({ where: { id } })) === 1;

test('past slots that nobody booked go, whatever has history stays', async () => {
  const { slot: unbooked } = await givenSlot();
  const { slot: given } = await givenSlot();
  const one = await givenHold({ slotId: given.id, studentId: (await givenStudent()).id });
  const holder = await db().seatHold.findUniqueOrThrow({ where: { id: one.holdId } });
  await releaseHold({ holdId: one.holdId, studentId: holder.studentId });
  const booked = await givenSession();
  const cancelled = await givenSession();
  await cancelSession({
    sessionId: cancelled.sessionId,
    userId: first(cancelled.bookings).studentId,
    now: new Date(),
  });
  // Paid too late and sent back: money was here, so the slot it was for stays.
  const late = await givenSlot();
  const { id: studentId } = await givenStudent();
  const held = await givenHold({ slotId: late.slot.id, studentId, now: addMinutes(new Date(), -10) });
  await db().teachingSlot.update({ where: { id: late.slot.id }, data: { closedAt: new Date() } });
  await pay(held.paymentIntentId);
  await db().seatHold.updateMany({
    where: { id: held.holdId },
    data: { status: 'EXPIRED', occupiesSeat: false },
  });
  await db().teachingSlot.update({ where: { id: late.slot.id }, data: { seatsTaken: 0 } });
  await expireHold({ holdId: held.holdId, now: new Date() });

  const now = addMinutes(new Date(), WEEK);
  const runs = await Promise.all([cleanUp({ now }), cleanUp({ now })]);

  expect(runs.reduce((sum, { slots = 0 }) => sum + slots, 0)).toBe(2);
  expect(await isThere(unbooked.id)).toBe(false);
  expect(await isThere(given.id)).toBe(false);
  for (const { slot } of [booked, cancelled, late]) expect(await isThere(slot.id)).toBe(true);
  await expectBookingsToAddUp();
});

test('a slot is past when its day is over where its tutor lives, not on the server', async () => {
  const timezone = 'Pacific/Honolulu';
  const tutor = await givenTutor({ timezone });
  const day = '2027-02-10';
  const { slot } = await givenSlot({ tutor, startsAt: instantOf(day, '09:00', timezone) ?? new Date() });

  await cleanUp({ now: instantOf(day, '23:59', timezone) ?? new Date() });
  expect(await isThere(slot.id)).toBe(true);
  await cleanUp({ now: instantOf('2027-02-11', '00:00', timezone) ?? new Date() });
  expect(await isThere(slot.id)).toBe(false);
});

test('a refund that nobody works on any more is taken up again', async () => {
  const { sessionId, bookings } = await givenSession();
  const { paymentId } = first(bookings);
  await db().payment.update({ where: { id: paymentId }, data: { status: 'REFUNDING' } });
  expect(await cleanUp({ now: new Date() })).toMatchObject({ refunds: 0 });
  expect(await cleanUp({ now: addMinutes(new Date(), 25 * 60) })).toMatchObject({ refunds: 1 });
  const jobs = await db()
    .$queryRaw`SELECT 1 FROM graphile_worker.jobs WHERE "key" = ${`refund:${paymentId}`}`;
  expect(jobs).toHaveLength(1);
  await db().payment.update({ where: { id: paymentId }, data: { status: 'SUCCEEDED' } });
  expect(sessionId).toBeTruthy();
});
