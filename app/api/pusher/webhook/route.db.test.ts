// What Pusher tells of who left, signed by its own rules.
import { createHmac } from 'node:crypto';
import PusherJs from 'pusher-js';
import { afterEach, expect, test, vi } from 'vitest';
import * as channels from '@/app/api/pusher/auth/route';
import { sessionChannel } from '@/lib/channels';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { joinSession, leaveSession, startSession } from '@/lib/sessions/lifecycle';
import { listAttendance } from '@/lib/sessions/queries';
import { addMinutes } from '@/lib/time';
import { call, expectBookingsToAddUp, first, givenSession, givenStudent } from '@/tests/factories';
import * as webhook from './route';

afterEach(expectBookingsToAddUp);

async function givenVisit() {
  const { sessionId, slot, tutor, bookings } = await givenSession({ students: 2 });
  const [tutorId, studentId] = [tutor.userId, first(bookings).studentId];
  const startedAt = slot.startsAt;
  await startSession({ sessionId, userId: tutorId, now: startedAt });
  // The clock that Pusher has is the real one, so the visit begins in the past.
  const joinedAt = addMinutes(new Date(), -30);
  await joinSession({ sessionId, userId: studentId, now: joinedAt });
  return { sessionId, tutorId, studentId, otherId: bookings[1]?.studentId ?? '', joinedAt, startedAt };
}

type Event = { name: string; channel: string; user_id?: string };

function tell(
  events: Event[],
  { at = new Date(), secret = env().PUSHER_SECRET, key = env().PUSHER_KEY } = {},
) {
  const body = JSON.stringify({ time_ms: at.getTime(), events });
  return call(webhook.POST, {
    ...{ method: 'POST', body },
    headers: {
      'content-type': 'application/json',
      'x-pusher-key': key,
      'x-pusher-signature': createHmac('sha256', secret).update(body).digest('hex'),
    },
  });
}

const gone = (sessionId: string, userId: string): Event => ({
  ...{ name: 'member_removed', channel: sessionChannel(sessionId), user_id: userId },
});

const leftAt = async (sessionId: string, userId: string) =>
  (await db().sessionAttendance.findFirstOrThrow({ where: { sessionId, userId } })).leftAt;

test('who is gone has left when they went, told once or often', async () => {
  const { sessionId, studentId, tutorId, joinedAt } = await givenVisit();
  const at = addMinutes(joinedAt, 20);
  const event = gone(sessionId, studentId);
  const answers = await Promise.all([tell([event, event], { at }), tell([event], { at })]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  await tell([event], { at: addMinutes(at, 5) });
  expect(await leftAt(sessionId, studentId)).toEqual(at);
  expect(await leftAt(sessionId, tutorId)).toBeNull();
});

test('a visit that began after the event goes on', async () => {
  const { sessionId, studentId, joinedAt } = await givenVisit();
  await tell([gone(sessionId, studentId)], { at: addMinutes(joinedAt, -1) });
  expect(await leftAt(sessionId, studentId)).toBeNull();
});

test('nobody leaves in the future', async () => {
  const { sessionId, studentId } = await givenVisit();
  await tell([gone(sessionId, studentId)], { at: addMinutes(new Date(), 60) });
  expect((await leftAt(sessionId, studentId))?.getTime()).toBeLessThanOrEqual(Date.now());
});

test('who is on the channel is not gone, whatever a late call says', async () => {
  const { sessionId, studentId } = await givenVisit();
  const browser = new PusherJs(env().PUSHER_KEY, {
    ...{ cluster: 'local', wsHost: `${env().PUSHER_HOST}`, wsPort: Number(env().PUSHER_PORT) },
    ...{ forceTLS: false, enabledTransports: ['ws'], disableStats: true },
    channelAuthorization: {
      ...{ transport: 'ajax', endpoint: '' },
      customHandler: ({ socketId, channelName }, done) => {
        const body = { socket_id: socketId, channel_name: channelName };
        call(channels.POST, { method: 'POST', as: studentId, body }).then(
          (answer) => done(null, answer.body),
          (error) => done(error, null),
        );
      },
    },
  });
  const channel = browser.subscribe(sessionChannel(sessionId));
  await new Promise((resolve) => channel.bind('pusher:subscription_succeeded', resolve));

  await tell([gone(sessionId, studentId)]);
  expect(await leftAt(sessionId, studentId)).toBeNull();

  browser.disconnect();
  await vi.waitFor(
    async () => {
      await tell([gone(sessionId, studentId)]);
      expect(await leftAt(sessionId, studentId)).not.toBeNull();
    },
    { timeout: 10_000 },
  );
});

test('what concerns no visit of ours is taken and ignored', async () => {
  const { sessionId, studentId } = await givenVisit();
  const { id: strangerId } = await givenStudent();
  const { status } = await tell([
    { name: 'channel_vacated', channel: sessionChannel(sessionId) },
    { name: 'member_added', channel: sessionChannel(sessionId), user_id: studentId },
    { name: 'member_removed', channel: sessionChannel(sessionId) },
    { name: 'member_removed', channel: 'presence-other', user_id: studentId },
    { name: 'member_removed', channel: `presence-session-${'-'.repeat(36)}`, user_id: studentId },
    { name: 'member_removed', channel: sessionChannel(sessionId), user_id: "' OR 1=1" },
    gone(sessionId, strangerId),
    gone(crypto.randomUUID(), studentId),
  ]);
  expect(status).toBe(200);
  expect(await leftAt(sessionId, studentId)).toBeNull();
});

test('what Pusher did not sign is 400', async () => {
  const { sessionId, studentId } = await givenVisit();
  const event = gone(sessionId, studentId);
  for (const forged of [{ secret: 'another' }, { key: 'another' }]) {
    expect(await tell([event], forged)).toMatchObject({ status: 400, body: { code: 'BAD_SIGNATURE' } });
  }
  for (const body of ['', '{', '{}']) {
    expect((await call(webhook.POST, { method: 'POST', body })).status).toBe(400);
  }
  expect(await leftAt(sessionId, studentId)).toBeNull();
});

test('who was there, how often and how long: a tutor sees everybody, a student themself', async () => {
  const { sessionId, tutorId, studentId, otherId, joinedAt, startedAt } = await givenVisit();
  await leaveSession({ sessionId, userId: studentId, now: addMinutes(joinedAt, 10) });
  await joinSession({ sessionId, userId: studentId, now: addMinutes(joinedAt, 15) });
  const now = addMinutes(joinedAt, 20);
  const tutor = { userId: tutorId, name: 'Tara Tutor', role: 'TUTOR', visits: 1 };
  const student = { userId: studentId, name: 'Student 1', role: 'STUDENT', visits: 2, minutes: 15 };
  const seenBy = (userId: string, at = now) => listAttendance({ sessionId, userId, now: at });

  expect(await seenBy(studentId)).toEqual([student]);
  // The tutor's visit begins with the session, which this clock has not reached.
  expect(await seenBy(tutorId)).toEqual([{ ...tutor, minutes: 0 }, student]);
  expect(await seenBy(tutorId, addMinutes(startedAt, 7))).toMatchObject([
    { ...tutor, minutes: 7 },
    { visits: 2 },
  ]);
  expect(await seenBy(otherId)).toEqual([]);
  expect(await seenBy((await givenStudent()).id)).toEqual([]);
  expect(await listAttendance({ sessionId: 'nowhere', userId: tutorId, now })).toEqual([]);
});
