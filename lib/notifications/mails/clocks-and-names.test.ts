import { simpleParser } from 'mailparser';
import nodemailer from 'nodemailer';
import { describe, expect, test } from 'vitest';
import { eventsOf, instantIn, only, readCalendar } from '@/tests/calendar-reader';
import { addresses, alone, ana, ben, cleo, factsOf, mailOf, PAIRS, tutor } from '@/tests/mail-scenes';
import { clockChanges, clockIn } from '@/tests/zones';
import { addMinutes } from '../../time';
import { zoneCity } from '../../time-format';
import { resetMail } from './reset-mail';

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
