import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import * as messagesRoute from '@/app/api/teaching/sessions/[id]/messages/route';
import { call, expectBookingsToAddUp, first, givenSession, givenStudent, refusalOf } from '@/tests/factories';
import { sessionChannel, userChannel } from '../channels';
import { db, pool } from '../db';
import { drainJobs } from '../jobs/worker';
import { cancelSession } from '../sessions/commands';
import { addMinutes } from '../time';
import { markMessagesRead, sendMessage } from './commands';
import { listMessages } from './queries';
import type { MessageEvent } from './schema';

afterEach(expectBookingsToAddUp);

async function givenTalk() {
  const { sessionId, tutor, bookings } = await givenSession();
  const [tutorId, studentId] = [tutor.userId, first(bookings).studentId];
  const send = (userId: string, content: string, now = new Date()) =>
    sendMessage({ sessionId, userId, content, clientId: randomUUID(), now });
  return { sessionId, tutorId, studentId, send };
}

type Push = { channels: string[]; event: string; data: MessageEvent };

/** What waits to be pushed, in order. */
async function waitingPushes(sessionId: string): Promise<Push[]> {
  const { rows } = await pool().query<{ payload: Push }>(
    `SELECT j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     WHERE t.identifier = 'push' AND j.payload #>> '{data,sessionId}' = $1 AND j.payload ->> 'event' = 'session:message'
     ORDER BY j.id`,
    [sessionId],
  );
  return rows.map(({ payload }) => payload);
}

describe('a message', () => {
  test('is one message, though its key is sent ten times at once', async () => {
    const { sessionId, studentId } = await givenTalk();
    const message = { content: 'Which page?', clientId: randomUUID() };
    const post = () =>
      call(messagesRoute.POST, { method: 'POST', as: studentId, params: { id: sessionId }, body: message });

    const answers = await Promise.all(Array.from({ length: 10 }, post));

    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 201]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(first(answers).body.message).toEqual({
      ...message,
      id: expect.any(String),
      senderId: studentId,
      createdAt: expect.stringMatching(/Z$/),
    });
    expect(await waitingPushes(sessionId)).toHaveLength(1);
    const { items } = await listMessages({ sessionId, userId: studentId });
    expect(items).toHaveLength(1);
  });

  test('keeps its words when its key is sent again with others, and its key is the sender’s alone', async () => {
    const { sessionId, tutorId, studentId } = await givenTalk();
    const send = (userId: string, content: string) =>
      sendMessage({ sessionId, userId, content, clientId: 'same', now: new Date() });
    await send(studentId, 'one');
    expect(await send(studentId, 'two')).toMatchObject({ isNew: false, message: { content: 'one' } });
    expect(await send(tutorId, 'three')).toMatchObject({ isNew: true, message: { content: 'three' } });
  });

  test('has an instant of its own, in the order in which it was written', async () => {
    const { sessionId, tutorId, studentId, send } = await givenTalk();
    const now = new Date();
    const sent = await Promise.all(
      Array.from({ length: 20 }, (_, index) => send(index % 2 ? tutorId : studentId, `${index}`, now)),
    );
    // A server whose clock is late.
    sent.push(await send(tutorId, 'late', addMinutes(now, -5)));

    const { items } = await listMessages({ sessionId, userId: tutorId, limit: 100 });

    expect(new Set(items.map(({ createdAt }) => createdAt)).size).toBe(21);
    expect(items[0]?.content).toBe('late');
    expect(items.map(({ id }) => id).sort()).toEqual(sent.map(({ message }) => message.id).sort());
  });

  test('is pushed to both people and to the room, and reaches Pusher', async () => {
    const { sessionId, tutorId, studentId, send } = await givenTalk();
    const { message } = await send(studentId, 'Hello');
    const [push] = await waitingPushes(sessionId);
    expect(push?.data).toEqual({ eventId: message.id, sessionId, at: message.createdAt, message });
    const channels = [userChannel(tutorId), userChannel(studentId), sessionChannel(sessionId)];
    expect(push?.channels.sort()).toEqual(channels.sort());

    await drainJobs();

    const log = await fetch(`http://${process.env.PUSHER_HOST}:${process.env.PUSHER_PORT}/_log`);
    const entries = (await log.json()) as { method: string; path: string; body: { name?: string } }[];
    const reached = entries.filter(
      ({ method, body }) => method === 'EVENT' && body.name === 'session:message',
    );
    expect(reached.map(({ path }) => path)).toEqual(expect.arrayContaining(channels));
  });

  test.each([
    ['three bytes', false, 'म'],
    ['one byte', true, 'x'],
  ])('of 4000 characters of %s fits an event: %s', async (_, fits, character) => {
    const content = character.repeat(4000);
    const { sessionId, studentId, send } = await givenTalk();
    await send(studentId, content);
    const [push] = await waitingPushes(sessionId);
    expect(Boolean(push?.data.message)).toBe(fits);
    expect(Buffer.byteLength(JSON.stringify(push?.data))).toBeLessThanOrEqual(8 * 1024);
    expect((await listMessages({ sessionId, userId: studentId })).items[0]?.content).toBe(content);
  });

  test('is not written while the session is being called off: one of the two is first', async () => {
    const { sessionId, tutorId, studentId, send } = await givenTalk();
    const [sent] = await Promise.allSettled([
      send(studentId, 'See you'),
      cancelSession({ sessionId, userId: tutorId, now: new Date() }),
    ]);
    const { items } = await listMessages({ sessionId, userId: studentId });
    expect(items).toHaveLength(sent.status === 'fulfilled' ? 1 : 0);
    expect((await refusalOf(send(studentId, 'Too late'))).code).toBe('INVALID_STATE');
  });

  test('too many in a moment are 429, and say how long to wait', async () => {
    const { sessionId } = await givenTalk();
    const { id } = await givenStudent();
    const post = () =>
      call(messagesRoute.POST, {
        ...{ method: 'POST', as: id, params: { id: sessionId } },
        body: { content: 'x', clientId: 'c' },
      });
    const answers = await Promise.all(Array.from({ length: 70 }, post));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(10);
    expect(Number(first(refused).headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

test('the list is cut into pages that miss nothing and repeat nothing', async () => {
  const { sessionId, studentId, send } = await givenTalk();
  for (let index = 0; index < 7; index += 1) await send(studentId, `${index}`);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listMessages({ sessionId, userId: studentId, limit: 3, cursor });
    seen.push(...page.items.map(({ content }) => content));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual(['6', '5', '4', '3', '2', '1', '0']);
});

describe('unread', () => {
  const unreadOf = async (sessionId: string, userId: string) =>
    (await listMessages({ sessionId, userId })).unread;

  test('are the other’s messages after the one that was marked', async () => {
    const { sessionId, tutorId, studentId, send } = await givenTalk();
    const one = await send(studentId, 'one');
    await send(studentId, 'two');
    await send(tutorId, 'mine');
    expect(await unreadOf(sessionId, tutorId)).toBe(2);
    expect(await unreadOf(sessionId, studentId)).toBe(1);

    await markMessagesRead({ sessionId, userId: tutorId, upTo: one.message.createdAt });
    expect(await unreadOf(sessionId, tutorId)).toBe(1);
    expect(await unreadOf(sessionId, studentId)).toBe(1);
  });

  test('marking never goes back, and never ahead of what was written', async () => {
    const { sessionId, tutorId, studentId, send } = await givenTalk();
    const mark = (upTo: string) => markMessagesRead({ sessionId, userId: tutorId, upTo });
    await mark('2999-01-01T00:00:00.000Z');
    const one = await send(studentId, 'one');
    expect(await unreadOf(sessionId, tutorId)).toBe(1);
    await mark('2999-01-01T00:00:00.000Z');
    await mark(addMinutes(new Date(one.message.createdAt), -1).toISOString());
    expect(await unreadOf(sessionId, tutorId)).toBe(0);
    await send(studentId, 'two', new Date(one.message.createdAt));
    expect(await unreadOf(sessionId, tutorId)).toBe(1);
    expect(await db().sessionReadMarker.count({ where: { sessionId } })).toBe(1);
  });

  test('is nobody else’s to mark', async () => {
    const { sessionId } = await givenTalk();
    const { id } = await givenStudent();
    const marking = markMessagesRead({ sessionId, userId: id, upTo: new Date().toISOString() });
    expect((await refusalOf(marking)).code).toBe('NOT_FOUND');
  });
});

test('a 1-to-1 session keeps its talk when its time is offered to a group instead', async () => {
  const { sessionId, tutorId, studentId, send } = await givenTalk();
  await send(studentId, 'Sorry, I am ill');
  await cancelSession({ sessionId, userId: studentId, now: new Date() });
  const { slotId } = await db().teachingSession.findUniqueOrThrow({ where: { id: sessionId } });
  await db().teachingSlot.update({
    where: { id: slotId },
    data: { sessionType: 'GROUP', maxParticipants: 5 },
  });
  for (const userId of [tutorId, studentId]) {
    expect((await listMessages({ sessionId, userId })).items).toHaveLength(1);
  }
});
