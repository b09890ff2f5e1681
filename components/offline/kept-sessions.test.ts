import { expect, test } from 'vitest';
import type { Session } from '@/lib/sessions/schema';
import { readKept, sessionsToKeep } from './kept-sessions';

type Change = { startsAt?: string; status?: Session['status']; role?: Session['myRole']; seats?: string[] };

function session({
  startsAt = '2027-05-04T14:00:00.000Z',
  status = 'SCHEDULED',
  role = 'STUDENT',
  seats = ['Maya'],
}: Change): Session {
  const participants = seats.map((name) => ({
    id: name,
    userId: name,
    name,
    status: 'BOOKED' as const,
    bookedAt: startsAt,
    payment: null,
  }));
  return {
    id: `session at ${startsAt}`,
    slotId: 's',
    status,
    instructor: { id: 't', name: 'Inês Duarte' },
    slot: {
      startsAt,
      endsAt: startsAt.replace(':00:00', ':45:00'),
      timezone: 'Europe/Lisbon',
    } as Session['slot'],
    startedAt: null,
    completedAt: null,
    cancelledAt: null,
    createdAt: startsAt,
    participants,
    participantCount: participants.length,
    chatEnabled: true,
    myRole: role,
  };
}

test('the five soonest are kept, soonest first, taught and booked ones together', () => {
  const days = ['09', '04', '07', '05', '08', '06'];
  const kept = sessionsToKeep(
    days.map((day, index) =>
      session({ startsAt: `2027-05-${day}T14:00:00.000Z`, role: index % 2 ? 'TUTOR' : 'STUDENT' }),
    ),
  );
  expect(kept.map(({ startsAt }) => startsAt.slice(8, 10))).toEqual(['04', '05', '06', '07', '08']);
});

test('a session that will not take place, or without me, is not kept', () => {
  expect(
    sessionsToKeep([
      session({ status: 'CANCELLED' }),
      session({ status: 'COMPLETED' }),
      session({ status: 'NO_SHOW' }),
      session({ seats: [] }),
    ]),
  ).toEqual([]);
});

test('a student reads the tutor’s name and clock; a tutor the student’s name, whose clock they are not told', () => {
  expect(sessionsToKeep([session({})])).toMatchObject([
    { withWhom: 'Inês Duarte', otherZone: 'Europe/Lisbon' },
  ]);
  expect(sessionsToKeep([session({ role: 'TUTOR', seats: ['Maya', 'Ravi', 'Lea'] })])).toMatchObject([
    { withWhom: 'Maya and 2 more', otherZone: null },
  ]);
});

test('what is kept holds no more than the offline page shows', () => {
  const [kept] = sessionsToKeep([session({})]);
  expect(Object.keys(kept ?? {}).sort()).toEqual(['endsAt', 'id', 'otherZone', 'startsAt', 'withWhom']);
});

test('only what was written in this form is read', () => {
  const kept = {
    userId: 'u',
    zone: 'UTC',
    keptAt: '2027-05-01T00:00:00.000Z',
    sessions: sessionsToKeep([session({})]),
  };
  expect(readKept(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  for (const other of [
    null,
    'text',
    [],
    {},
    { ...kept, keptAt: 'soon' },
    { ...kept, sessions: [{ id: 'x' }] },
  ]) {
    expect(readKept(other)).toBeNull();
  }
});
