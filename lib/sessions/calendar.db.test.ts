import { expect, test } from 'vitest';
import { GET as feed } from '@/app/api/calendar/[token]/route';
import * as ownCalendar from '@/app/api/me/calendar/route';
import { GET as sessionFile } from '@/app/api/teaching/sessions/[id]/calendar.ics/route';
import { eventsOf, instantIn, only, readCalendar, textOf } from '@/tests/calendar-reader';
import {
  call,
  cookieOf,
  first,
  givenSlot,
  givenStudent,
  givenStudents,
  givenTutor,
  hoursFromNow,
} from '@/tests/factories';
import { startCheckout } from '../booking/commands';
import { db } from '../db';
import { env } from '../env';
import { consume } from '../rate-limit';
import { addMinutes } from '../time';
import { cancelSession } from './commands';
import { listCalendarSessions } from './queries';

const now = new Date();
const DAY = 24 * 60;

async function givenBooked({
  tutor = undefined as Awaited<ReturnType<typeof givenTutor>> | undefined,
  startsAt = hoursFromNow(48),
  seats = 1,
  students = 1,
} = {}) {
  const owner = tutor ?? (await givenTutor({ hourlyRateCents: 0 }));
  const { slot } = await givenSlot({ tutor: owner, startsAt, maxParticipants: seats });
  const people = await givenStudents(students);
  let sessionId = '';
  for (const { id } of people) {
    const booked = await startCheckout({ slotId: slot.id, studentId: id, now });
    if (booked.hold) throw new Error('the slot was not free');
    sessionId = booked.sessionId;
  }
  return { tutor: owner, slot, people, student: first(people), sessionId };
}

async function addressOf(userId: string): Promise<string> {
  const { status, body } = await call(ownCalendar.GET, { as: userId });
  expect(status).toBe(200);
  return body.url;
}

async function look(url: string, address = crypto.randomUUID()) {
  const token = url.slice(url.lastIndexOf('/') + 1);
  const request = new Request(url, { headers: { 'x-forwarded-for': address } });
  const response = await feed(request, { params: Promise.resolve({ token }) });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function entriesOf(userId: string) {
  return eventsOf(readCalendar((await look(await addressOf(userId))).text));
}

test('the feed needs no sign-in, and has what one teaches and what one booked', async () => {
  const taught = await givenBooked({ seats: 3, students: 2 });
  const other = await givenSlot({
    tutor: await givenTutor({ hourlyRateCents: 0 }),
    startsAt: hoursFromNow(72),
  });
  const booked = await startCheckout({ slotId: other.slot.id, studentId: taught.tutor.userId, now });
  expect(booked.hold).toBeNull();

  const url = await addressOf(taught.tutor.userId);
  expect(url).toMatch(new RegExp(`^${env().APP_URL}/api/calendar/[0-9a-f]{64}\\.ics$`));
  const { status, headers, text } = await look(url);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(headers.get('cache-control')).toBe('private, max-age=300');
  const entries = eventsOf(readCalendar(text));
  expect(entries.map((entry) => textOf(entry, 'SUMMARY'))).toEqual([
    'Group session, 2 of 3 booked',
    'Session with Tara Tutor',
  ]);
  expect(instantIn(entries[0], 'DTSTART')).toEqual(taught.slot.startsAt);
  const [own] = await entriesOf(taught.student.id);
  expect(textOf(own, 'SUMMARY')).toBe('Group session with Tara Tutor');
  expect(only(own, 'UID').value).toBe(only(entries[0], 'UID').value);
});

test('what is cancelled leaves the feed, for the student who left and for everybody', async () => {
  const { tutor, people, sessionId } = await givenBooked({ seats: 2, students: 2 });
  const [one, two] = people.map(({ id }) => id) as [string, string];
  await cancelSession({ sessionId, userId: one, now });
  expect(await entriesOf(one)).toEqual([]);
  const [entry] = await entriesOf(tutor.userId);
  expect(textOf(entry, 'SUMMARY')).toBe('Group session, 1 of 2 booked');
  await cancelSession({ sessionId, userId: tutor.userId, now });
  for (const id of [two, tutor.userId]) expect(await entriesOf(id)).toEqual([]);
});

test('a higher SEQUENCE follows a change', async () => {
  const { tutor, people, sessionId } = await givenBooked({ seats: 2, students: 2 });
  const sequence = async () => Number(only((await entriesOf(tutor.userId))[0], 'SEQUENCE').value);
  const before = await sequence();
  await cancelSession({ sessionId, userId: first(people).id, now });
  expect(await sequence()).toBeGreaterThan(before);
});

test('goes back as far as it is asked to', async () => {
  const { tutor, sessionId, slot } = await givenBooked();
  const from = (startsAt: Date) => listCalendarSessions({ userId: tutor.userId, from: startsAt });
  expect(await from(slot.startsAt)).toMatchObject([{ sessionId, role: 'TUTOR', studentName: 'Student 1' }]);
  expect(await from(addMinutes(slot.startsAt, 1))).toEqual([]);
  const old = addMinutes(now, -91 * DAY);
  await db().teachingSession.update({
    where: { id: sessionId },
    data: { startsAt: old, endsAt: addMinutes(old, 60), status: 'COMPLETED' },
  });
  expect(await entriesOf(tutor.userId)).toEqual([]);
});

test('a wrong address is 404, and guessing ends; the right one goes on working from there', async () => {
  const { student } = await givenBooked();
  const url = await addressOf(student.id);
  const wrong = `${env().APP_URL}/api/calendar/${'0'.repeat(64)}.ics`;
  expect(await look(wrong)).toMatchObject({ status: 404 });
  for (const bad of ['/api/calendar/x.ics', '/api/calendar/', url.slice(env().APP_URL.length, -4)]) {
    expect((await look(`${env().APP_URL}${bad}`)).status).toBe(404);
  }
  const address = crypto.randomUUID();
  for (let miss = 0; miss < 60; miss += 1) await consume('calendarMiss', address);
  const { status, headers } = await look(wrong, address);
  expect(status).toBe(429);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await look(url)).status).toBe(200);
});

test('renewing the address ends the one before', async () => {
  const { id } = await givenStudent();
  const before = await addressOf(id);
  const { status, body } = await call(ownCalendar.POST, { method: 'POST', as: id });
  expect(status).toBe(200);
  expect(body.url).not.toBe(before);
  expect(await addressOf(id)).toBe(body.url);
  expect((await look(before)).status).toBe(404);
  expect((await look(body.url)).status).toBe(200);
});

test('one session is a file for its tutor and its booked students, and for nobody else', async () => {
  const { tutor, people, sessionId } = await givenBooked({ seats: 2, students: 2 });
  const get = async (userId: string) => {
    const request = new Request(env().APP_URL, { headers: { cookie: await cookieOf(userId) } });
    const response = await sessionFile(request, { params: Promise.resolve({ id: sessionId }) });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  for (const userId of [tutor.userId, first(people).id]) {
    const { status, headers, text } = await get(userId);
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toBe('attachment; filename="session.ics"');
    expect(only(eventsOf(readCalendar(text))[0], 'UID').value).toContain(sessionId);
    expect(text).not.toContain('Student 2');
  }
  expect((await get((await givenStudent()).id)).status).toBe(404);
  await cancelSession({ sessionId, userId: first(people).id, now });
  expect((await get(first(people).id)).status).toBe(404);
});
