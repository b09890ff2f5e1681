import { expect, test } from 'vitest';
import { agoOf } from './time-format';

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
