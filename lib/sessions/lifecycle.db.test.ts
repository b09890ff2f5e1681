import { afterEach, describe, expect, test } from 'vitest';
import {
  codesOf,
  expectBookingsToAddUp,
  first,
  givenBooking,
  givenHold,
  givenSession,
  givenStudent,
  pay,
  refundsOf,
  refusalOf,
} from '@/tests/factories';
import { settleHold } from '../booking/settlement';
import { db } from '../db';
import { drainJobs } from '../jobs/worker';
import { addMinutes } from '../time';
import { cancelSession } from './commands';
import { completeSession, joinSession, leaveSession, startSession } from './lifecycle';
import { getSession, listLostSeats } from './queries';
import { sweepSessions } from './sweeps';

afterEach(expectBookingsToAddUp);

async function givenStarted({ students = 1 } = {}) {
  const given = await givenSession({ students });
  const tutorId = given.tutor.userId;
  const now = given.slot.startsAt;
  await startSession({ sessionId: given.sessionId, userId: tutorId, now });
  return { ...given, tutorId, now };
}

const visitsOf = (sessionId: string) =>
  db().sessionAttendance.findMany({
    where: { sessionId },
    orderBy: [{ joinedAt: 'asc' }, { id: 'asc' }],
    select: { userId: true, joinedAt: true, leftAt: true },
  });

describe('starting', () => {
  test('is possible from 10 minutes before the time to the end, not a moment sooner or later', async () => {
    const { sessionId, slot, tutor } = await givenSession();
    const start = (now: Date) => startSession({ sessionId, userId: tutor.userId, now });
    const opens = addMinutes(slot.startsAt, -10);

    expect((await refusalOf(start(new Date(opens.getTime() - 1)))).code).toBe('TOO_EARLY');
    expect((await refusalOf(start(slot.endsAt))).code).toBe('INVALID_STATE');
    const { session, video } = await start(opens);

    expect(session).toMatchObject({ status: 'IN_PROGRESS', startedAt: opens.toISOString() });
    expect(video).toMatchObject({
      provider: 'peer',
      channel: expect.stringMatching(/^session-/),
      expiresAt: addMinutes(slot.endsAt, 30).toISOString(),
    });
    expect(await visitsOf(sessionId)).toEqual([{ userId: tutor.userId, joinedAt: opens, leftAt: null }]);
  });

  test('again while in progress answers the same again', async () => {
    const { sessionId, slot, tutor } = await givenSession();
    const start = (now: Date) => startSession({ sessionId, userId: tutor.userId, now });

    const one = await start(slot.startsAt);
    const two = await start(addMinutes(slot.startsAt, 1));

    expect(two.session).toEqual(one.session);
    expect(two.video).toMatchObject({ channel: one.video.channel, uid: one.video.uid });
    expect(await visitsOf(sessionId)).toHaveLength(1);
  });

  test('is the tutor’s alone: students hear so, strangers hear of nothing', async () => {
    const { sessionId, slot, bookings } = await givenSession();
    const start = (userId: string) => startSession({ sessionId, userId, now: slot.startsAt });
    expect((await refusalOf(start(first(bookings).studentId))).code).toBe('FORBIDDEN');
    expect((await refusalOf(start((await givenStudent()).id))).code).toBe('NOT_FOUND');
  });

  test('against the sweep at 15:00 minutes: one of them wins, ten times over', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { sessionId, slot, tutor } = await givenSession();
      const now = addMinutes(slot.startsAt, 15);
      const outcomes = await Promise.allSettled([
        startSession({ sessionId, userId: tutor.userId, now }),
        sweepSessions({ now }),
      ]);
      const session = await getSession({ sessionId, userId: tutor.userId });
      const started = codesOf([first(outcomes)]).ok === 1;
      expect(session?.status).toBe(started ? 'IN_PROGRESS' : 'NO_SHOW');
      expect(first(session?.participants ?? [])).toMatchObject({
        status: started ? 'BOOKED' : 'REFUNDED',
        payment: { status: started ? 'SUCCEEDED' : 'REFUNDING' },
      });
      await db().teachingSession.updateMany({
        where: { id: sessionId, status: 'IN_PROGRESS' },
        data: { status: 'COMPLETED' },
      });
    }
  });

  test('against a cancellation: either it is cancelled, or it takes place', async () => {
    const { sessionId, slot, tutor, bookings } = await givenSession();
    const now = addMinutes(slot.startsAt, -5);
    const outcomes = await Promise.allSettled([
      startSession({ sessionId, userId: tutor.userId, now }),
      cancelSession({ sessionId, userId: first(bookings).studentId, now }),
    ]);
    expect(codesOf(outcomes)).toEqual({ ok: 1, INVALID_STATE: 1 });
  });
});

describe('joining and leaving', () => {
  test('waits for the start', async () => {
    const { sessionId, slot, bookings } = await givenSession();
    const join = joinSession({ sessionId, userId: first(bookings).studentId, now: slot.startsAt });
    expect((await refusalOf(join)).detail).toBe('The tutor has not started this session yet.');
  });

  test('again after a drop is the same visit, channel and place; after leaving it is another visit', async () => {
    const { sessionId, bookings, now } = await givenStarted();
    const userId = first(bookings).studentId;
    const at = (minutes: number) => ({ sessionId, userId, now: addMinutes(now, minutes) });

    const one = await joinSession(at(1));
    const again = await joinSession(at(5));
    await leaveSession(at(20));
    await leaveSession(at(21));
    const later = await joinSession(at(30));

    expect(again.attendance).toEqual(one.attendance);
    expect(again.video).toMatchObject({ channel: one.video.channel, uid: one.video.uid });
    expect(later.attendance.id).not.toBe(one.attendance.id);
    const visits = (await visitsOf(sessionId)).filter((visit) => visit.userId === userId);
    expect(visits).toEqual([
      { userId, joinedAt: addMinutes(now, 1), leftAt: addMinutes(now, 20) },
      { userId, joinedAt: addMinutes(now, 30), leftAt: null },
    ]);
  });

  test('ten joins of one person at once are one visit, and everybody has a place of their own', async () => {
    const { sessionId, bookings, now } = await givenStarted({ students: 3 });
    const tickets = await Promise.all(
      bookings.flatMap(({ studentId }) =>
        Array.from({ length: 10 }, () => joinSession({ sessionId, userId: studentId, now })),
      ),
    );
    expect(new Set(tickets.map(({ attendance }) => attendance.id)).size).toBe(3);
    expect(new Set(tickets.map(({ video }) => video.uid)).size).toBe(3);
    expect(new Set(tickets.map(({ video }) => video.channel)).size).toBe(1);
  });

  test('is for the tutor and those with a seat', async () => {
    const { sessionId, bookings, slot, tutor } = await givenSession({ students: 2 });
    const [stays, goes] = bookings;
    const gone = goes?.studentId ?? '';
    await cancelSession({ sessionId, userId: gone, now: new Date() });
    const now = slot.startsAt;
    await startSession({ sessionId, userId: tutor.userId, now });

    const join = (userId: string) => joinSession({ sessionId, userId, now });
    expect((await refusalOf(join(gone))).code).toBe('FORBIDDEN');
    expect((await refusalOf(join((await givenStudent()).id))).code).toBe('NOT_FOUND');
    expect((await join(stays?.studentId ?? '')).video.channel).toBeTruthy();
    expect((await join(tutor.userId)).video.channel).toBeTruthy();
  });

  test('who has a place learns whose seats are gone, until they are booked again; others learn nothing', async () => {
    const { sessionId, bookings, slot, tutor } = await givenSession({ students: 2 });
    const [stays, gone] = bookings.map(({ studentId }) => studentId) as [string, string];
    const lostFor = (userId: string) => listLostSeats({ sessionId, userId });
    expect(await lostFor(tutor.userId)).toEqual([]);

    await cancelSession({ sessionId, userId: gone, now: new Date() });
    expect(await lostFor(tutor.userId)).toEqual([gone]);
    expect(await lostFor(stays)).toEqual([gone]);
    expect(await lostFor(gone)).toEqual([]);
    expect(await lostFor((await givenStudent()).id)).toEqual([]);

    await givenBooking({ slotId: slot.id, studentId: gone });
    expect(await lostFor(stays)).toEqual([]);
  });
});

describe('ending', () => {
  test('closes every visit; with a student it is COMPLETED', async () => {
    const { sessionId, tutorId, bookings, now } = await givenStarted();
    await joinSession({ sessionId, userId: first(bookings).studentId, now: addMinutes(now, 2) });
    const end = addMinutes(now, 50);

    const session = await completeSession({ sessionId, userId: tutorId, now: end });

    expect(session).toMatchObject({ status: 'COMPLETED', completedAt: end.toISOString() });
    expect((await visitsOf(sessionId)).map(({ leftAt }) => leftAt)).toEqual([end, end]);
    expect(first(session.participants)).toMatchObject({ status: 'BOOKED', payment: { status: 'SUCCEEDED' } });
  });

  test('without any student it is a NO_SHOW, and the money stays as booked', async () => {
    const { sessionId, tutorId, now } = await givenStarted();
    const session = await completeSession({ sessionId, userId: tutorId, now: addMinutes(now, 50) });
    expect(session.status).toBe('NO_SHOW');
    expect(first(session.participants)).toMatchObject({ status: 'BOOKED', payment: { status: 'SUCCEEDED' } });
  });

  test('before the students had their 15 minutes calls it off: everything goes back', async () => {
    const { sessionId, tutor, slot, bookings } = await givenSession({ students: 2 });
    await startSession({ sessionId, userId: tutor.userId, now: addMinutes(slot.startsAt, -10) });
    const now = addMinutes(slot.startsAt, 14);
    const session = await completeSession({ sessionId, userId: tutor.userId, now });
    expect(session.status).toBe('NO_SHOW');
    expect(session.participants.map(({ status }) => status)).toEqual(['REFUNDED', 'REFUNDED']);
    await drainJobs();
    for (const { paymentIntentId } of bookings) expect(await refundsOf(paymentIntentId)).toEqual([3000]);
    const bells = await db().notification.findMany({ where: { sessionId, type: 'ended-early' } });
    expect(bells).toHaveLength(2);
  });

  test('ten at once: one ends it, the others hear that it is over', async () => {
    const { sessionId, tutorId, now } = await givenStarted();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => completeSession({ sessionId, userId: tutorId, now })),
    );
    expect(codesOf(outcomes)).toEqual({ ok: 1, INVALID_STATE: 9 });
  });

  test('is refused before the start, to students and to strangers', async () => {
    const { sessionId, tutor, bookings } = await givenSession();
    const end = (userId: string) => completeSession({ sessionId, userId, now: new Date() });
    expect((await refusalOf(end(tutor.userId))).code).toBe('INVALID_STATE');
    expect((await refusalOf(end(first(bookings).studentId))).code).toBe('FORBIDDEN');
    expect((await refusalOf(end((await givenStudent()).id))).code).toBe('NOT_FOUND');
  });

  test('lets go of whoever is still paying, and what they then pay goes back', async () => {
    const { sessionId, tutor, slot } = await givenSession({ students: 1, maxParticipants: 2 });
    const { id: studentId } = await givenStudent();
    const held = await givenHold({ slotId: slot.id, studentId });
    await pay(held.paymentIntentId);
    await startSession({ sessionId, userId: tutor.userId, now: slot.startsAt });
    const now = addMinutes(slot.startsAt, 5);
    await completeSession({ sessionId, userId: tutor.userId, now });

    const settled = await settleHold({ holdId: held.holdId, studentId, now });

    expect(settled).toMatchObject({ hold: { status: 'LATE_REFUNDED' }, sessionId: null });
    expect(await db().teachingSession.count({ where: { slotId: slot.id } })).toBe(1);
  });

  test('before its time takes the slot off the market: nobody books what is over', async () => {
    const { sessionId, tutor, slot } = await givenSession({ students: 1, maxParticipants: 2 });
    const now = addMinutes(slot.startsAt, -5);
    await startSession({ sessionId, userId: tutor.userId, now });
    await completeSession({ sessionId, userId: tutor.userId, now });
    const { id: studentId } = await givenStudent();
    expect((await refusalOf(givenHold({ slotId: slot.id, studentId, now }))).code).toBe('SLOT_CLOSED');
  });
});
