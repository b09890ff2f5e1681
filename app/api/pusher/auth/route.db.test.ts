// Who may listen where, through the very handler that pusher-js calls.
import { createHmac } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startCheckout } from '@/lib/booking/commands';
import { sessionChannel, tutorChannel, userChannel } from '@/lib/channels';
import { env } from '@/lib/env';
import { uidOf } from '@/lib/services/video';
import { cancelSession } from '@/lib/sessions/commands';
import { findSeatInSession } from '@/lib/sessions/queries';
import {
  call,
  expectBookingsToAddUp,
  givenSlot,
  givenStudent,
  type Student,
  type Tutor,
} from '@/tests/factories';
import * as auth from './route';

const SOCKET = '1234.5678';
const now = new Date();
afterEach(expectBookingsToAddUp);

/** Asks as pusher-js does: a form. */
function ask(channel: string, as?: string, { socket = SOCKET, headers = {} } = {}) {
  return call(auth.POST, {
    method: 'POST',
    path: '/api/pusher/auth',
    as,
    body: new URLSearchParams({ socket_id: socket, channel_name: channel }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8', ...headers },
  });
}

function signed(text: string): string {
  return `${env().PUSHER_KEY}:${createHmac('sha256', env().PUSHER_SECRET).update(text).digest('hex')}`;
}

async function givenBookedGroup() {
  const { slot, tutor } = await givenSlot({ maxParticipants: 3, hourlyRateCents: 0 });
  const student = await givenStudent();
  const other = await givenStudent();
  const { sessionId } = await startCheckout({ slotId: slot.id, studentId: student.id, now });
  await startCheckout({ slotId: slot.id, studentId: other.id, now });
  return { sessionId: sessionId ?? '', tutor, student, other };
}

describe('one’s own channel', () => {
  test('is signed for a form and for JSON', async () => {
    const { id } = await givenStudent();
    const ticket = { auth: signed(`${SOCKET}:private-user-${id}`) };
    expect(await ask(userChannel(id), id)).toMatchObject({ status: 200, body: ticket });
    const json = await call(auth.POST, {
      method: 'POST',
      as: id,
      body: { socket_id: SOCKET, channel_name: userChannel(id) },
    });
    expect(json).toMatchObject({ status: 200, body: ticket });
  });

  test('is nobody else’s', async () => {
    const [me, other] = [await givenStudent(), await givenStudent()];
    for (const channel of [
      userChannel(other.id),
      userChannel(me.id.toUpperCase()),
      `${userChannel(me.id)},${userChannel(other.id)}`,
      `${userChannel(me.id)} `,
      userChannel(''),
      tutorChannel(me.id),
      `private-tutor-${me.id}`,
      `private-encrypted-user-${me.id}`,
      `presence-user-${me.id}`,
      'private-user-*',
      '#server-to-user-1',
      'presence-session-',
      "presence-session-' OR 1=1",
    ]) {
      expect(await ask(channel, me.id), channel).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    }
  });
});

describe('the channel of a session', () => {
  let sessionId: string;
  let tutor: Tutor;
  let student: Student;
  let other: Student;
  beforeAll(async () => {
    ({ sessionId, tutor, student, other } = await givenBookedGroup());
  });

  test('is for its tutor and its students, each under their own name', async () => {
    for (const [userId, name, role] of [
      [tutor.userId, 'Tara Tutor', 'TUTOR'],
      [student.id, 'Student 1', 'STUDENT'],
    ] as const) {
      const { status, body } = await ask(sessionChannel(sessionId), userId);
      expect(status).toBe(200);
      // The number is the one that their video ticket carries, so that a picture finds its name.
      const seat = await findSeatInSession({ sessionId, userId });
      const uid = uidOf({ channel: seat?.channelName ?? '', userId });
      expect(JSON.parse(body.channel_data)).toEqual({ user_id: userId, user_info: { uid, name, role } });
      expect(body.auth).toBe(signed(`${SOCKET}:presence-session-${sessionId}:${body.channel_data}`));
    }
  });

  test('is for nobody without a part in it, and looks like one that does not exist', async () => {
    const stranger = await givenStudent();
    const { sessionId: elsewhere } = await givenBookedGroup();
    const answers = [
      await ask(sessionChannel(sessionId), stranger.id),
      await ask(sessionChannel(crypto.randomUUID()), stranger.id),
      await ask(sessionChannel(elsewhere), student.id),
      // Another spelling would be a room of its own.
      await ask(sessionChannel(sessionId.toUpperCase()), student.id),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });

  test('is closed to who gave up the seat, and stays open to the others', async () => {
    await cancelSession({ sessionId, userId: other.id, now });
    expect((await ask(sessionChannel(sessionId), other.id)).status).toBe(403);
    expect((await ask(sessionChannel(sessionId), student.id)).status).toBe(200);
  });
});

test('signed out is 401, another origin 403, and what makes no sense 422', async () => {
  const { id } = await givenStudent();
  expect((await ask(userChannel(id))).status).toBe(401);
  const foreign = await ask(userChannel(id), id, { headers: { origin: 'https://evil.example' } });
  expect(foreign).toMatchObject({ status: 403, body: { code: 'BAD_ORIGIN' } });
  for (const socket of ['', '1234', '1234.', 'a.b', '1.2:private-user-x', '1.2\n', '1.2.3']) {
    const answer = await ask(userChannel(id), id, { socket });
    expect(answer, socket).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    expect(answer.body.errors[0].path).toBe('socket_id');
  }
  expect((await ask('', id)).status).toBe(422);
  expect((await ask('x'.repeat(201), id)).status).toBe(422);
  for (const body of [{}, [], null, { socket_id: 1, channel_name: userChannel(id) }]) {
    expect((await call(auth.POST, { method: 'POST', as: id, body })).status).toBe(422);
  }
  expect((await call(auth.POST, { method: 'POST', as: id, body: 'socket_id=1.2' })).status).toBe(400);
});
