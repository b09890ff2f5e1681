import { describe, expect, test } from 'vitest';
import { AppError } from '../errors';
import { addMinutes } from '../time';
import { decideHold, decideSettlement, hasLapsed, type SlotToBook, statusNow } from './rules';

const now = new Date('2026-12-01T06:00:00Z');
const studentId = 'student';

const slot = (changes: Partial<SlotToBook> = {}): SlotToBook => ({
  slotDate: '2026-12-02',
  timezone: 'Asia/Kathmandu',
  startsAt: new Date('2026-12-02T04:15:00Z'),
  endsAt: new Date('2026-12-02T05:15:00Z'),
  seatsTaken: 0,
  maxParticipants: 1,
  closedAt: null,
  isPublished: true,
  tutorId: 'tutor',
  lapsedHolds: 0,
  isStudentBusy: false,
  ownHold: null,
  ...changes,
});

const living = { id: 'own', status: 'HELD' as const, expiresAt: addMinutes(now, 1) };
const lapsed = { id: 'own', status: 'HELD' as const, expiresAt: now };
const booked = { id: 'own', status: 'CONFIRMED' as const, expiresAt: addMinutes(now, -60) };

function outcome(changes: Partial<SlotToBook>): string | null {
  try {
    return decideHold(slot(changes), { studentId, now });
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

describe('a student who wants a seat', () => {
  test.each<[string, Partial<SlotToBook>, string | null]>([
    ['gets one that is free', {}, null],
    ['gets the last of a group', { maxParticipants: 20, seatsTaken: 19 }, null],
    ['hears that it is full', { seatsTaken: 1 }, 'SESSION_FULL'],
    ['gets a seat whose hold has lapsed', { seatsTaken: 1, lapsedHolds: 1 }, null],
    [
      'gets none where only others have lapsed',
      { maxParticipants: 2, seatsTaken: 3, lapsedHolds: 1 },
      'SESSION_FULL',
    ],
    ['keeps the hold they have', { seatsTaken: 1, ownHold: living }, 'own'],
    ['keeps it on a slot that has begun', { ownHold: living, startsAt: now }, 'own'],
    ['keeps it on a slot that was closed', { ownHold: living, closedAt: now }, 'own'],
    ['takes a new one after it lapsed', { seatsTaken: 1, lapsedHolds: 1, ownHold: lapsed }, null],
    ['has booked already', { seatsTaken: 1, ownHold: booked }, 'ALREADY_BOOKED'],
    ['has booked already, though it is over', { ownHold: booked, startsAt: now }, 'ALREADY_BOOKED'],
    ['may not book their own slot', { tutorId: studentId }, 'OWN_SLOT'],
    ['finds it closed', { closedAt: now }, 'SLOT_CLOSED'],
    ['finds its tutor withdrawn', { isPublished: false }, 'SLOT_CLOSED'],
    ['comes as it begins', { startsAt: now }, 'SLOT_IN_PAST'],
    ['comes a moment before', { startsAt: new Date(now.getTime() + 1) }, null],
    ['may book the 28th day', { slotDate: '2026-12-29' }, null],
    ['may not book the 29th', { slotDate: '2026-12-30' }, 'SLOT_TOO_FAR'],
    ['is somewhere else at that time', { isStudentBusy: true }, 'TIME_CONFLICT'],
    ['is told of the full session first', { isStudentBusy: true, seatsTaken: 1 }, 'SESSION_FULL'],
  ])('%s', (_, changes, expected) => {
    expect(outcome(changes)).toBe(expected);
  });
});

describe('a hold', () => {
  test('has lapsed from the very instant it expires', () => {
    expect(hasLapsed({ expiresAt: now }, now)).toBe(true);
    expect(hasLapsed({ expiresAt: new Date(now.getTime() + 1) }, now)).toBe(false);
  });

  test('is over without anybody having looked, and only while it is HELD', () => {
    expect(statusNow({ status: 'HELD', expiresAt: now }, now)).toBe('EXPIRED');
    expect(statusNow(living, now)).toBe('HELD');
    for (const status of ['CONFIRMED', 'RELEASED', 'LATE_REFUNDED', 'EXPIRED'] as const) {
      expect(statusNow({ status, expiresAt: addMinutes(now, -60) }, now)).toBe(status);
    }
  });
});

describe('money for a hold', () => {
  const { startsAt, endsAt } = slot();
  const settle = (status: 'HELD' | 'EXPIRED' | 'RELEASED', changes: Partial<SlotToBook> = {}) =>
    decideSettlement({ status, startsAt, endsAt }, slot(changes), { studentId, now });

  test('that is still held confirms it, past its time, full, closed or begun', () => {
    expect(settle('HELD', { seatsTaken: 1, ownHold: lapsed })).toBe('confirm');
    expect(settle('HELD', { seatsTaken: 1, closedAt: now })).toBe('confirm');
    expect(settle('HELD', { seatsTaken: 1, startsAt: now })).toBe('confirm');
  });

  test.each(['EXPIRED', 'RELEASED'] as const)('that is %s takes a seat if one is free', (status) => {
    expect(settle(status)).toBe('take-seat-again');
    expect(settle(status, { maxParticipants: 2, seatsTaken: 1 })).toBe('take-seat-again');
    expect(settle(status, { seatsTaken: 1, lapsedHolds: 1 })).toBe('take-seat-again');
    expect(settle(status, { seatsTaken: 1, ownHold: living })).toBe('replace-own-hold');
  });

  test.each<[string, Partial<SlotToBook>]>([
    ['is full', { seatsTaken: 1 }],
    ['is closed', { closedAt: now }],
    ['is withdrawn with its tutor', { isPublished: false }],
    ['was booked by the same student meanwhile', { seatsTaken: 1, ownHold: booked }],
    ['meets another session of theirs', { isStudentBusy: true }],
    ['was moved to begin at another time', { startsAt: addMinutes(startsAt, 60) }],
    ['was moved to end at another time', { endsAt: addMinutes(endsAt, 60) }],
    ['was moved while they hold it again', { startsAt: addMinutes(startsAt, 60), ownHold: living }],
  ])('comes back where the slot %s', (_, changes) => {
    expect(settle('EXPIRED', changes)).toBe('refund');
  });

  test('comes back where the slot has begun', () => {
    const begun = { startsAt: now, endsAt: addMinutes(now, 60) };
    expect(decideSettlement({ status: 'EXPIRED', ...begun }, slot(begun), { studentId, now })).toBe('refund');
  });
});
