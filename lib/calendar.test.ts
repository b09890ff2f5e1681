import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventsOf, instantIn, only, readCalendar, textOf } from '@/tests/calendar-reader';
import { anyMinute } from '@/tests/zones';
import { type CalendarItem, calendarFeed, calendarFile, invitation } from './calendar';
import { addToCalendarUrls, calendarEntryOf } from './calendar-entry';
import { addMinutes } from './time';

const sender = { appUrl: 'https://slotwise.example', mailFrom: 'Slotwise <hello@slotwise.example>' };
const recipient = { name: 'Ana', email: 'ana@students.example' };

function itemOf({
  tutorName = 'Tara Tutor',
  startsAt = new Date('2026-12-01T20:00:00Z'),
  sequence = 1,
} = {}): CalendarItem {
  const entry = calendarEntryOf(
    {
      sessionId: '3f0c9a52-7a0e-4f0e-9a53-0d6b6a0f8e11',
      sessionType: 'ONE_TO_ONE',
      startsAt,
      endsAt: addMinutes(startsAt, 60),
      tutorName,
      forTutor: null,
    },
    sender,
  );
  return { ...entry, sequence, changedAt: new Date('2026-11-28T09:00:00Z') };
}

const invite = (item: CalendarItem, method: 'REQUEST' | 'CANCEL' = 'REQUEST', to = recipient) =>
  readCalendar(invitation({ method, item, recipient: to, sender }));

const HARD_NAMES = [
  'Tutor, Tara; the "second"',
  'Back\\slash \\n not a line',
  'Zoë 👩🏽‍🏫 Łukasz नमस्ते',
  'x'.repeat(400),
  '👨‍👩‍👧‍👦'.repeat(40),
  'first line\nsecond line\r\nthird',
  'BEGIN:VEVENT\r\nUID:evil\r\nEND:VEVENT',
  'bell\u0007 and null-like \u0001',
];

describe('an invitation', () => {
  test('is a request for one event, with an alarm when the room opens, and a withdrawal has none', () => {
    const calendar = invite(itemOf());
    const [event] = eventsOf(calendar);
    expect(only(calendar, 'METHOD').value).toBe('REQUEST');
    expect(only(event, 'STATUS').value).toBe('CONFIRMED');
    expect(only(event?.components[0], 'TRIGGER').value).toBe('-PT10M');
    expect(only(event, 'URL').value).toBe(
      'https://slotwise.example/sessions/3f0c9a52-7a0e-4f0e-9a53-0d6b6a0f8e11',
    );
    expect(textOf(event, 'LOCATION')).toBe(only(event, 'URL').value);
    const withdrawn = invite(itemOf({ sequence: 2 }), 'CANCEL');
    expect(only(withdrawn, 'METHOD').value).toBe('CANCEL');
    expect(only(eventsOf(withdrawn)[0], 'STATUS').value).toBe('CANCELLED');
    expect(eventsOf(withdrawn)[0]?.components).toEqual([]);
  });

  test('names its sender and one recipient, who is asked for no answer', () => {
    const [event] = eventsOf(invite(itemOf()));
    expect(only(event, 'ORGANIZER')).toMatchObject({
      params: { CN: 'Slotwise' },
      value: 'mailto:hello@slotwise.example',
    });
    const attendee = only(event, 'ATTENDEE');
    expect(attendee.params).toMatchObject({ CN: 'Ana', PARTSTAT: 'ACCEPTED', RSVP: 'FALSE' });
    expect(attendee.value.toLowerCase()).toBe('mailto:ana@students.example');
  });

  test('keeps its UID while SEQUENCE rises, so that what comes later takes its place', () => {
    const states = [1, 2, 3].map((sequence) => eventsOf(invite(itemOf({ sequence })))[0]);
    expect(new Set(states.map((event) => only(event, 'UID').value)).size).toBe(1);
    expect(only(states[0], 'UID').value).toBe(
      'session-3f0c9a52-7a0e-4f0e-9a53-0d6b6a0f8e11@slotwise.example',
    );
    expect(states.map((event) => only(event, 'SEQUENCE').value)).toEqual(['1', '2', '3']);
  });

  test.each(HARD_NAMES)('carries the name %j', (name) => {
    const calendar = invite(itemOf({ tutorName: name }), 'REQUEST', { ...recipient, name });
    const events = eventsOf(calendar);
    expect(events).toHaveLength(1);
    const said = name.replace(/\r\n/g, '\n').replace(/(?!\n)\p{Cc}/gu, ' ');
    expect(textOf(events[0], 'SUMMARY')).toBe(`Session with ${said}`);
    // A parameter cannot hold quotes and breaks at all, so there they become spaces.
    expect(only(events[0], 'ATTENDEE').params.CN).not.toMatch(/["\n\\]/);
    expect(only(events[0], 'UID').value).toContain('3f0c9a52');
  });

  test('says whatever people wrote, and any instant to the second', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }),
        anyMinute,
        (name, startsAt) => {
          const [event] = eventsOf(
            invite(itemOf({ tutorName: name, startsAt }), 'REQUEST', { ...recipient, name }),
          );
          expect(textOf(event, 'SUMMARY')).toBe(`Session with ${name}`);
          expect(instantIn(event, 'DTSTART')).toEqual(startsAt);
          expect(instantIn(event, 'DTEND')).toEqual(addMinutes(startsAt, 60));
        },
      ),
    );
  });

  test.each([
    ['hello@slotwise.example', 'Slotwise', 'hello@slotwise.example'],
    ['"Slotwise, the market" <hello@slotwise.example>', 'Slotwise, the market', 'hello@slotwise.example'],
    ['<hello@slotwise.example>', 'Slotwise', 'hello@slotwise.example'],
  ])('from %s', (mailFrom, name, email) => {
    const text = invitation({
      method: 'REQUEST',
      item: itemOf(),
      recipient,
      sender: { ...sender, mailFrom },
    });
    expect(only(eventsOf(readCalendar(text))[0], 'ORGANIZER')).toMatchObject({
      params: { CN: name },
      value: `mailto:${email}`,
    });
  });
});

describe('a feed', () => {
  test('is published, named, asks to be looked at every hour, and names nobody as invited', () => {
    const items = [1, 2].map((sequence) => ({ ...itemOf({ sequence }), sessionId: `s${sequence}` }));
    const calendar = readCalendar(calendarFeed({ items, sender }));
    expect(only(calendar, 'METHOD').value).toBe('PUBLISH');
    expect(only(calendar, 'X-WR-CALNAME').value).toBe('Slotwise');
    expect(only(calendar, 'REFRESH-INTERVAL').value).toBe('PT1H');
    expect(eventsOf(calendar).map((event) => only(event, 'UID').value)).toEqual([
      'session-s1@slotwise.example',
      'session-s2@slotwise.example',
    ]);
    expect(calendarFeed({ items, sender })).not.toContain('ATTENDEE');
  });

  test('of nothing is a calendar still', () => {
    expect(eventsOf(readCalendar(calendarFeed({ items: [], sender })))).toEqual([]);
  });

  test('has the same UID as the file and the invitation of a session, so that nothing stands there twice', () => {
    const item = itemOf();
    const texts = [calendarFeed({ items: [item], sender }), calendarFile({ item, sender })];
    const uids = texts.map((text) => only(eventsOf(readCalendar(text))[0], 'UID').value);
    expect(new Set([...uids, only(eventsOf(invite(item))[0], 'UID').value]).size).toBe(1);
  });
});

describe('the entry', () => {
  const session = {
    sessionId: 's',
    startsAt: new Date('2026-12-01T20:00:00Z'),
    endsAt: new Date('2026-12-01T21:00:00Z'),
    tutorName: 'Tara Tutor',
  };
  const students = { studentName: 'Ana', seatsBooked: 3, maxParticipants: 20 };
  test.each([
    ['ONE_TO_ONE', null, 'Session with Tara Tutor'],
    ['ONE_TO_ONE', students, 'Session with Ana'],
    ['GROUP', null, 'Group session with Tara Tutor'],
    ['GROUP', students, 'Group session, 3 of 20 booked'],
  ] as const)('of a %s session says who it is with', (sessionType, forTutor, title) => {
    expect(calendarEntryOf({ ...session, sessionType, forTutor }, sender).title).toBe(title);
  });

  test.each(HARD_NAMES)('survives the way into other calendars by address: %j', (tutorName) => {
    const item = itemOf({ tutorName });
    const { google, outlook } = addToCalendarUrls(item);
    expect(new URL(google).searchParams.get('text')).toBe(item.title);
    expect(new URL(google).searchParams.get('dates')).toBe('20261201T200000Z/20261201T210000Z');
    expect(new URL(outlook).searchParams.get('subject')).toBe(item.title);
    expect(new Date(new URL(outlook).searchParams.get('startdt') ?? '')).toEqual(item.startsAt);
    expect(`${google}${outlook}`).not.toContain('+');
  });
});
