import { afterEach, describe, expect, test } from 'vitest';
import {
  expectBookingsToAddUp,
  givenHold,
  givenSession,
  givenSlot,
  givenStudent,
  givenStudents,
  givenTutor,
  hoursFromNow,
  pay,
} from '@/tests/factories';
import { startCheckout } from '../booking/commands';
import { settleHold } from '../booking/settlement';
import { db } from '../db';
import { addMinutes } from '../time';
import { cancelSession } from './commands';
import {
  getCancellation,
  getSession,
  listInstructorSessions,
  listStudentSessions,
  listStudentZones,
} from './queries';

const now = new Date();
afterEach(expectBookingsToAddUp);

async function bookFree(slotId: string, studentId: string): Promise<string> {
  const { sessionId } = await startCheckout({ slotId, studentId, now });
  if (!sessionId) throw new Error('the slot was not free');
  return sessionId;
}

async function cancelAll(sessionId: string): Promise<void> {
  const holds = { participant: { sessionId } };
  const { slotId } = await db().teachingSession.update({
    where: { id: sessionId },
    data: { status: 'CANCELLED', cancelledAt: now },
  });
  await db().sessionParticipant.updateMany({ where: { sessionId }, data: { status: 'CANCELLED' } });
  await db().seatHold.updateMany({ where: holds, data: { occupiesSeat: false } });
  await db().teachingSlot.update({ where: { id: slotId }, data: { seatsTaken: 0 } });
}

describe('a session of a group', () => {
  test('shows a student themself and the count, the tutor everybody with their payment', async () => {
    const { slot, tutor } = await givenSlot({ maxParticipants: 3, hourlyRateCents: 3000 });
    const [one, two] = await givenStudents(2);
    const holds = [];
    for (const student of [one, two]) {
      if (!student) throw new Error('no student');
      const held = await givenHold({ slotId: slot.id, studentId: student.id });
      await pay(held.paymentIntentId);
      const bookedAt = addMinutes(now, holds.length);
      const settled = await settleHold({ holdId: held.holdId, studentId: student.id, now: bookedAt });
      holds.push(settled?.sessionId);
      // The second one pays another price, which is none of the first one's business.
      await db().providerProfile.update({ where: { id: tutor.profileId }, data: { hourlyRateCents: 5000 } });
    }
    const sessionId = holds[0] ?? '';
    expect(holds).toEqual([sessionId, sessionId]);
    const seenBy = (userId: string | undefined) => getSession({ sessionId, userId: userId ?? '' });
    const mine = await seenBy(one?.id);
    expect(mine).toMatchObject({
      myRole: 'STUDENT',
      participantCount: 2,
      chatEnabled: false,
      participants: [
        { userId: one?.id, payment: { status: 'SUCCEEDED', amountCents: 3000, currency: 'usd' } },
      ],
    });
    expect(mine?.participants).toHaveLength(1);
    expect(JSON.stringify(mine)).not.toContain(two?.id);
    expect((await seenBy(two?.id))?.participants).toMatchObject([
      { userId: two?.id, payment: { amountCents: 5000 } },
    ]);
    expect(await seenBy(tutor.userId)).toMatchObject({
      myRole: 'TUTOR',
      participants: [
        { userId: one?.id, payment: { amountCents: 3000 } },
        { userId: two?.id, payment: { amountCents: 5000 } },
      ],
    });
    // The same in the lists.
    const [listed] = (await listStudentSessions({ userId: one?.id ?? '', now })).items;
    expect(listed).toEqual(mine);
    const [taught] = (await listInstructorSessions({ userId: tutor.userId, now })).items;
    expect(taught?.participants).toHaveLength(2);
  });
});

test('a session is nothing to a stranger, another tutor or somebody who only holds a seat', async () => {
  const { slot } = await givenSlot({ hourlyRateCents: 0, maxParticipants: 5 });
  const sessionId = await bookFree(slot.id, (await givenStudent()).id);
  for (const userId of [(await givenStudent()).id, (await givenTutor()).userId]) {
    expect(await getSession({ sessionId, userId })).toBeNull();
    expect((await listStudentSessions({ userId, now })).items).toEqual([]);
  }
  expect(await getSession({ sessionId: 'not-an-id', userId: (await givenStudent()).id })).toBeNull();
});

describe('the lists', () => {
  test('are upcoming until the very end, and past exactly then', async () => {
    const tutor = await givenTutor({ hourlyRateCents: 0 });
    const { slot } = await givenSlot({ tutor });
    const { id: userId } = await givenStudent();
    const id = await bookFree(slot.id, userId);
    for (const [at, when] of [
      [now, 'upcoming'],
      [slot.startsAt, 'upcoming'],
      [new Date(slot.endsAt.getTime() - 1), 'upcoming'],
      [slot.endsAt, 'past'],
      [addMinutes(slot.endsAt, 60 * 24 * 365), 'past'],
    ] as const) {
      const other = when === 'past' ? 'upcoming' : 'past';
      for (const list of [
        (wanted: 'upcoming' | 'past') => listStudentSessions({ userId, when: wanted, now: at }),
        (wanted: 'upcoming' | 'past') =>
          listInstructorSessions({ userId: tutor.userId, when: wanted, now: at }),
      ]) {
        expect((await list(when)).items.map((session) => session.id)).toEqual([id]);
        expect((await list(other)).items).toEqual([]);
      }
    }
  });

  test('of the pages count what is cancelled as past, for whom it is', async () => {
    const tutor = await givenTutor({ hourlyRateCents: 0 });
    const { slot } = await givenSlot({ tutor, maxParticipants: 2 });
    const [leaves, stays] = await givenStudents(2);
    if (!leaves || !stays) throw new Error('no students');
    const id = await bookFree(slot.id, leaves.id);
    await bookFree(slot.id, stays.id);
    const upcomingOf = async (userId: string, settledIsPast = true) => {
      const list = userId === tutor.userId ? listInstructorSessions : listStudentSessions;
      const idsOf = async (when: 'upcoming' | 'past') =>
        (await list({ userId, when, settledIsPast, now })).items.map((session) => session.id);
      const [upcoming, past] = [await idsOf('upcoming'), await idsOf('past')];
      expect([...upcoming, ...past]).toEqual([id]);
      return upcoming.length === 1;
    };
    const everybody = [tutor.userId, leaves.id, stays.id];
    const seen = () => Promise.all(everybody.map((userId) => upcomingOf(userId)));
    expect(await seen()).toEqual([true, true, true]);

    await cancelSession({ sessionId: id, userId: leaves.id, now });
    expect(await seen()).toEqual([true, false, true]);
    // Over HTTP it stays where its time is.
    expect(await upcomingOf(leaves.id, false)).toBe(true);

    await startCheckout({ slotId: slot.id, studentId: leaves.id, now: addMinutes(now, 1) });
    expect(await seen()).toEqual([true, true, true]);

    await cancelSession({ sessionId: id, userId: tutor.userId, now });
    expect(await seen()).toEqual([false, false, false]);
  });

  test('keep to a status', async () => {
    const tutor = await givenTutor({ hourlyRateCents: 0 });
    const { slot } = await givenSlot({ tutor });
    const { id: userId } = await givenStudent();
    const cancelled = await bookFree(slot.id, userId);
    await cancelAll(cancelled);
    const again = await bookFree(slot.id, userId);
    const ids = async (status: 'CANCELLED' | 'SCHEDULED') =>
      (await listStudentSessions({ userId, status, now })).items.map(({ id }) => id);
    expect(await ids('CANCELLED')).toEqual([cancelled]);
    expect(await ids('SCHEDULED')).toEqual([again]);
  });

  test.each(['newest', 'soonest'] as const)(
    'go page by page over equal starts without gap or repeat, %s first',
    async (order) => {
      const { id: userId } = await givenStudent();
      const tutor = await givenTutor({ hourlyRateCents: 0 });
      const startsAt = hoursFromNow(50);
      const all: string[] = [];
      // Seven at the same instant, cancelled one after the other, and two elsewhere.
      const { slot } = await givenSlot({ tutor, startsAt });
      for (let index = 0; index < 7; index += 1) {
        const sessionId = await bookFree(slot.id, userId);
        await cancelAll(sessionId);
        all.push(sessionId);
      }
      // The slot moves; what was agreed for its old time keeps its place in the order.
      const moved = addMinutes(startsAt, 600);
      await db().teachingSlot.update({
        where: { id: slot.id },
        data: { startsAt: moved, endsAt: addMinutes(moved, 60) },
      });
      for (const hours of [40, 45]) {
        const { slot: other } = await givenSlot({ tutor, startsAt: hoursFromNow(hours) });
        all.push(await bookFree(other.id, userId));
      }
      for (const list of [
        (page: { limit: number; cursor?: string }) => listStudentSessions({ userId, order, now, ...page }),
        (page: { limit: number; cursor?: string }) =>
          listInstructorSessions({ userId: tutor.userId, order, now, ...page }),
      ]) {
        for (const limit of [1, 2, 3, 9]) {
          const seen: string[] = [];
          let cursor: string | undefined;
          do {
            const { items, nextCursor } = await list({ limit, cursor });
            seen.push(...items.map(({ id }) => id));
            cursor = nextCursor ?? undefined;
          } while (cursor && seen.length < 20);
          expect([...seen].sort()).toEqual([...all].sort());
          expect(seen).toEqual((await list({ limit: 100 })).items.map(({ id }) => id));
        }
      }
    },
  );
});

test('a cancelled session stays where it was when its slot moves', async () => {
  const { slot, tutor } = await givenSlot({ hourlyRateCents: 0 });
  const { id } = await givenStudent();
  const sessionId = await bookFree(slot.id, id);
  const before = await getSession({ sessionId, userId: id });
  await cancelAll(sessionId);
  const endsAt = addMinutes(slot.endsAt, 90);
  await db().teachingSlot.update({
    where: { id: slot.id },
    data: {
      startsAt: addMinutes(slot.startsAt, 60),
      endsAt,
      startTime: '11:00',
      endTime: '12:30',
      durationMinutes: 90,
    },
  });
  const { slotDate, startTime, endTime, startsAt, durationMinutes } = before?.slot ?? {};
  expect((await getSession({ sessionId, userId: tutor.userId }))?.slot).toMatchObject({
    slotDate,
    startTime,
    endTime,
    startsAt,
    durationMinutes,
    endsAt: before?.slot.endsAt,
  });
});

test('where students read times is told to their tutor, and to nobody else', async () => {
  const { sessionId, tutor, bookings } = await givenSession({ students: 2 });
  const ids = bookings.map(({ studentId }) => studentId);
  await db().user.update({ where: { id: ids[1] ?? '' }, data: { timezone: 'Asia/Tokyo' } });
  const toldTo = async (userId: string) => Object.fromEntries(await listStudentZones({ sessionId, userId }));
  expect(await toldTo(tutor.userId)).toEqual({
    [ids[0] ?? '']: 'America/New_York',
    [ids[1] ?? '']: 'Asia/Tokyo',
  });
  expect(await toldTo(ids[0] ?? '')).toEqual({});
  expect(await toldTo((await givenStudent()).id)).toEqual({});
});

test('who cancelled is told to each of its people, of a student by their own seat, and to nobody else', async () => {
  const { sessionId, tutor, bookings } = await givenSession({ students: 2 });
  const [first, second] = bookings.map(({ studentId }) => studentId);
  const toldTo = (userId = '') => getCancellation({ sessionId, userId });
  expect(await toldTo(second)).toBeNull();
  const earlier = addMinutes(now, 1);
  await cancelSession({ sessionId, userId: first ?? '', reason: 'A secret', now: earlier });
  const gaveUp = { at: earlier, by: 'STUDENT', studentName: null, reason: null };
  expect(await toldTo(first)).toEqual(gaveUp);
  expect(await toldTo(tutor.userId)).toBeNull();
  const later = addMinutes(now, 2);
  await cancelSession({ sessionId, userId: tutor.userId, reason: 'Flu', now: later });
  const calledOff = { at: later, by: 'TUTOR', studentName: null, reason: 'Flu' };
  expect(await toldTo(first)).toEqual(gaveUp);
  expect(await toldTo(second)).toEqual(calledOff);
  expect(await toldTo(tutor.userId)).toEqual(calledOff);
  expect(await toldTo((await givenStudent()).id)).toBeNull();
});

test('a tutor reads which student cancelled', async () => {
  const { sessionId, tutor, bookings } = await givenSession({ students: 1 });
  await cancelSession({ sessionId, userId: bookings[0]?.studentId ?? '', now });
  const { name } = (await getSession({ sessionId, userId: tutor.userId }))?.participants[0] ?? {};
  expect(await getCancellation({ sessionId, userId: tutor.userId })).toEqual({
    at: now,
    by: 'STUDENT',
    studentName: name,
    reason: null,
  });
});
