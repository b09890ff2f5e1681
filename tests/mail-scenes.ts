// One session with its tutor and three students, everything that can happen to it, and the mails that tell of it.
import type { SessionEvent } from '@/lib/events';
import type { Person, Role, Seat, SessionFacts } from '@/lib/notifications/facts';
import { renderSessionMail } from '@/lib/notifications/mails/session-mail';

const AT = '2026-11-28T09:00:00.000Z';
export const PAYMENT = '7d4f7a50-46a4-4a0e-8df5-1f7a0d3c9b01';
export const addresses = {
  appUrl: 'https://slotwise.example',
  mailFrom: 'Slotwise <hello@slotwise.example>',
  unsubscribeUrl: 'https://slotwise.example/api/unsubscribe/token',
};

export const tutor: Person = {
  id: crypto.randomUUID(),
  name: 'Tara Tutor',
  email: 'tara@tutors.example',
  timezone: 'Asia/Kathmandu',
  wantsReminderMails: true,
};

function seatOf(name: string, seat: Partial<Seat> = {}): Seat {
  return {
    id: crypto.randomUUID(),
    name,
    email: `${name.split(' ')[0]?.toLowerCase()}@students.example`,
    timezone: 'America/New_York',
    wantsReminderMails: true,
    isBooked: true,
    payment: { id: PAYMENT, status: 'SUCCEEDED', amountCents: 3000, refundedCents: 0, currency: 'usd' },
    attendedMinutes: 57,
    ...seat,
  };
}

export const ana = seatOf('Ana');
export const ben = seatOf('Ben Secretive', {
  timezone: 'Europe/Paris',
  attendedMinutes: null,
  payment: {
    id: crypto.randomUUID(),
    status: 'SUCCEEDED',
    amountCents: 4711,
    refundedCents: 0,
    currency: 'usd',
  },
});
export const cleo = seatOf('Cleo Hidden', { timezone: 'Asia/Tokyo', attendedMinutes: 12, payment: null });

export function factsOf(facts: Partial<SessionFacts> = {}): SessionFacts {
  return {
    sessionId: '3f0c9a52-7a0e-4f0e-9a53-0d6b6a0f8e11',
    status: 'SCHEDULED',
    sessionType: 'GROUP',
    maxParticipants: 20,
    startsAt: new Date('2026-12-01T20:00:00Z'),
    endsAt: new Date('2026-12-01T21:00:00Z'),
    startedAt: new Date('2026-12-01T20:01:00Z'),
    completedAt: new Date('2026-12-01T20:59:00Z'),
    timezone: 'Asia/Kathmandu',
    tutor,
    students: [ana, ben, cleo],
    files: ['notes.pdf', 'notes.pdf'],
    ...facts,
  };
}

export const alone = factsOf({ sessionType: 'ONE_TO_ONE', maxParticipants: 1, students: [ana] });
const { sessionId } = alone;
if (!sessionId) throw new Error('the session has no id');

const all = [ana.id, ben.id, cleo.id];
export const events = {
  booked: { type: 'booked', at: AT, sessionId, studentId: ana.id, isFirst: true, sequence: 1 },
  joined: { type: 'booked', at: AT, sessionId, studentId: ana.id, isFirst: false, sequence: 3 },
  cancelledByStudent: {
    type: 'cancelled',
    at: AT,
    sessionId,
    by: 'STUDENT',
    studentIds: [ana.id],
    isOver: false,
    reason: null,
    sequence: 4,
  },
  cancelledByTutor: {
    type: 'cancelled',
    at: AT,
    sessionId,
    by: 'TUTOR',
    studentIds: all,
    isOver: true,
    reason: 'I have a cold.',
    sequence: 5,
  },
  cancelledByOperator: {
    type: 'cancelled',
    at: AT,
    sessionId,
    by: 'OPERATOR',
    studentIds: [ana.id],
    isOver: false,
    reason: null,
    sequence: 4,
  },
  refunded: { type: 'refunded', at: AT, paymentId: PAYMENT },
  refundFailed: { type: 'refund-failed', at: AT, paymentId: PAYMENT },
  latePayment: { type: 'late-payment', at: AT, paymentId: PAYMENT },
  dayBefore: {
    type: 'reminder',
    at: '2026-12-01T02:00:00.000Z',
    sessionId,
    kind: 'DAY_BEFORE',
    userId: ana.id,
  },
  hourBefore: {
    type: 'reminder',
    at: '2026-12-01T19:02:00.000Z',
    sessionId,
    kind: 'HOUR_BEFORE',
    userId: ana.id,
  },
  completed: { type: 'ended', at: AT, sessionId, status: 'COMPLETED' },
  noShow: { type: 'ended', at: AT, sessionId, status: 'NO_SHOW' },
  tutorAbsent: { type: 'tutor-absent', at: AT, sessionId, studentIds: all, sequence: 6 },
  starting: { type: 'reminder', at: AT, sessionId, kind: 'STARTING', userId: ana.id },
  started: { type: 'started', at: AT, sessionId },
} satisfies Record<string, SessionEvent>;
export type MailName = keyof typeof events;

export function mailOf(
  name: MailName,
  role: Role,
  facts = factsOf(),
  recipient: Person = role === 'TUTOR' ? facts.tutor : ana,
) {
  return renderSessionMail({ event: events[name], facts, recipient, role, addresses });
}

/** Who gets a mail of what, what its subject says, and what it does to the calendar. */
export const PAIRS: [MailName, Role, string, 'REQUEST' | 'CANCEL' | null][] = [
  ['booked', 'TUTOR', 'New booking: Ana, Wednesday 2 December, 01:45 (Kathmandu)', 'REQUEST'],
  ['joined', 'TUTOR', '3 of 20 seats: Ana joined, Wednesday 2 December, 01:45 (Kathmandu)', 'REQUEST'],
  ['booked', 'STUDENT', 'Booked: Tara Tutor, Tuesday 1 December, 15:00 (New York)', 'REQUEST'],
  [
    'cancelledByStudent',
    'STUDENT',
    'Seat given up: Tara Tutor, Tuesday 1 December, 15:00 (New York), $30.00 refund',
    'CANCEL',
  ],
  [
    'cancelledByTutor',
    'STUDENT',
    'Cancelled by Tara Tutor: Tuesday 1 December, 15:00 (New York), $30.00 refund',
    'CANCEL',
  ],
  [
    'cancelledByOperator',
    'STUDENT',
    'Cancelled: Tara Tutor, Tuesday 1 December, 15:00 (New York), $30.00 refund',
    'CANCEL',
  ],
  ['cancelledByStudent', 'TUTOR', 'Cancelled by Ana: Wednesday 2 December, 01:45 (Kathmandu)', 'REQUEST'],
  [
    'cancelledByTutor',
    'TUTOR',
    'You cancelled: group session with 3 students, Wednesday 2 December, 01:45 (Kathmandu)',
    'CANCEL',
  ],
  ['cancelledByOperator', 'TUTOR', 'Cancelled: Ana, Wednesday 2 December, 01:45 (Kathmandu)', 'REQUEST'],
  ['refunded', 'STUDENT', 'Refund on its way: $30.00 (Tara Tutor, Tuesday 1 December)', null],
  ['refundFailed', 'STUDENT', 'Refund delayed: $30.00 (Tara Tutor, Tuesday 1 December)', null],
  ['latePayment', 'STUDENT', 'Paid too late: $30.00 refund (Tara Tutor, Tuesday 1 December)', null],
  ['dayBefore', 'STUDENT', 'Tomorrow 15:00 (New York): session with Tara Tutor', null],
  ['dayBefore', 'TUTOR', 'Tomorrow 01:45 (Kathmandu): group session, 3 of 20 seats', null],
  ['hourBefore', 'STUDENT', 'Today 15:00 (New York): session with Tara Tutor', null],
  ['hourBefore', 'TUTOR', 'Today 01:45 (Kathmandu): group session, 3 of 20 seats', null],
  ['completed', 'STUDENT', '58 min with Tara Tutor, Tuesday 1 December, 15:00 (New York)', null],
  ['completed', 'TUTOR', 'Over after 58 min: group session, Wednesday 2 December, 01:45 (Kathmandu)', null],
  ['noShow', 'STUDENT', 'Missed: Tara Tutor, Tuesday 1 December, 15:00 (New York)', null],
  ['noShow', 'TUTOR', 'No student joined: group session, Wednesday 2 December, 01:45 (Kathmandu)', null],
  [
    'tutorAbsent',
    'STUDENT',
    'Tara Tutor did not join: Tuesday 1 December, 15:00 (New York), $30.00 refund',
    'CANCEL',
  ],
  [
    'tutorAbsent',
    'TUTOR',
    'You did not join: Wednesday 2 December, 01:45 (Kathmandu) is cancelled',
    'CANCEL',
  ],
];
