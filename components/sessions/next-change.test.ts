import { expect, test } from 'vitest';
import type { Session } from '@/lib/sessions/schema';
import { nextChange } from './next-change';

function sessionAt(startsAt: string, endsAt: string): Session {
  return { slot: { startsAt, endsAt } } as Session;
}

const sessions = [
  sessionAt('2026-05-04T10:00:00.000Z', '2026-05-04T11:00:00.000Z'),
  sessionAt('2026-05-04T14:00:00.000Z', '2026-05-04T15:00:00.000Z'),
];

test.each([
  ['the first room opens', '2026-05-04T08:00:00.000Z', '2026-05-04T09:50:00.000Z'],
  ['it starts', '2026-05-04T09:50:00.000Z', '2026-05-04T10:00:00.000Z'],
  ['it ends', '2026-05-04T10:30:00.000Z', '2026-05-04T11:00:00.000Z'],
  ['the second room opens', '2026-05-04T11:00:00.000Z', '2026-05-04T13:50:00.000Z'],
  ['the day ends where one is', '2026-05-04T16:00:00.000Z', '2026-05-04T18:15:00.000Z'],
])('a list changes next when %s', (_what, now, at) => {
  expect(nextChange(sessions, { now, zone: 'Asia/Kathmandu' })).toBe(at);
});
