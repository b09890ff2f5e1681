import PusherClient from 'pusher-js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  codesOf,
  expectBookingsToAddUp,
  first,
  givenHold,
  givenSession,
  givenSlot,
  givenStudent,
  pay,
} from '@/tests/factories';
import { settleHold } from '../booking/settlement';
import { db } from '../db';
import { env } from '../env';
import { drainJobs } from '../jobs/worker';
import { authorizePresence } from '../services/pusher';
import { addMinutes, instantOf } from '../time';
import { cancelSession } from './commands';
import { joinSession, startSession } from './lifecycle';
import { getSession } from './queries';
import { sendReminders, sweepSessions } from './sweeps';

// Sweeps look at the whole table: what another test left would be counted as well.
beforeEach(async () => {
  await db().teachingSession.updateMany({
    where: { status: { in: ['SCHEDULED', 'IN_PROGRESS'] } },
    data: { status: 'COMPLETED' },
  });
});
afterEach(expectBookingsToAddUp);

describe('a tutor who does not come', () => {
  test('is waited for 15 minutes, to the instant; then everybody gets everything back', async () => {
    const { sessionId, slot, tutor, bookings } = await givenSession({ students: 3 });
    const due = addMinutes(slot.startsAt, 15);

    expect(await sweepSessions({ now: new Date(due.getTime() - 1) })).toEqual({ noShows: 0, ended: 0 });
    expect(await sweepSessions({ now: due })).toEqual({ noShows: 1, ended: 0 });
    await drainJobs();

    const session = await getSession({ sessionId, userId: tutor.userId });
    expect(session?.status).toBe('NO_SHOW');
    expect(session?.participants).toHaveLength(3);
    for (const participant of session?.participants ?? []) {
      expect(participant).toMatchObject({ status: 'REFUNDED', payment: { status: 'REFUNDED' } });
    }
    expect(bookings).toHaveLength(3);
  });

  test('five sweeps at once mark it once', async () => {
    const { slot } = await givenSession();
    const now = addMinutes(slot.startsAt, 15);
    const counts = await Promise.all(Array.from({ length: 5 }, () => sweepSessions({ now })));
    expect(counts.reduce((sum, { noShows }) => sum + noShows, 0)).toBe(1);
  });

  test('who started is not absent, however late the sweep', async () => {
    const { sessionId, slot, tutor } = await givenSession();
    await startSession({ sessionId, userId: tutor.userId, now: addMinutes(slot.startsAt, 14) });
    expect(await sweepSessions({ now: addMinutes(slot.startsAt, 16) })).toEqual({ noShows: 0, ended: 0 });
  });

  test('who waits in the room without having started is not absent before the time is over', async () => {
    const { sessionId, slot, tutor } = await givenSession();
    const leave = await enterRoom({ sessionId, userId: tutor.userId });
    try {
      const at = (minutes: number) => sweepSessions({ now: addMinutes(slot.startsAt, minutes) });
      expect(await at(20)).toMatchObject({ noShows: 0 });
      expect(await at(60)).toMatchObject({ noShows: 1 });
    } finally {
      leave();
    }
  });

  test('a payment that comes only then goes back, and makes no second session', async () => {
    const { slot } = await givenSlot({ maxParticipants: 2 });
    const { id: studentId } = await givenStudent();
    const held = await givenHold({ slotId: slot.id, studentId });
    await pay(held.paymentIntentId);
    const now = addMinutes(slot.startsAt, 15);
    expect(await settleHold({ holdId: held.holdId, studentId, now })).toMatchObject({
      hold: { status: 'LATE_REFUNDED' },
      sessionId: null,
    });
  });
});

/** A tab with the room open: a socket on the session's presence channel. */
async function enterRoom({ sessionId, userId }: { sessionId: string; userId: string }): Promise<() => void> {
  const { PUSHER_KEY, PUSHER_HOST, PUSHER_PORT } = env();
  const client = new PusherClient(PUSHER_KEY, {
    cluster: 'local',
    wsHost: PUSHER_HOST ?? '',
    wsPort: PUSHER_PORT ?? 0,
    forceTLS: false,
    enabledTransports: ['ws'],
    disableStats: true,
    channelAuthorization: {
      transport: 'ajax',
      endpoint: '',
      customHandler: ({ socketId, channelName }, done) =>
        done(
          null,
          authorizePresence({
            socketId,
            channel: channelName,
            person: { id: userId, uid: 1, name: 'Tara Tutor', role: 'TUTOR' },
          }),
        ),
    },
  });
  const channel = client.subscribe(`presence-session-${sessionId}`);
  await new Promise((resolve, reject) => {
    channel.bind('pusher:subscription_succeeded', resolve);
    channel.bind('pusher:subscription_error', reject);
  });
  return () => client.disconnect();
}

describe('a session left open', () => {
  test('ends by itself 30 minutes after its end, as of that instant however late the sweep', async () => {
    const { sessionId, slot, tutor, bookings } = await givenSession();
    await startSession({ sessionId, userId: tutor.userId, now: slot.startsAt });
    await joinSession({ sessionId, userId: first(bookings).studentId, now: slot.startsAt });
    const due = addMinutes(slot.endsAt, 30);

    expect(await sweepSessions({ now: new Date(due.getTime() - 1) })).toEqual({ noShows: 0, ended: 0 });
    expect(await sweepSessions({ now: addMinutes(due, 600) })).toEqual({ noShows: 0, ended: 1 });

    expect(await getSession({ sessionId, userId: tutor.userId })).toMatchObject({
      status: 'COMPLETED',
      completedAt: due.toISOString(),
    });
    const visits = await db().sessionAttendance.findMany({ where: { sessionId } });
    expect(visits.map(({ leftAt }) => leftAt)).toEqual([due, due]);
  });

  test('to which no student came is a NO_SHOW', async () => {
    const { sessionId, slot, tutor } = await givenSession();
    await startSession({ sessionId, userId: tutor.userId, now: slot.startsAt });
    await sweepSessions({ now: addMinutes(slot.endsAt, 30) });
    expect((await getSession({ sessionId, userId: tutor.userId }))?.status).toBe('NO_SHOW');
  });
});

describe('reminders', () => {
  const reminders = (sessionId: string) =>
    db().sessionReminder.findMany({
      where: { sessionId },
      orderBy: { createdAt: 'asc' },
      select: { userId: true, kind: true },
    });
  const kindsOf = async (sessionId: string, userId: string) =>
    (await reminders(sessionId)).filter((each) => each.userId === userId).map(({ kind }) => kind);

  /** Booked two days ahead, so that every reminder is due some time. */
  const givenFar = () => givenSession({ students: 1 });

  test('go to both sides 24 hours, 1 hour and 10 minutes before, each once', async () => {
    const { sessionId, slot, tutor, bookings } = await givenFar();
    const timeBefore = (minutes: number) => ({ now: addMinutes(slot.startsAt, -minutes) });

    expect(await sendReminders(timeBefore(24 * 60 + 1))).toEqual({ reminded: 0 });
    for (const minutes of [24 * 60, 24 * 60 - 5, 60, 55, 10, 5]) await sendReminders(timeBefore(minutes));

    const all = ['DAY_BEFORE', 'HOUR_BEFORE', 'STARTING'];
    expect(await kindsOf(sessionId, tutor.userId)).toEqual(all);
    expect(await kindsOf(sessionId, first(bookings).studentId)).toEqual(all);
  });

  test('two runs at once send one each', async () => {
    const { slot } = await givenFar();
    const now = addMinutes(slot.startsAt, -60);
    const runs = await Promise.allSettled(Array.from({ length: 4 }, () => sendReminders({ now })));
    expect(codesOf(runs)).toEqual({ ok: 4 });
    const sent = runs.map((run) => (run.status === 'fulfilled' ? run.value.reminded : 0));
    expect(sent.reduce((sum, count) => sum + count, 0)).toBe(2);
  });

  test('a run that was missed is made up for where that makes sense', async () => {
    const late = await givenFar();
    await sendReminders({ now: addMinutes(late.slot.startsAt, -18 * 60) });
    expect(await kindsOf(late.sessionId, late.tutor.userId)).toEqual(['DAY_BEFORE']);

    // Both were missed: the one for the last hour says it all.
    const later = await givenFar();
    await sendReminders({ now: addMinutes(later.slot.startsAt, -30) });
    expect(await kindsOf(later.sessionId, later.tutor.userId)).toEqual(['HOUR_BEFORE']);

    const begun = await givenFar();
    await sendReminders({ now: begun.slot.startsAt });
    expect(await reminders(begun.sessionId)).toEqual([]);
  });

  test('nobody is reminded of what they booked after the reminder’s time', async () => {
    const now = new Date();
    const { sessionId, slot } = await givenSession({
      startsAt: addMinutes(new Date(Math.ceil(now.getTime() / 60_000) * 60_000), 30),
    });
    await sendReminders({ now });
    expect(await reminders(sessionId)).toEqual([]);
    await sendReminders({ now: addMinutes(slot.startsAt, -10) });
    expect((await reminders(sessionId)).map(({ kind }) => kind)).toEqual(['STARTING', 'STARTING']);
  });

  test('none for a cancelled session, none for a seat that was given up', async () => {
    const { sessionId, slot, tutor, bookings } = await givenSession({ students: 2 });
    const [one, two] = bookings;
    await cancelSession({ sessionId, userId: one?.studentId ?? '', now: new Date() });
    await sendReminders({ now: addMinutes(slot.startsAt, -24 * 60) });
    expect((await reminders(sessionId)).map(({ userId }) => userId).sort()).toEqual(
      [tutor.userId, two?.studentId ?? ''].sort(),
    );
    await cancelSession({ sessionId, userId: tutor.userId, now: new Date() });
    expect(await sendReminders({ now: addMinutes(slot.startsAt, -60) })).toEqual({ reminded: 0 });
  });

  test('come 24 elapsed hours before, also when the clocks change in between', async () => {
    // Clocks in New York went forward in the night before: the day of the session had begun 23 hours after the last.
    const timezone = 'America/New_York';
    const startsAt = instantOf('2027-03-14', '12:00', timezone);
    const { sessionId, slot } = await givenSession({
      startsAt: startsAt ?? new Date(),
      now: addMinutes(startsAt ?? new Date(), -3 * 24 * 60),
    });
    await db().teachingSession.update({ where: { id: sessionId }, data: { createdAt: new Date() } });
    await sendReminders({ now: instantOf('2027-03-13', '10:59', timezone) ?? new Date() });
    expect(await reminders(sessionId)).toEqual([]);
    await sendReminders({ now: addMinutes(slot.startsAt, -24 * 60) });
    expect(await reminders(sessionId)).toHaveLength(2);
    expect(addMinutes(slot.startsAt, -24 * 60)).toEqual(instantOf('2027-03-13', '11:00', timezone));
  });
});
