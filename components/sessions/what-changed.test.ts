import { describe, expect, test } from 'vitest';
import { type SessionGist, whatChanged, whatWasCancelled } from './what-changed';

const ana = { id: 'a', name: 'Ana' };
const ben = { id: 'b', name: 'Ben' };
const gist: SessionGist = {
  key: '1',
  startsAt: '2026-12-01T15:00:00.000Z',
  endsAt: '2026-12-01T16:00:00.000Z',
  status: 'SCHEDULED',
  seats: [ana],
  createdAt: '2026-11-01T12:00:00.000Z',
};
const readAt = '2026-11-30T12:00:00.000Z';

function say(before: SessionGist[], after: SessionGist[], isSingle = false): string[] {
  return whatChanged({ before, after, readAt, zone: 'Europe/Lisbon', isSingle });
}

test('the same says nothing', () => {
  expect(say([gist], [{ ...gist }])).toEqual([]);
});

test('a seat that was booked', () => {
  expect(say([gist], [{ ...gist, seats: [ana, ben] }], true)).toEqual(['Ben booked a seat.']);
  expect(say([{ ...gist, seats: [] }], [{ ...gist, seats: [ana, ben] }])).toEqual([
    'Ana and Ben booked Tuesday 1 December, 15:00–16:00.',
  ]);
});

test('a session that its tutor ended early is not said to have failed to take place', () => {
  const live: SessionGist = { ...gist, status: 'IN_PROGRESS' };
  expect(say([live], [{ ...live, status: 'NO_SHOW', isEndedEarly: true }], true)).toEqual([
    'The session was ended early.',
  ]);
  expect(say([live], [{ ...live, status: 'NO_SHOW' }], true)).toEqual(['The session did not take place.']);
});

test('a seat that is free again', () => {
  expect(say([{ ...gist, seats: [ana, ben] }], [gist])).toEqual([
    'No longer booked on Tuesday 1 December, 15:00–16:00: Ben.',
  ]);
});

test('a session that was cancelled says so, and not of every seat', () => {
  const after: SessionGist = { ...gist, status: 'CANCELLED', seats: [] };
  expect(say([gist], [after], true)).toEqual(['The session was cancelled.']);
  expect(say([gist], [after])).toEqual(['The session was cancelled: Tuesday 1 December, 15:00–16:00.']);
});

test('a session that appears was booked just now, or has only moved up from the next page', () => {
  const fresh = { ...gist, key: '2', createdAt: '2026-11-30T11:59:58.000Z' };
  expect(say([gist], [gist, fresh])).toEqual(['Ana booked Tuesday 1 December, 15:00–16:00.']);
  expect(say([gist], [gist, { ...fresh, createdAt: '2026-11-30T11:00:00.000Z' }])).toEqual([]);
  expect(say([], [{ ...gist, createdAt: undefined } as unknown as SessionGist])).toEqual([]);
});

test('what left the page says nothing', () => {
  expect(say([gist], [])).toEqual([]);
});

describe('a list of what is to come', () => {
  const later: SessionGist = {
    ...gist,
    key: '2',
    startsAt: '2026-12-02T15:00:00.000Z',
    endsAt: '2026-12-02T16:00:00.000Z',
  };
  const gone = (before: SessionGist[], after: SessionGist[], now = readAt) =>
    whatWasCancelled({ before, after, now, zone: 'Europe/Lisbon' });

  test('says what was cancelled', () => {
    const said = ['The session was cancelled: Tuesday 1 December, 15:00–16:00.'];
    expect(gone([gist, later], [later])).toEqual(said);
    expect(gone([gist], [])).toEqual(said);
    expect(gone([gist, later], [later, { ...later, key: '3' }])).toEqual(said);
  });

  test('says nothing of what is over, or has moved to the next page', () => {
    expect(gone([gist, later], [later], gist.endsAt)).toEqual([]);
    expect(gone([gist, later], [gist, { ...gist, key: '3' }])).toEqual([]);
  });
});
