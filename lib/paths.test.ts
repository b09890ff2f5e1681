import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paths, safeReturnPath } from './paths';

describe('the way back after signing in', () => {
  test.each(['/', '/tutors/1?from=2026-12-01#times', '/book/done?hold=1&x=%2F%2Fevil.example', '/a//b'])(
    'leads to %s',
    (path) => expect(safeReturnPath(path, '/home')).toBe(path),
  );

  test('is tidied of dots', () => expect(safeReturnPath('/teach/../sessions', '/home')).toBe('/sessions'));

  test.each([
    ...['//evil.example', '/\\evil.example', '\\\\evil.example', 'https://evil.example', 'evil.example', ''],
    ...[
      '/\t/evil.example',
      '/\n/evil.example',
      'javascript:alert(1)',
      '/.//evil.example',
      '/..//evil.example',
    ],
    ...['/x/..//evil.example', '/%2e//evil.example', '/./\\evil.example', '///evil.example', ' /tutors'],
    ...[undefined, null],
  ])('is home instead of %j', (path) => expect(safeReturnPath(path, '/home')).toBe('/home'));

  test('never leads to another host, whatever is asked for', () => {
    const piece = fc.constantFrom(
      ...['/', '\\', '.', '..', '@', ':', 'evil.example', '%2e', '%2f', '\t', '\n', '?', '#', 'https:'],
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 8 }), (pieces) => {
        const app = 'https://slotwise.example';
        const path = safeReturnPath(`/${pieces.join('')}`, '/home');
        expect(new URL(path, app).origin).toBe(app);
        // And again, since a redirect may be followed through one more guard.
        expect(safeReturnPath(path, '/home')).toBe(path);
      }),
      { numRuns: 5_000 },
    );
  });
});

test('a sign-in page remembers where one came from, as one parameter', () => {
  const returnTo = '/book/1?a=b&c=d#e';
  const url = new URL(paths.signIn(returnTo), 'https://slotwise.example');
  expect([...url.searchParams]).toEqual([['callbackUrl', returnTo]]);
  expect(paths.signIn()).toBe('/sign-in');
  expect(paths.register(returnTo)).toBe(`/register?callbackUrl=${encodeURIComponent(returnTo)}`);
});
