import { afterEach, describe, expect, test } from 'vitest';
import { GET } from '@/app/teach/earnings/csv/route';
import {
  cookieOf,
  expectBookingsToAddUp,
  first,
  givenBooking,
  givenSlot,
  givenStudent,
  givenStudents,
  givenTutor,
  type Tutor,
} from '@/tests/factories';
import { db } from '../db';
import { env } from '../env';
import { addMinutes, instantOf } from '../time';
import type { SessionStatus } from '../vocabulary';
import { cancelSession } from './commands';
import { findFirstPaidMonth, listEarnings, readPaidSeats } from './earnings';
import { completeSession, startSession } from './lifecycle';

afterEach(expectBookingsToAddUp);

const DAY = 24 * 60;
const NEW_YORK = 'America/New_York';

function at(day: string, time: string, zone: string): Date {
  const instant = instantOf(day, time, zone);
  if (!instant) throw new Error(`${day} ${time} does not exist in ${zone}`);
  return instant;
}

async function givenTutorIn(timezone: string): Promise<Tutor> {
  return givenTutor({ timezone, hourlyRateCents: 3000 });
}

type Paid = { tutor: Tutor; startsAt: Date; status?: SessionStatus; minutes?: number; students?: number };

/** A session that was booked and paid the day before, and then went as `status` says. */
async function givenPaid({ tutor, startsAt, status = 'COMPLETED', minutes, students = 1 }: Paid) {
  const { slot } = await givenSlot({
    tutor,
    startsAt,
    maxParticipants: students,
    ...(minutes && { minutes }),
  });
  const bookings = [];
  for (const { id } of await givenStudents(students)) {
    bookings.push(await givenBooking({ slotId: slot.id, studentId: id, now: addMinutes(startsAt, -DAY) }));
  }
  const { sessionId } = first(bookings);
  await db().teachingSession.update({ where: { id: sessionId }, data: { status } });
  return { sessionId, bookings, booking: first(bookings), startsAt };
}

async function setCurrency({ profileId }: Tutor, currency: string): Promise<void> {
  await db().providerProfile.update({ where: { id: profileId }, data: { currency } });
}

describe('by month', () => {
  test('a session counts in the month in which it begins on the clock of the zone', async () => {
    const tutor = await givenTutorIn(NEW_YORK);
    // Already 1 September in London, and at the other end 1 August there but July in New York.
    await givenPaid({ tutor, startsAt: at('2026-08-31', '23:30', NEW_YORK) });
    await givenPaid({ tutor, startsAt: at('2026-07-31', '20:30', NEW_YORK) });
    const read = (zone: string) =>
      listEarnings({ userId: tutor.userId, zone, from: '2026-07', to: '2026-09' });
    expect((await read(NEW_YORK)).map(({ month, earnedCents }) => [month, earnedCents])).toEqual([
      ['2026-07', 3000],
      ['2026-08', 3000],
    ]);
    expect((await read('Europe/London')).map(({ month }) => month)).toEqual(['2026-08', '2026-09']);
    expect(await findFirstPaidMonth({ userId: tutor.userId, zone: NEW_YORK })).toBe('2026-07');
    expect(await findFirstPaidMonth({ userId: tutor.userId, zone: 'Europe/London' })).toBe('2026-08');
  });

  test('paid seats are earned once the session took place, and to come before; nobody but the tutor coming earns as well', async () => {
    const tutor = await givenTutorIn('UTC');
    const on = (day: string) => at(day, '10:00', 'UTC');
    await givenPaid({ tutor, startsAt: on('2026-05-04'), students: 3 });
    await givenPaid({ tutor, startsAt: on('2026-05-05'), status: 'NO_SHOW', minutes: 90 });
    await givenPaid({ tutor, startsAt: on('2026-05-06'), status: 'IN_PROGRESS' });
    await givenPaid({ tutor, startsAt: on('2026-06-01'), status: 'SCHEDULED' });
    const rows = await listEarnings({ userId: tutor.userId, zone: 'UTC', from: '2026-05', to: '2026-06' });
    expect(rows).toEqual([
      {
        month: '2026-05',
        currency: 'usd',
        earnedCents: 3 * 3000 + 4500,
        toComeCents: 3000,
        refundedCents: 0,
      },
      { month: '2026-06', currency: 'usd', earnedCents: 0, toComeCents: 3000, refundedCents: 0 },
    ]);
  });

  test('what went back counts as refunded, on its way or in part as well', async () => {
    const tutor = await givenTutorIn('UTC');
    const startsAt = at('2026-05-04', '10:00', 'UTC');
    const cancelled = await givenPaid({ tutor, startsAt, status: 'SCHEDULED' });
    const now = addMinutes(startsAt, -60);
    await cancelSession({ sessionId: cancelled.sessionId, userId: cancelled.booking.studentId, now });
    // One seat of the group is given up, the other stays.
    const group = await givenPaid({
      tutor,
      startsAt: addMinutes(startsAt, 120),
      status: 'SCHEDULED',
      students: 2,
    });
    await cancelSession({ sessionId: group.sessionId, userId: group.booking.studentId, now });
    const inPart = await givenPaid({ tutor, startsAt: addMinutes(startsAt, 240) });
    await db().payment.update({ where: { id: inPart.booking.paymentId }, data: { refundedCents: 1000 } });
    for (const status of ['REFUNDING', 'REFUNDED'] as const) {
      await db().payment.update({ where: { id: cancelled.booking.paymentId }, data: { status } });
      const rows = await listEarnings({ userId: tutor.userId, zone: 'UTC', from: '2026-05', to: '2026-05' });
      expect(rows).toEqual([
        { month: '2026-05', currency: 'usd', earnedCents: 2000, toComeCents: 3000, refundedCents: 7000 },
      ]);
    }
  });

  test('a session that the tutor ended while students still had time to come counts as refunded, here and in the file', async () => {
    const tutor = await givenTutorIn('UTC');
    const { slot } = await givenSlot({ tutor, startsAt: at('2026-05-04', '10:00', 'UTC') });
    const booked = { slotId: slot.id, studentId: (await givenStudent()).id };
    const { sessionId } = await givenBooking({ ...booked, now: addMinutes(slot.startsAt, -DAY) });
    const caller = { sessionId, userId: tutor.userId };
    await startSession({ ...caller, now: slot.startsAt });
    await completeSession({ ...caller, now: addMinutes(slot.startsAt, 10) });
    const range = { userId: tutor.userId, zone: 'UTC', from: '2026-05', to: '2026-05' };
    expect(await listEarnings(range)).toEqual([
      { month: '2026-05', currency: 'usd', earnedCents: 0, toComeCents: 0, refundedCents: 3000 },
    ]);
    const seats = [];
    for await (const page of readPaidSeats(range)) seats.push(...page);
    expect(seats).toMatchObject([{ sessionId, state: 'REFUNDED', refundedCents: 3000 }]);
  });

  test('currencies stand apart, and the money of others is not seen', async () => {
    const [tutor, other] = [await givenTutorIn('UTC'), await givenTutorIn('UTC')];
    const startsAt = at('2026-05-04', '10:00', 'UTC');
    await givenPaid({ tutor, startsAt });
    await setCurrency(tutor, 'eur');
    await givenPaid({ tutor, startsAt: addMinutes(startsAt, 120) });
    await givenPaid({ tutor: other, startsAt });
    const read = (userId: string) => listEarnings({ userId, zone: 'UTC', from: '2026-01', to: '2026-12' });
    expect((await read(tutor.userId)).map(({ currency, earnedCents }) => [currency, earnedCents])).toEqual([
      ['eur', 3000],
      ['usd', 3000],
    ]);
    expect(await read((await givenStudent()).id)).toEqual([]);
    expect(await findFirstPaidMonth({ userId: (await givenStudent()).id, zone: 'UTC' })).toBeNull();
  });

  test('a seat that was never paid for is no money', async () => {
    const tutor = await givenTutorIn('UTC');
    const { slot } = await givenSlot({ tutor, startsAt: at('2026-05-04', '10:00', 'UTC') });
    await db().teachingSession.create({
      data: {
        slotId: slot.id,
        instructorId: tutor.userId,
        startsAt: slot.startsAt,
        endsAt: slot.endsAt,
        status: 'COMPLETED',
      },
    });
    expect(await findFirstPaidMonth({ userId: tutor.userId, zone: 'UTC' })).toBeNull();
  });
});

test('paid seats come page by page, each once and in order, however many begin at the same time', async () => {
  const tutor = await givenTutorIn('UTC');
  const startsAt = at('2026-05-04', '10:00', 'UTC');
  const group = await givenPaid({ tutor, startsAt, students: 5 });
  const later = await givenPaid({ tutor, startsAt: addMinutes(startsAt, 120) });
  const pages = [];
  for await (const page of readPaidSeats({ userId: tutor.userId, zone: 'UTC', pageSize: 2 }))
    pages.push(page);
  expect(pages.map((page) => page.length)).toEqual([2, 2, 2]);
  const ids = pages.flat().map(({ paymentId }) => paymentId);
  expect(new Set(ids)).toEqual(
    new Set([...group.bookings, ...later.bookings].map(({ paymentId }) => paymentId)),
  );
  expect(ids.at(-1)).toBe(later.booking.paymentId);
});

describe('the file', () => {
  async function download(userId: string | null, query = '') {
    const request = new Request(`${env().APP_URL}/teach/earnings/csv${query}`, {
      headers: userId ? { cookie: await cookieOf(userId) } : {},
    });
    const response = await GET(request, { params: Promise.resolve({}) });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    return { status: response.status, headers: response.headers, bytes, lines: text.split('\r\n') };
  }

  test('has a line for each payment, written on the clock of the tutor', async () => {
    const tutor = await givenTutorIn('Asia/Kathmandu');
    const paid = await givenPaid({ tutor, startsAt: at('2026-08-31', '23:30', 'Asia/Kathmandu') });
    const cancelled = await givenPaid({
      tutor,
      startsAt: at('2026-09-02', '10:00', 'Asia/Kathmandu'),
      status: 'SCHEDULED',
      minutes: 45,
    });
    const now = new Date('2026-09-01T05:00:07Z');
    await cancelSession({ sessionId: cancelled.sessionId, userId: cancelled.booking.studentId, now });
    await db().user.update({
      where: { id: paid.booking.studentId },
      data: { name: '=HYPERLINK("http://evil.example", "Ada")' },
    });

    const { status, headers, bytes, lines } = await download(tutor.userId);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="slotwise-earnings.csv"');
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(lines).toEqual([
      '\uFEFFDate,Time,Starts at,Session,Kind,Minutes,Student,Amount,Refunded,Currency,Status,Refunded at',
      `2026-08-31,23:30,2026-08-31T23:30:00+05:45,${paid.sessionId},1-to-1,60,"'=HYPERLINK(""http://evil.example"", ""Ada"")",30.00,0.00,USD,earned,`,
      `2026-09-02,10:00,2026-09-02T10:00:00+05:45,${cancelled.sessionId},1-to-1,45,Student 1,22.50,22.50,USD,refunded,2026-09-01T10:45:07+05:45`,
      '',
    ]);
  });

  test('keeps to the months asked for, in whichever order they were picked', async () => {
    const tutor = await givenTutorIn(NEW_YORK);
    for (const month of ['06', '07', '08']) {
      await givenPaid({ tutor, startsAt: at(`2026-${month}-28`, '23:30', NEW_YORK) });
    }
    const daysOf = ({ lines }: { lines: string[] }) => lines.slice(1, -1).map((line) => line.slice(0, 10));
    const july = await download(tutor.userId, '?from=2026-07&to=2026-07');
    expect(daysOf(july)).toEqual(['2026-07-28']);
    expect(july.headers.get('content-disposition')).toContain('slotwise-earnings-2026-07.csv');
    expect(daysOf(await download(tutor.userId, '?from=2026-08&to=2026-07'))).toEqual([
      '2026-07-28',
      '2026-08-28',
    ]);
    expect(daysOf(await download(tutor.userId, '?from=&to=2026-06'))).toEqual(['2026-06-28']);
    expect((await download(tutor.userId, '?from=2026-13')).status).toBe(422);
  });

  test('is for tutors, and for each their own', async () => {
    const [tutor, other] = [await givenTutorIn('UTC'), await givenTutorIn('UTC')];
    const paid = await givenPaid({ tutor, startsAt: at('2026-05-04', '10:00', 'UTC') });
    expect((await download(null)).status).toBe(401);
    expect((await download(paid.booking.studentId)).status).toBe(403);
    expect((await download(other.userId)).lines).toHaveLength(2);
  });
});
