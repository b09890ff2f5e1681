import { expect, test } from 'vitest';
import { agoOf, untilOf } from './time-format';

const zone = 'Europe/Lisbon';

test.each([
  ['2026-12-04T12:00:00Z', '2026-12-04T12:00:59Z', 'just now'],
  // A clock that is a little ahead of the server's.
  ['2026-12-04T12:00:30Z', '2026-12-04T12:00:00Z', 'just now'],
  ['2026-12-04T12:00:00Z', '2026-12-04T12:01:00Z', '1 min ago'],
  ['2026-12-04T12:00:00Z', '2026-12-04T12:59:59Z', '59 min ago'],
  ['2026-12-04T12:00:00Z', '2026-12-04T13:00:00Z', '1 h ago'],
  // Late last evening is a number of hours, not a day.
  ['2026-12-03T23:00:00Z', '2026-12-04T08:00:00Z', '9 h ago'],
  ['2026-12-03T12:00:00Z', '2026-12-04T12:00:00Z', 'yesterday'],
  ['2026-12-02T23:30:00Z', '2026-12-04T00:30:00Z', '2 days ago'],
  ['2026-11-28T12:00:00Z', '2026-12-04T12:00:00Z', '6 days ago'],
  ['2026-11-27T12:00:00Z', '2026-12-04T12:00:00Z', '27 November 2026'],
])('what happened at %s reads at %s as "%s"', (at, now, words) => {
  expect(agoOf({ at, now, zone })).toBe(words);
});

test.each([
  ['2026-12-04T12:00:00Z', 'in 1 min'],
  ['2026-12-04T12:59:00Z', 'in 1 h'],
  ['2026-12-04T16:32:30Z', 'in 4 h 34 min'],
  ['2026-12-04T23:58:00Z', 'in 11 h 59 min'],
  // Twelve hours on it is still the same day in Lisbon, or the next.
  ['2026-12-05T00:30:00Z', 'tomorrow'],
  ['2026-12-05T23:30:00Z', 'tomorrow'],
  ['2026-12-06T00:30:00Z', 'in 2 days'],
  ['2026-12-11T09:00:00Z', 'in 7 days'],
])('at 11:59 what starts at %s reads as "%s"', (startsAt, words) => {
  const now = '2026-12-04T11:59:00Z';
  expect(untilOf({ startsAt, endsAt: '2026-12-12T00:00:00Z', now, zone })).toBe(words);
});

test('a start that is not rounded is never later than it reads', () => {
  const day = { endsAt: '2026-12-05T00:00:00Z', now: '2026-12-04T01:30:00Z', zone };
  expect(untilOf({ ...day, startsAt: '2026-12-04T14:29:00Z' })).toBe('in 12 h');
  expect(untilOf({ ...day, startsAt: '2026-12-04T01:30:00Z' })).toBe('now');
  expect(untilOf({ ...day, endsAt: day.now, startsAt: '2026-12-04T00:30:00Z' })).toBeNull();
});
