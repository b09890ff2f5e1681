import { describe, expect, test } from 'vitest';
import type { NotificationData, NotificationType } from '@/lib/notifications/schema';
import { sentenceOf } from './sentence';

const zone = 'Europe/Lisbon';
const data: NotificationData = {
  role: 'STUDENT',
  startsAt: '2026-12-01T15:00:00.000Z',
  endsAt: '2026-12-01T16:00:00.000Z',
  sessionType: 'ONE_TO_ONE',
  tutorName: 'Tara Tutor',
  studentName: null,
  seatsBooked: 1,
  maxParticipants: 1,
  isOver: false,
  reason: null,
  amountCents: 3000,
  currency: 'usd',
  kind: null,
};
const toTutor = { role: 'TUTOR', studentName: 'Ana', amountCents: null, currency: null } as const;
const group = { sessionType: 'GROUP', maxParticipants: 5, seatsBooked: 3 } as const;

function say(
  type: NotificationType,
  change: Partial<NotificationData> = {},
  { now = '2026-11-30T12:00:00.000Z', readIn = zone } = {},
): string {
  return sentenceOf({ type, data: { ...data, ...change } }, { zone: readIn, now }).replaceAll('\u00a0', ' ');
}

test('no line ends between the number of a day and its month', () => {
  const told = { type: 'booked', data: { ...data, ...toTutor } } as const;
  expect(sentenceOf(told, { zone, now: data.startsAt })).toContain('Tuesday 1\u00a0December, ');
});

describe('a tutor reads', () => {
  test.each<[NotificationType, Partial<NotificationData>, string]>([
    ['booked', {}, 'Ana booked Tuesday 1 December, 15:00–16:00.'],
    [
      'booked',
      { ...group, seatsBooked: 1 },
      'Ana booked Tuesday 1 December, 15:00–16:00. 1 of 5 seats is booked.',
    ],
    ['joined', group, 'Ana joined your group on Tuesday 1 December, 15:00–16:00. 3 of 5 seats are booked.'],
    ['cancelled-by-student', { isOver: true }, 'Ana cancelled Tuesday 1 December, 15:00–16:00.'],
    [
      'cancelled-by-student',
      group,
      'Ana cancelled Tuesday 1 December, 15:00–16:00. 3 of 5 seats are booked now.',
    ],
    [
      'cancelled-by-student',
      { ...group, seatsBooked: 0, isOver: true },
      'Ana cancelled Tuesday 1 December, 15:00–16:00. Nobody else is booked, so it will not take place.',
    ],
    [
      'cancelled-by-operator',
      { isOver: true },
      'Ana’s seat on Tuesday 1 December, 15:00–16:00 was cancelled, because the payment was reversed.',
    ],
    ['ended', {}, 'Your session on Tuesday 1 December, 15:00–16:00 is over.'],
    ['nobody-came', {}, 'No student joined on Tuesday 1 December, 15:00–16:00.'],
    [
      'tutor-absent',
      {},
      'You did not start your session on Tuesday 1 December, 15:00–16:00. Everyone gets back what they paid.',
    ],
  ])('%s %#', (type, change, sentence) => {
    expect(say(type, { ...toTutor, ...change })).toBe(sentence);
  });
});

describe('a student reads', () => {
  test.each<[NotificationType, Partial<NotificationData>, string]>([
    [
      'cancelled-by-tutor',
      {},
      'Tara Tutor cancelled Tuesday 1 December, 15:00. $30.00 is refunded to your card.',
    ],
    [
      'cancelled-by-tutor',
      { amountCents: 0, reason: 'I am ill.' },
      'Tara Tutor cancelled Tuesday 1 December, 15:00. Reason: “I am ill.”',
    ],
    ['cancelled-by-tutor', { amountCents: null }, 'Tara Tutor cancelled Tuesday 1 December, 15:00.'],
    [
      'ended-early',
      {},
      'Tara Tutor ended the session on Tuesday 1 December, 15:00 early. $30.00 is refunded to your card.',
    ],
    ['refunded', {}, '$30.00 for Tuesday 1 December, 15:00 is on its way back to your card.'],
    [
      'refunded',
      { amountCents: 4850, currency: 'eur' },
      '€48.50 for Tuesday 1 December, 15:00 is on its way back to your card.',
    ],
    [
      'refund-failed',
      {},
      'The refund of $30.00 for Tuesday 1 December, 15:00 is delayed. We are looking into it; you do not need to do anything.',
    ],
    [
      'late-payment',
      {},
      'Your payment of $30.00 for Tuesday 1 December, 15:00 came too late, and nothing is booked. You get a full refund to your card.',
    ],
    ['started', {}, 'Tara Tutor started the session: Tuesday 1 December, 15:00–16:00.'],
    [
      'tutor-absent',
      {},
      'Tara Tutor did not join on Tuesday 1 December, 15:00. $30.00 is refunded to your card.',
    ],
  ])('%s %#', (type, change, sentence) => {
    expect(say(type, change)).toBe(sentence);
  });
});

describe('a reminder', () => {
  test.each([
    ['2026-11-30T15:00:00.000Z', 'Coming up: session with Tara Tutor on Tuesday 1 December, 15:00–16:00.'],
    ['2026-12-01T14:00:00.000Z', 'Starts in 60 minutes: session with Tara Tutor.'],
    ['2026-12-01T14:50:00.000Z', 'Starts in 10 minutes: session with Tara Tutor.'],
    ['2026-12-01T14:59:30.000Z', 'Starts in 1 minute: session with Tara Tutor.'],
    ['2026-12-01T15:00:00.000Z', 'Session with Tara Tutor: Tuesday 1 December, 15:00–16:00.'],
    ['2027-01-01T15:00:00.000Z', 'Session with Tara Tutor: Tuesday 1 December, 15:00–16:00.'],
  ])('read at %s', (now, sentence) => {
    expect(say('starting', {}, { now })).toBe(sentence);
    expect(say('reminder', { kind: 'HOUR_BEFORE' }, { now })).toBe(sentence);
  });

  test('tells a tutor of a group how many come', () => {
    const now = '2026-12-01T14:50:00.000Z';
    expect(say('starting', { ...toTutor, ...group }, { now })).toBe(
      'Starts in 10 minutes: session with your group (3 of 5 seats booked).',
    );
    expect(say('starting', toTutor, { now })).toBe('Starts in 10 minutes: session with Ana.');
  });
});

test('days and times are those of the reader', () => {
  expect(say('booked', toTutor, { readIn: 'Asia/Kathmandu' })).toBe(
    'Ana booked Tuesday 1 December, 20:45–21:45.',
  );
  expect(say('booked', toTutor, { readIn: 'Pacific/Auckland' })).toBe(
    'Ana booked Wednesday 2 December, 04:00–05:00.',
  );
});

test('what this version cannot read is still told', () => {
  const told = { type: 'other', data: null } as const;
  expect(sentenceOf(told, { zone, now: data.startsAt })).toBe(
    'Something about one of your sessions has changed.',
  );
});
