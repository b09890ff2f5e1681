// Who may do what in a session's room, through the handlers: every role, in both kinds of session, in every state.
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as channels from '@/app/api/pusher/auth/route';
import * as file from '@/app/api/teaching/sessions/[id]/files/[fileId]/route';
import * as files from '@/app/api/teaching/sessions/[id]/files/route';
import * as join from '@/app/api/teaching/sessions/[id]/join/route';
import * as messages from '@/app/api/teaching/sessions/[id]/messages/route';
import { startCheckout } from '@/lib/booking/commands';
import { sessionChannel } from '@/lib/channels';
import { db } from '@/lib/db';
import type { SessionStatus, SessionType } from '@/lib/vocabulary';
import { call, givenSlot, givenStudent } from './factories';
import { SAMPLES } from './sample-files';

const ROLES = ['tutor', 'booked student', 'student who gave up', 'stranger', 'signed out'] as const;
const TYPES = ['ONE_TO_ONE', 'GROUP'] as const;
const STATUSES = ['SCHEDULED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED', 'NO_SHOW'] as const;
const ACTIONS = [
  ...(['read messages', 'write a message', 'list files', 'upload', 'delete their own file'] as const),
  ...(['delete another’s file', 'join', 'subscribe'] as const),
];

type Role = (typeof ROLES)[number];
type Action = (typeof ACTIONS)[number];
type Situation = { role: Role; type: SessionType; status: SessionStatus };

/** The whole of it: a status, or the code of a refusal. */
function wanted(action: Action, { role, type, status }: Situation): number | string {
  if (role === 'signed out') return 'UNAUTHENTICATED';
  // A channel is refused as one is that does not exist.
  if (role === 'stranger') return action === 'subscribe' ? 'FORBIDDEN' : 'NOT_FOUND';
  const isGroup = type === 'GROUP';
  const cameToNothing = status === 'CANCELLED' || status === 'NO_SHOW';
  const hasSeat = role !== 'student who gave up';
  const changing = (done: number) => (cameToNothing ? 'INVALID_STATE' : hasSeat ? done : 'FORBIDDEN');
  switch (action) {
    case 'read messages':
      return isGroup ? 'CHAT_DISABLED' : 200;
    case 'write a message':
      return isGroup ? 'CHAT_DISABLED' : changing(201);
    case 'list files':
      return 200;
    case 'upload':
      return isGroup && role !== 'tutor' ? 'TUTOR_ONLY_UPLOAD' : changing(201);
    case 'delete their own file':
      return changing(204);
    case 'delete another’s file':
      return role === 'tutor' ? changing(204) : 'FORBIDDEN';
    case 'join':
      return hasSeat ? (status === 'IN_PROGRESS' ? 200 : 'INVALID_STATE') : 'FORBIDDEN';
    case 'subscribe':
      return hasSeat ? 200 : 'FORBIDDEN';
  }
}

async function givenRoom({ type, status }: Omit<Situation, 'role'>) {
  const { slot, tutor } = await givenSlot({ maxParticipants: type === 'GROUP' ? 3 : 1, hourlyRateCents: 0 });
  const [student, gone, stranger] = [await givenStudent(), await givenStudent(), await givenStudent()];
  const { sessionId } = await startCheckout({ slotId: slot.id, studentId: student.id, now: new Date() });
  if (!sessionId) throw new Error('not booked');
  const times = { startsAt: slot.startsAt, endsAt: slot.endsAt };
  const hold = { slotId: slot.id, studentId: gone.id, occupiesSeat: false, expiresAt: new Date(), ...times };
  const { id: holdId } = await db().seatHold.create({ data: { ...hold, status: 'RELEASED' } });
  await db().sessionParticipant.create({
    data: {
      ...{ sessionId, userId: gone.id, holdId, startsAt: slot.startsAt },
      ...{ status: 'CANCELLED', cancelledAt: new Date() },
    },
  });
  await db().teachingSession.update({ where: { id: sessionId }, data: { status } });
  const userIds: Record<Role, string | undefined> = {
    tutor: tutor.userId,
    'booked student': student.id,
    'student who gave up': gone.id,
    stranger: stranger.id,
    'signed out': undefined,
  };
  return { sessionId, userIds };
}

async function givenFile({ sessionId, uploaderId }: { sessionId: string; uploaderId: string }) {
  const { id: fileId } = await db().file.create({
    data: {
      ownerId: uploaderId,
      storageKey: randomUUID(),
      name: 'x.pdf',
      size: 1,
      mimeType: 'application/pdf',
    },
  });
  await db().sessionFile.create({ data: { sessionId, fileId, uploaderId } });
  return fileId;
}

type Actor = { as: string | undefined; sessionId: string; otherId: string };

const attempts: Record<Action, (actor: Actor) => ReturnType<typeof call>> = {
  'read messages': ({ as, sessionId }) => call(messages.GET, { as, params: { id: sessionId } }),
  'write a message': ({ as, sessionId }) =>
    call(messages.POST, {
      ...{ method: 'POST', as, params: { id: sessionId } },
      body: { content: 'Hello', clientId: randomUUID() },
    }),
  'list files': ({ as, sessionId }) => call(files.GET, { as, params: { id: sessionId } }),
  upload: ({ as, sessionId }) => {
    const body = new FormData();
    body.append('file', new File([SAMPLES.pdf], 'x.pdf'));
    return call(files.POST, { method: 'POST', as, params: { id: sessionId }, body });
  },
  'delete their own file': ({ as, sessionId, otherId }) =>
    remove({ as, sessionId, uploaderId: as ?? otherId }),
  'delete another’s file': ({ as, sessionId, otherId }) => remove({ as, sessionId, uploaderId: otherId }),
  join: ({ as, sessionId }) => call(join.POST, { method: 'POST', as, params: { id: sessionId } }),
  subscribe: ({ as, sessionId }) =>
    call(channels.POST, {
      ...{ method: 'POST', as },
      body: { socket_id: '1.2', channel_name: sessionChannel(sessionId) },
    }),
};

async function remove({ as, ...shared }: { as: string | undefined; sessionId: string; uploaderId: string }) {
  const params = { id: shared.sessionId, fileId: await givenFile(shared) };
  return call(file.DELETE, { method: 'DELETE', as, params });
}

describe.each(TYPES)('%s', (type) => {
  test.each(STATUSES)('%s', async (status) => {
    const { sessionId, userIds } = await givenRoom({ type, status });
    const table = (cell: (action: Action, role: Role) => unknown) =>
      Promise.all(
        ROLES.flatMap((role) =>
          ACTIONS.map(async (action) => [`${role}: ${action}`, await cell(action, role)]),
        ),
      ).then(Object.fromEntries);

    const found = await table(async (action, role) => {
      const otherId = userIds[role === 'tutor' ? 'booked student' : 'tutor'] ?? '';
      const answer = await attempts[action]({ as: userIds[role], sessionId, otherId });
      return answer.body?.code ?? answer.status;
    });

    expect(found).toEqual(await table((action, role) => wanted(action, { role, type, status })));
  });
});
