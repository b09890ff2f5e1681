import { describe, expect, test } from 'vitest';
import type { SessionEvent } from '../events';
import { isStillTrue, tellingOf } from './catalogue';
import type { Person, Seat, SessionFacts } from './facts';

const at = '2026-12-01T10:00:00.000Z';
const sessionId = 'session';

const person = (id: string): Person => ({
  id,
  name: `Name of ${id}`,
  email: `${id}@example.org`,
  timezone: 'Europe/Lisbon',
  wantsReminderMails: true,
});
const seat = (id: string, change: Partial<Seat> = {}): Seat => ({
  ...person(id),
  isBooked: true,
  payment: {
    id: `payment-${id}`,
    status: 'SUCCEEDED',
    amountCents: 3000,
    refundedCents: 0,
    currency: 'usd',
  },
  attendedMinutes: null,
  ...change,
});

const facts = (students: Seat[], change: Partial<SessionFacts> = {}): SessionFacts => ({
  sessionId,
  status: 'SCHEDULED',
  sessionType: students.length === 1 ? 'ONE_TO_ONE' : 'GROUP',
  maxParticipants: Math.max(1, students.length),
  startsAt: new Date('2026-12-02T15:00:00Z'),
  endsAt: new Date('2026-12-02T16:00:00Z'),
  startedAt: null,
  completedAt: null,
  timezone: 'Asia/Kathmandu',
  tutor: person('tutor'),
  students,
  files: [],
  ...change,
});

/** Who hears, by which way. */
function waysOf(event: SessionEvent, given: SessionFacts) {
  const { bells, pushes, mailTo } = tellingOf(event, given);
  return {
    bell: bells.map(({ userId, type }) => `${userId}: ${type}`),
    push: pushes.map(({ event: name, channels }) => `${name} → ${channels.join(' ')}`),
    mail: mailTo,
  };
}

const to = (...ids: string[]) => ids.map((id) => `private-user-${id}`).join(' ');
const room = `presence-session-${sessionId}`;
const ana = seat('ana');
const ben = seat('ben');

describe('who hears of what', () => {
  test('a booking: the tutor by all three ways, the student by mail and in their other tabs', () => {
    const event: SessionEvent = {
      type: 'booked',
      at,
      sessionId,
      studentId: 'ana',
      isFirst: true,
      sequence: 0,
    };
    expect(waysOf(event, facts([ana]))).toEqual({
      bell: ['tutor: booked'],
      push: [`session:booked → ${to('tutor', 'ana')}`],
      mail: ['tutor', 'ana'],
    });
  });

  test('one more participant is told as such, and the others hear nothing of it', () => {
    const event: SessionEvent = {
      type: 'booked',
      at,
      sessionId,
      studentId: 'ben',
      isFirst: false,
      sequence: 1,
    };
    expect(waysOf(event, facts([ana, ben]))).toEqual({
      bell: ['tutor: joined'],
      push: [`session:booked → ${to('tutor', 'ben')}`],
      mail: ['tutor', 'ben'],
    });
  });

  const cancelled = { type: 'cancelled' as const, at, sessionId, isOver: true, reason: null, sequence: 1 };

  test('a student who cancels: the tutor by all three ways', () => {
    const event: SessionEvent = { ...cancelled, by: 'STUDENT', studentIds: ['ana'] };
    expect(waysOf(event, facts([seat('ana', { isBooked: false })]))).toEqual({
      bell: ['tutor: cancelled-by-student'],
      push: [`session:cancelled → ${to('tutor', 'ana')}`, `room:seats-lost → ${room}`],
      mail: ['tutor', 'ana'],
    });
  });

  test('a tutor who cancels: every student by all three ways', () => {
    const event: SessionEvent = { ...cancelled, by: 'TUTOR', studentIds: ['ana', 'ben'] };
    expect(waysOf(event, facts([ana, ben]))).toEqual({
      bell: ['ana: cancelled-by-tutor', 'ben: cancelled-by-tutor'],
      push: [`session:cancelled → ${to('tutor', 'ana', 'ben')}`, `room:seats-lost → ${room}`],
      mail: ['tutor', 'ana', 'ben'],
    });
  });

  test('a tutor who ends before students had time to come: every student, and not of a cancelled session', () => {
    const event: SessionEvent = { ...cancelled, by: 'TUTOR', studentIds: ['ana', 'ben'] };
    expect(waysOf(event, facts([ana, ben], { status: 'NO_SHOW' }))).toEqual({
      bell: ['ana: ended-early', 'ben: ended-early'],
      push: [`session:cancelled → ${to('tutor', 'ana', 'ben')}`, `room:seats-lost → ${room}`],
      mail: ['tutor', 'ana', 'ben'],
    });
  });

  test('the room hears whose seats are gone, by nothing but their ids', () => {
    const event: SessionEvent = { ...cancelled, by: 'STUDENT', studentIds: ['ana'], isOver: false };
    const [, told] = tellingOf(event, facts([seat('ana', { isBooked: false }), ben])).pushes;
    expect(told?.data).toEqual({ eventId: 'cancelled:session:1', sessionId, at, userIds: ['ana'] });
  });

  test('money taken back at Stripe: both sides', () => {
    const event: SessionEvent = { ...cancelled, by: 'OPERATOR', studentIds: ['ana'] };
    expect(waysOf(event, facts([ana])).bell).toEqual([
      'ana: cancelled-by-operator',
      'tutor: cancelled-by-operator',
    ]);
  });

  test.each(['refunded', 'refund-failed', 'late-payment'] as const)('%s: the student who paid', (type) => {
    expect(waysOf({ type, at, paymentId: 'payment-ana' }, facts([ana, ben]))).toEqual({
      bell: [`ana: ${type}`],
      push: [`notification:new → ${to('ana')}`],
      mail: ['ana'],
    });
  });

  test('a reminder: its person, by mail only where they want that', () => {
    const event: SessionEvent = { type: 'reminder', at, sessionId, kind: 'DAY_BEFORE', userId: 'ana' };
    expect(waysOf(event, facts([ana]))).toEqual({
      bell: ['ana: reminder'],
      push: [`notification:new → ${to('ana')}`],
      mail: ['ana'],
    });
    expect(waysOf(event, facts([{ ...ana, wantsReminderMails: false }])).mail).toEqual([]);
  });

  test('the last 10 minutes: bell and push, and the room once', () => {
    const starting = { type: 'reminder', at, sessionId, kind: 'STARTING' } as const;
    expect(waysOf({ ...starting, userId: 'ana' }, facts([ana]))).toEqual({
      bell: ['ana: starting'],
      push: [`session:starting → ${to('ana')}`],
      mail: [],
    });
    expect(waysOf({ ...starting, userId: 'tutor' }, facts([ana])).push).toEqual([
      `session:starting → ${to('tutor')} ${room}`,
    ]);
  });

  test('a start: those who are booked, and the room', () => {
    const gone = seat('gone', { isBooked: false });
    expect(waysOf({ type: 'started', at, sessionId }, facts([ana, gone]))).toEqual({
      bell: ['ana: started'],
      push: [`session:started → ${to('tutor', 'ana')} ${room}`],
      mail: [],
    });
  });

  test.each([
    ['COMPLETED', 'ended'],
    ['NO_SHOW', 'nobody-came'],
  ] as const)('an end as %s: everybody, with a summary by mail', (status, type) => {
    expect(waysOf({ type: 'ended', at, sessionId, status }, facts([ana, ben]))).toEqual({
      bell: [`tutor: ${type}`, `ana: ${type}`, `ben: ${type}`],
      push: [`session:ended → ${to('tutor', 'ana', 'ben')} ${room}`],
      mail: ['tutor', 'ana', 'ben'],
    });
  });

  test('a tutor who did not come: both sides', () => {
    const event: SessionEvent = {
      type: 'tutor-absent',
      at,
      sessionId,
      studentIds: ['ana', 'ben'],
      sequence: 1,
    };
    expect(waysOf(event, facts([ana, ben]))).toEqual({
      bell: ['tutor: tutor-absent', 'ana: tutor-absent', 'ben: tutor-absent'],
      push: [`session:ended → ${to('tutor', 'ana', 'ben')} ${room}`],
      mail: ['tutor', 'ana', 'ben'],
    });
  });
});

test('no push and no student’s bell names another student', () => {
  const events: SessionEvent[] = [
    { type: 'booked', at, sessionId, studentId: 'ben', isFirst: false, sequence: 1 },
    {
      type: 'cancelled',
      at,
      sessionId,
      by: 'TUTOR',
      studentIds: ['ana', 'ben'],
      isOver: true,
      reason: null,
      sequence: 2,
    },
    { type: 'ended', at, sessionId, status: 'COMPLETED' },
    { type: 'started', at, sessionId },
  ];
  for (const event of events) {
    const { bells, pushes } = tellingOf(event, facts([ana, ben]));
    expect(JSON.stringify(pushes)).not.toContain('Name of');
    for (const bell of bells.filter(({ userId }) => userId !== 'tutor')) {
      expect(JSON.stringify(bell.data)).not.toMatch(/Name of (ana|ben)/);
    }
  }
});

describe('a reminder is dropped when its turn comes too late', () => {
  const now = new Date('2026-12-02T14:30:00Z');
  const isTrue = (given: SessionFacts, moment = now, userId = 'ana') =>
    isStillTrue(
      { type: 'reminder', at, sessionId, kind: 'HOUR_BEFORE', userId },
      { facts: given, now: moment },
    );

  test.each<[string, boolean, boolean]>([
    ['while the session waits', isTrue(facts([ana])), true],
    ['for the tutor too', isTrue(facts([ana]), now, 'tutor'), true],
    ['when the session has begun', isTrue(facts([ana]), new Date('2026-12-02T15:00:00Z')), false],
    ['when it was cancelled', isTrue(facts([ana], { status: 'CANCELLED' })), false],
    ['when the seat was given up', isTrue(facts([seat('ana', { isBooked: false })])), false],
  ])('%s', (_when, answer, wanted) => expect(answer).toBe(wanted));
});
