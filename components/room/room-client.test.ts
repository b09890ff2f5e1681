import { describe, expect, test } from 'vitest';
import { failureOf, NOBODY_ANSWERED, SIGNED_OUT, sendingOf } from './room-client';

const problem = (detail: string) => JSON.stringify({ code: 'SOMETHING', detail });

describe('a refusal', () => {
  test('is told in the server’s own words', () => {
    expect(failureOf(409, problem('It was cancelled.')).detail).toBe('It was cancelled.');
    expect(failureOf(429, problem('Wait.'), '7').retryAfterMs).toBe(7_000);
  });

  test.each([
    [502, '<html>Bad gateway</html>', NOBODY_ANSWERED],
    [0, '', NOBODY_ANSWERED],
    [401, '', SIGNED_OUT],
    [413, '"too big"', 'This is too large to send at once.'],
    [
      410,
      '{"detail":"a text of somebody else"}',
      'This session is no longer available, or you are no longer part of it.',
    ],
  ])('%i without them is told in ours', (status, text, detail) => {
    expect(failureOf(status, text).detail).toBe(detail);
  });
});

test.each([
  [0, 'later'],
  [408, 'later'],
  [429, 'later'],
  [500, 'later'],
  [503, 'later'],
  [400, 'refused'],
  [413, 'refused'],
  [422, 'refused'],
  [401, 'stopped'],
  [403, 'stopped'],
  [404, 'stopped'],
  [409, 'stopped'],
  [410, 'stopped'],
])('a message answered with %i is %s', (status, kind) => {
  expect(sendingOf(failureOf(status, problem('x'))).kind).toBe(kind);
});

test('after signing in again the same messages can be sent', () => {
  expect(sendingOf(failureOf(401, ''))).toMatchObject({ isFinal: false });
  expect(sendingOf(failureOf(409, ''))).toMatchObject({ isFinal: true });
});
