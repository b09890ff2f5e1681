import { simpleParser } from 'mailparser';
import nodemailer from 'nodemailer';
import { describe, expect, test } from 'vitest';
import { eventsOf, instantIn, only, readCalendar, textOf } from '@/tests/calendar-reader';
import { clockChanges, clockIn } from '@/tests/zones';
import type { SessionEvent } from '../../events';
import { addMinutes } from '../../time';
import { zoneCity } from '../../time-format';
import type { Person, Role, Seat, SessionFacts } from '../facts';
import { resetMail } from './reset-mail';
import { renderSessionMail } from './session-mail';

const AT = '2026-11-28T09:00:00.000Z';
const PAYMENT = '7d4f7a50-46a4-4a0e-8df5-1f7a0d3c9b01';
const addresses = {
  appUrl: 'https://slotwise.example',
  mailFrom: 'Slotwise <hello@slotwise.example>',
  unsubscribeUrl: 'https://slotwise.example/api/unsubscribe/token',
};

const tutor: Person = {
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

const ana = seatOf('Ana');
const ben = seatOf('Ben Secretive', {
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
const cleo = seatOf('Cleo Hidden', { timezone: 'Asia/Tokyo', attendedMinutes: 12, payment: null });

function factsOf(facts: Partial<SessionFacts> = {}): SessionFacts {
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

const alone = factsOf({ sessionType: 'ONE_TO_ONE', maxParticipants: 1, students: [ana] });
const { sessionId } = alone;
if (!sessionId) throw new Error('the session has no id');

const all = [ana.id, ben.id, cleo.id];
const events = {
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
type Name = keyof typeof events;

function mailOf(
  name: Name,
  role: Role,
  facts = factsOf(),
  recipient: Person = role === 'TUTOR' ? facts.tutor : ana,
) {
  return renderSessionMail({ event: events[name], facts, recipient, role, addresses });
}

/** What a reader of the HTML sees. */
function seenIn(html: string): string {
  return html
    .replace(/<(style|title)[\s\S]*?<\/\1>/g, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}

const PAIRS: [Name, Role, string, 'REQUEST' | 'CANCEL' | null][] = [
  ['booked', 'TUTOR', 'New booking: Ana, Wednesday 2 December, 01:45 (Kathmandu)', 'REQUEST'],
  ['joined', 'TUTOR', '3 of 20 seats: Ana joined, Wednesday 2 December, 01:45 (Kathmandu)', 'REQUEST'],
  ['booked', 'STUDENT', 'Booked: Tara Tutor, Tuesday 1 December, 15:00 (New York)', 'REQUEST'],
  [
    'cancelledByStudent',
    'STUDENT',
    'Cancelled: Tara Tutor, Tuesday 1 December, 15:00 (New York), $30.00 comes back',
    'CANCEL',
  ],
  [
    'cancelledByTutor',
    'STUDENT',
    'Cancelled by Tara Tutor: Tuesday 1 December, 15:00 (New York), $30.00 comes back',
    'CANCEL',
  ],
  [
    'cancelledByOperator',
    'STUDENT',
    'Cancelled: Tara Tutor, Tuesday 1 December, 15:00 (New York), $30.00 comes back',
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
  ['refunded', 'STUDENT', 'On its way back: $30.00 (Tara Tutor, Tuesday 1 December)', null],
  ['refundFailed', 'STUDENT', 'Refund held up: $30.00 (Tara Tutor, Tuesday 1 December)', null],
  ['latePayment', 'STUDENT', 'Paid too late: $30.00 goes back (Tara Tutor, Tuesday 1 December)', null],
  ['dayBefore', 'STUDENT', 'Tomorrow 15:00 (New York): session with Tara Tutor', null],
  ['dayBefore', 'TUTOR', 'Tomorrow 01:45 (Kathmandu): group session, 3 of 20 seats', null],
  ['hourBefore', 'STUDENT', 'Today 15:00 (New York): session with Tara Tutor', null],
  ['hourBefore', 'TUTOR', 'Today 01:45 (Kathmandu): group session, 3 of 20 seats', null],
  ['completed', 'STUDENT', '58 min with Tara Tutor, Tuesday 1 December, 15:00 (New York)', null],
  ['completed', 'TUTOR', 'Over after 58 min: group session, Wednesday 2 December, 01:45 (Kathmandu)', null],
  ['noShow', 'STUDENT', 'Missed: Tara Tutor, Tuesday 1 December, 15:00 (New York)', null],
  ['noShow', 'TUTOR', 'Nobody came: group session, Wednesday 2 December, 01:45 (Kathmandu)', null],
  [
    'tutorAbsent',
    'STUDENT',
    'Tara Tutor did not come: Tuesday 1 December, 15:00 (New York), $30.00 comes back',
    'CANCEL',
  ],
  [
    'tutorAbsent',
    'TUTOR',
    'You did not come: Wednesday 2 December, 01:45 (Kathmandu) is called off',
    'CANCEL',
  ],
];

describe.each(PAIRS)('the mail of %s to the %s', (name, role, subject, method) => {
  test('says it in its subject, and everything in text and HTML alike', async () => {
    const mail = await mailOf(name, role);
    expect(mail.subject).toBe(subject);
    const seen = seenIn(mail.html);
    const lines = mail.text.split('\n').map((line) => line.replace(/:$/, '').trim());
    // Addresses stand behind words in HTML, and a label beside what it is for in text.
    for (const line of lines.filter((each) => each && !/https?:|^--|: /.test(each)))
      expect(seen).toContain(line);
    expect(mail.text).toContain(`https://slotwise.example/sessions/${sessionId}`);
    expect(mail.html).toContain(`href="https://slotwise.example/sessions/${sessionId}"`);
    expect(`${mail.text}${seen}`).not.toMatch(/undefined|null|NaN|Invalid|\[object/);
  });

  test('tells the time on the reader’s clock before any other', async () => {
    const { text } = await mailOf(name, role);
    const own = role === 'TUTOR' ? '01:45–02:45 in Kathmandu (GMT+5:45)' : '15:00–16:00 in New York (GMT-5)';
    expect(text).toContain(
      `Your time:\n  ${role === 'TUTOR' ? 'Wednesday 2' : 'Tuesday 1'} December 2026\n  ${own}`,
    );
    if (role === 'STUDENT') {
      expect(text.indexOf('Wednesday 2 December 2026\n  01:45–02:45 in Kathmandu')).toBeGreaterThan(
        text.indexOf(own),
      );
    }
  });

  test(method ? `brings a calendar ${method}` : 'leaves the calendar alone', async () => {
    const { icalEvent } = await mailOf(name, role);
    expect(icalEvent?.method ?? null).toBe(method);
    if (!icalEvent) return;
    const [entry] = eventsOf(readCalendar(icalEvent.content));
    expect(only(entry, 'ATTENDEE').value.toLowerCase()).toBe(
      `mailto:${role === 'TUTOR' ? tutor.email : ana.email}`,
    );
    expect(textOf(entry, 'SUMMARY')).toBe(
      role === 'TUTOR' ? 'Group session, 3 of 20 booked' : 'Group session with Tara Tutor',
    );
  });

  test('can be unsubscribed from if it is a reminder, and else not', async () => {
    const { headers, text, html } = await mailOf(name, role);
    const isReminder = name === 'dayBefore' || name === 'hourBefore';
    for (const body of [text, html]) expect(body.includes(addresses.unsubscribeUrl)).toBe(isReminder);
    expect(headers).toEqual(
      isReminder
        ? {
            'List-Unsubscribe': `<${addresses.unsubscribeUrl}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }
        : undefined,
    );
  });
});

test.each([
  ['refunded', 'TUTOR'],
  ['refundFailed', 'TUTOR'],
  ['latePayment', 'TUTOR'],
  ['starting', 'STUDENT'],
  ['starting', 'TUTOR'],
  ['started', 'STUDENT'],
  ['started', 'TUTOR'],
] as const)('nobody gets a mail of %s as %s', async (name, role) => {
  await expect(mailOf(name, role)).rejects.toThrow(/no mail/);
});

test('a student never reads of another one: no name, no address, no price', async () => {
  for (const [name, role] of PAIRS) {
    if (role !== 'STUDENT') continue;
    const whole = JSON.stringify(await mailOf(name, role));
    for (const secret of ['Ben', 'Secretive', 'Cleo', 'Hidden', '47.11', '77.11', 'Tokyo', 'Paris']) {
      expect(whole, name).not.toContain(secret);
    }
  }
  await expect(mailOf('booked', 'STUDENT', factsOf(), ben)).rejects.toThrow(/no mail/);
});

describe('what a mail says of', () => {
  test('a booking: the price, when the room opens, and that it can be given back', async () => {
    const { text } = await mailOf('booked', 'STUDENT', alone);
    expect(text).toContain('Price: $30.00, paid on 28 November 2026');
    expect(text).toContain(`Payment number: ${PAYMENT}`);
    expect(text).toContain('The room opens at 14:50');
    expect(text).toContain('the full price comes back');
    const free = { ...ana, payment: null };
    const freeMail = await mailOf('booked', 'STUDENT', factsOf({ students: [free] }), free);
    expect(freeMail.text).toContain('Price: Free');
    expect(freeMail.text).not.toContain('Payment number');
  });

  test('a cancelled session: the tutor’s reason and the money', async () => {
    const { text } = await mailOf('cancelledByTutor', 'STUDENT');
    expect(text).toContain('Reason that Tara Tutor gave: I have a cold.');
    expect(text).toContain('$30.00, all that you paid, goes back to your card.');
    const forTutor = await mailOf('cancelledByTutor', 'TUTOR');
    expect(forTutor.text).toContain('$77.11 goes back to the 3 students.');
  });

  test('a session that goes on with fewer, and of one that does not', async () => {
    const facts = factsOf({ students: [{ ...ana, isBooked: false }, ben, cleo] });
    expect((await mailOf('cancelledByStudent', 'TUTOR', facts)).text).toContain(
      'goes on, with 2 of 20 seats booked',
    );
    const over = await renderSessionMail({
      event: { ...events.cancelledByStudent, isOver: true },
      facts: { ...alone, students: [{ ...ana, isBooked: false }] },
      recipient: tutor,
      role: 'TUTOR',
      addresses,
    });
    expect(over.text).toContain('Its time can be booked again.');
    expect(over.icalEvent?.method).toBe('CANCEL');
  });

  test('a reminder: how far off the start truly is, and on which day', async () => {
    const remind = async (at: string) =>
      renderSessionMail({
        event: { ...events.dayBefore, at },
        facts: alone,
        recipient: ana,
        role: 'STUDENT',
        addresses,
      });
    expect((await remind('2026-11-30T20:00:00.000Z')).text).toContain('in about 24 hours');
    const late = await remind('2026-12-01T15:30:00.000Z');
    expect(late.subject).toMatch(/^Today 15:00/);
    expect(late.text).toContain('in about 5 hours');
    expect((await remind('2026-11-29T20:00:00.000Z')).subject).toMatch(/^Tuesday 1 December 15:00/);
    expect((await mailOf('hourBefore', 'STUDENT')).text).toContain('in 58 minutes');
  });

  test('a session that took place: everybody’s attendance for the tutor, their own for a student', async () => {
    const forTutor = await mailOf('completed', 'TUTOR');
    for (const line of ['Ana: 57 min', 'Ben Secretive: none', 'Cleo Hidden: 12 min', 'Paid: $77.11']) {
      expect(forTutor.text).toContain(line);
    }
    expect(forTutor.text).toContain('Took place: 01:46–02:44, 58 min');
    const forStudent = await mailOf('completed', 'STUDENT');
    expect(forStudent.text).toContain('Your attendance: 57 min');
    expect(forStudent.text).toContain('notes.pdf');
  });

  test('a payment that found no seat: no session to open', async () => {
    const { text } = await mailOf('latePayment', 'STUDENT', { ...alone, sessionId: null, status: null });
    expect(text).toContain('https://slotwise.example/tutors');
  });

  test('a part that was sent back: that part', async () => {
    const part = { ...ana, payment: ana.payment && { ...ana.payment, refundedCents: 1000 } };
    const { text } = await mailOf('refunded', 'STUDENT', { ...alone, students: [part] }, part);
    expect(text).toContain('$10.00 is on its way to your card');
    expect(text).toContain('part of what you paid');
  });
});

/** Noon on the day of a clock change and on the days around it, for pairs of zones from all over. */
const ZONE_PAIRS = [
  ['America/New_York', 'Asia/Kathmandu'],
  ['Europe/Lisbon', 'America/Sao_Paulo'],
  ['Australia/Lord_Howe', 'Europe/London'],
  ['America/St_Johns', 'Asia/Kolkata'],
  ['Pacific/Chatham', 'America/Los_Angeles'],
  ['Africa/Casablanca', 'Europe/Paris'],
  ['Asia/Gaza', 'America/Santiago'],
  ['Pacific/Auckland', 'Pacific/Honolulu'],
  ['Africa/Cairo', 'Asia/Tokyo'],
  ['America/Havana', 'Pacific/Kiritimati'],
] as const;

test.each(ZONE_PAIRS)(
  '12:00 in %s is the instant in the calendar, and what a clock in %s shows',
  async (zone, otherZone) => {
    const changes = clockChanges().filter((change) => change.zone === zone || change.zone === otherZone);
    expect(changes.length).toBeGreaterThan(0);
    for (const { at } of changes.slice(0, 4)) {
      for (const days of [-1, 0, 1]) {
        const startsAt = noonNear(at + days * 86_400_000, zone);
        const facts = { ...alone, startsAt, endsAt: addMinutes(startsAt, 60), timezone: otherZone };
        const { text, icalEvent } = await mailOf('booked', 'STUDENT', facts, { ...ana, timezone: zone });
        const [entry] = eventsOf(readCalendar(icalEvent?.content ?? ''));
        expect(instantIn(entry, 'DTSTART')).toEqual(startsAt);
        expect(text).toContain(`12:00–13:00 in ${zoneCity(zone)}`);
        const [day = '', clock = ''] = clockIn(otherZone, startsAt.getTime()).split(' ');
        const written = new RegExp(
          ` ${Number(day.slice(8))} \\w+ ${day.slice(0, 4)}\\n {2}${clock.slice(0, 5)}–.* in ${zoneCity(otherZone)}`,
        );
        expect(text).toMatch(written);
      }
    }
  },
);

/** Found by looking at the clock, minute by minute, and by nothing of ours. */
function noonNear(instant: number, zone: string): Date {
  const from = Math.floor(instant / 900_000) * 900_000;
  for (let quarter = 0; quarter < 200; quarter += 1) {
    const candidate = from + quarter * 900_000;
    if (clockIn(zone, candidate).endsWith('12:00:00')) return new Date(candidate);
  }
  throw new Error(`no noon in ${zone}`);
}

test('one UID from booking to the end, with a SEQUENCE that rises', async () => {
  const mails = [
    await mailOf('booked', 'TUTOR'),
    await mailOf('joined', 'TUTOR'),
    await mailOf('cancelledByStudent', 'TUTOR'),
    await mailOf('cancelledByTutor', 'TUTOR'),
  ];
  const entries = mails.map(({ icalEvent }) => eventsOf(readCalendar(icalEvent?.content ?? ''))[0]);
  expect(new Set(entries.map((entry) => only(entry, 'UID').value)).size).toBe(1);
  expect(entries.map((entry) => only(entry, 'SEQUENCE').value)).toEqual(['1', '3', '4', '5']);
});

describe('names of ill will', () => {
  const nasty = 'Eve\r\nBcc: all@students.example\r\n\r\n<script>alert(1)</script> "&\' \u202Egnitset';
  const evil = { ...ana, name: nasty };
  const facts = factsOf({ tutor: { ...tutor, name: nasty }, students: [evil, ben, cleo], files: [nasty] });

  test.each(PAIRS)('are text and nothing else in the mail of %s to the %s', async (name, role) => {
    const mail = await mailOf(name, role, facts, role === 'TUTOR' ? facts.tutor : evil);
    expect(mail.subject).not.toMatch(/[\r\n\u202e]/);
    expect(mail.html).not.toContain('<script');
    expect(mail.text).not.toMatch(/^Bcc:/m);
    expect(mail.icalEvent?.content ?? '').not.toMatch(/^Bcc:/m);
  });

  test('reach a mail program as one subject, two bodies and one calendar', async () => {
    const mail = await mailOf('booked', 'STUDENT', facts, evil);
    const transport = nodemailer.createTransport({ streamTransport: true, buffer: true });
    const { message } = await transport.sendMail({ ...mail, from: addresses.mailFrom, to: ana.email });
    const received = await simpleParser(message as Buffer);
    expect(received.subject).toBe(mail.subject);
    expect(received.bcc).toBeUndefined();
    expect(received.text?.trim()).toBe(mail.text.trim());
    const source = (message as Buffer).toString();
    expect(source).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/);
    const file = received.attachments.find(({ filename }) => filename === 'session.ics');
    expect(readCalendar(file?.content.toString() ?? '')).toEqual(readCalendar(mail.icalEvent?.content ?? ''));
  });
});

test('the mail of a new password says what it is for, with the link in both bodies', async () => {
  const link = 'https://slotwise.example/reset/token';
  const mail = await resetMail({ name: '<b>Ana</b>\nBcc: x', link });
  expect(mail.subject).toBe('Set a new password for Slotwise');
  expect(mail.text).toContain(`\n${link}\n`);
  expect(mail.html).toContain(`href="${link}"`);
  expect(mail.html).not.toContain('<b>Ana');
  expect(mail.text).toContain('Hello <b>Ana</b> Bcc: x,');
});
