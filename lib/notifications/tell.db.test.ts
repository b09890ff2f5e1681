import { afterEach, expect, test } from 'vitest';
import {
  expectBookingsToAddUp,
  first,
  givenBooking,
  givenSession,
  givenSlot,
  givenStudents,
} from '@/tests/factories';
import { db } from '../db';
import { drainJobs } from '../jobs/worker';
import { cancelSession } from '../sessions/commands';
import { completeSession, joinSession, startSession } from '../sessions/lifecycle';
import { addMinutes } from '../time';
import { tellPeople } from './tell';

afterEach(expectBookingsToAddUp);

type Received = {
  subject: string;
  text: string;
  headers: Record<string, string>;
  attachments: { filename: string; contentType: string; content: string }[];
};

/** Mails to a person, oldest first. */
async function mailsTo(userId: string): Promise<Received[]> {
  const { email } = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  const answer = await fetch(`${process.env.TEST_MAIL_URL}/api/mails?to=${encodeURIComponent(email)}`);
  return ((await answer.json()) as Received[]).reverse();
}

const subjectsTo = async (userId: string) => (await mailsTo(userId)).map(({ subject }) => subject);

const bellOf = async (userId: string) =>
  (await db().notification.findMany({ where: { userId }, orderBy: { createdAt: 'asc' } })).map(
    ({ type }) => type,
  );

test('a booking is told once, however often its job runs', async () => {
  const { sessionId, tutor, bookings, slot } = await givenSession();
  const { studentId } = first(bookings);
  await drainJobs();
  const event = {
    type: 'booked',
    at: new Date().toISOString(),
    sessionId,
    studentId,
    isFirst: true,
    sequence: 0,
  } as const;
  await Promise.all(Array.from({ length: 5 }, () => tellPeople(event)));
  await drainJobs();

  expect(await bellOf(tutor.userId)).toEqual(['booked']);
  expect(await bellOf(studentId)).toEqual([]);
  const [tutors, students] = [await mailsTo(tutor.userId), await mailsTo(studentId)];
  expect(tutors).toHaveLength(1);
  expect(students).toHaveLength(1);
  const calendar = first(students).attachments.find(({ contentType }) => contentType.includes('calendar'));
  const wanted = slot.startsAt.toISOString().replace(/[-:]|\.\d+/g, '');
  expect(calendar?.content).toContain(`DTSTART:${wanted}`);
});

test('a group that its tutor calls off: each student by bell and mail, with one UID and a higher SEQUENCE', async () => {
  const { sessionId, tutor, bookings } = await givenSession({ students: 3 });
  await cancelSession({ sessionId, userId: tutor.userId, reason: 'Flu', now: new Date() });
  await drainJobs();

  for (const { studentId } of bookings) {
    expect(await bellOf(studentId)).toEqual(['cancelled-by-tutor', 'refunded']);
    const mails = await mailsTo(studentId);
    expect(mails).toHaveLength(3);
    const calendars = mails.flatMap(({ attachments }) =>
      attachments.filter(({ contentType }) => contentType.startsWith('text/calendar')),
    );
    const lines = (name: string) =>
      calendars.map(({ content }) => new RegExp(`^${name}:(.*)$`, 'm').exec(content)?.[1]?.trim());
    expect(new Set(lines('UID')).size).toBe(1);
    expect(lines('METHOD').sort()).toEqual(['CANCEL', 'REQUEST']);
    const [cancel] = calendars.filter(({ content }) => content.includes('METHOD:CANCEL'));
    const [request] = calendars.filter(({ content }) => content.includes('METHOD:REQUEST'));
    const sequence = (text = '') => Number(/^SEQUENCE:(\d+)/m.exec(text)?.[1]);
    expect(sequence(cancel?.content)).toBeGreaterThan(sequence(request?.content));
  }
});

test('an end is told with a summary to everybody who was booked', async () => {
  const { sessionId, tutor, bookings, slot } = await givenSession({ students: 2 });
  const [came, away] = bookings;
  await startSession({ sessionId, userId: tutor.userId, now: slot.startsAt });
  await joinSession({ sessionId, userId: came?.studentId ?? '', now: slot.startsAt });
  await completeSession({ sessionId, userId: tutor.userId, now: addMinutes(slot.startsAt, 45) });
  await drainJobs();

  expect(await bellOf(came?.studentId ?? '')).toEqual(['started', 'ended']);
  expect(await bellOf(away?.studentId ?? '')).toEqual(['started', 'ended']);
  expect(await bellOf(tutor.userId)).toEqual(['booked', 'joined', 'ended']);
  expect(await subjectsTo(tutor.userId)).toHaveLength(3);
  // Mails that were due at the same time are sent side by side, so the summary need not come last.
  const summaries = (await mailsTo(came?.studentId ?? '')).filter(({ text }) => text.includes('45 min'));
  expect(summaries).toHaveLength(1);
});

test('students of one group never read each other’s names', async () => {
  const { slot, tutor } = await givenSlot({ maxParticipants: 2 });
  const [ana, ben] = await givenStudents(2);
  for (const { id } of [ana, ben].filter((each) => each !== undefined)) {
    await db().user.update({ where: { id }, data: { name: `Zyx${id.slice(0, 8)}` } });
    await givenBooking({ slotId: slot.id, studentId: id });
  }
  const session = await db().teachingSession.findFirstOrThrow({ where: { slotId: slot.id } });
  await cancelSession({ sessionId: session.id, userId: tutor.userId, now: new Date() });
  await drainJobs();
  const read = JSON.stringify(await mailsTo(ana?.id ?? ''));
  expect(read).toContain(`Zyx${ana?.id.slice(0, 8)}`);
  expect(read).not.toContain(`Zyx${ben?.id.slice(0, 8)}`);
});
