import { describe, expect, test } from 'vitest';
import { countdownOf, doorFor, markPassed, timeLeftOf } from './door';

const opensAt = '2026-12-01T14:50:00.000Z';
const endsAt = '2026-12-01T16:00:00.000Z';
const at = (clock: string) => Date.parse(`2026-12-01T${clock}Z`);

describe('the door', () => {
  test('opens at its instant, not a millisecond before', () => {
    const asked = { status: 'SCHEDULED', opensAt, endsAt } as const;
    expect(doorFor({ ...asked, role: 'TUTOR', now: at('14:49:59.999') })).toBe('early');
    expect(doorFor({ ...asked, role: 'TUTOR', now: at('14:50:00.000') })).toBe('start');
    expect(doorFor({ ...asked, role: 'STUDENT', now: at('14:50:00.000') })).toBe('wait');
  });

  test('is shut once nobody can begin any more', () => {
    const asked = { status: 'SCHEDULED', role: 'TUTOR', opensAt, endsAt } as const;
    expect(doorFor({ ...asked, now: at('15:59:59.999') })).toBe('start');
    expect(doorFor({ ...asked, now: at('16:00:00.000') })).toBe('shut');
  });

  test('lets in whoever comes to a session that goes on, over its time too', () => {
    for (const role of ['TUTOR', 'STUDENT'] as const) {
      const asked = { status: 'IN_PROGRESS', role, opensAt, endsAt } as const;
      expect(doorFor({ ...asked, now: at('15:00:00') })).toBe('join');
      expect(doorFor({ ...asked, now: at('16:10:00') })).toBe('join');
    }
  });

  test.each(['COMPLETED', 'CANCELLED', 'NO_SHOW'] as const)('is shut when the session is %s', (status) => {
    expect(doorFor({ status, role: 'STUDENT', opensAt, endsAt, now: at('15:00:00') })).toBe('shut');
  });
});

test('a countdown counts minutes begun, seconds only in the last five, and never less than nothing', () => {
  expect([35_880_000, 3_540_001, 300_001, 300_000, 65_000, 999, 0, -5].map(countdownOf)).toEqual([
    '9 h 58 min',
    '1 h',
    '6 min',
    '5:00',
    '1:05',
    '0:01',
    '0:00',
    '0:00',
  ]);
});

test('time left counts minutes begun, is short from five, and over at the end', () => {
  expect(timeLeftOf({ endsAt, now: at('15:54:59.999') })).toEqual({
    minutes: 6,
    isShort: false,
    isOver: false,
  });
  expect(timeLeftOf({ endsAt, now: at('15:55:00') })).toEqual({ minutes: 5, isShort: true, isOver: false });
  expect(timeLeftOf({ endsAt, now: at('16:00:00') })).toEqual({ minutes: 0, isShort: true, isOver: true });
});

test('each mark is spoken once, and of several slept through the lowest', () => {
  expect(markPassed({ before: 6, after: 5 })).toBe(5);
  expect(markPassed({ before: 5, after: 4 })).toBeNull();
  expect(markPassed({ before: 30, after: 2 })).toBe(2);
  expect(markPassed({ before: 1, after: 0 })).toBe(0);
  expect(markPassed({ before: 0, after: 0 })).toBeNull();
});
