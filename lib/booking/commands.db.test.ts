import { afterEach, describe, expect, test } from 'vitest';
import {
  codesOf,
  expectBookingsToAddUp,
  first,
  givenBooking,
  givenHold,
  givenSlot,
  givenStudent,
  givenStudents,
  givenTutor,
  holdOf,
  hoursFromNow,
  paidFor,
  refusalOf,
  seatsTaken,
  stripe,
} from '@/tests/factories';
import { db } from '../db';
import { listOpenSlots } from '../slots/queries';
import { addMinutes } from '../time';
import { expireHold, releaseHold, startCheckout } from './commands';
import { getSlotForCheckout, listLivingHolds, listOwnTimes } from './queries';

const now = new Date();
const afterHold = addMinutes(now, 10);

afterEach(expectBookingsToAddUp);

const checkoutOfAll = (slotId: string, students: { id: string }[]) =>
  Promise.allSettled(students.map(({ id }) => startCheckout({ slotId, studentId: id, now })));

describe('fifty students at once', () => {
  test('on one seat: one holds it, the others hear that the session is full', async () => {
    const { slot } = await givenSlot();
    const outcomes = await checkoutOfAll(slot.id, await givenStudents(50));
    expect(codesOf(outcomes)).toEqual({ ok: 1, SESSION_FULL: 49 });
    expect(await seatsTaken(slot.id)).toBe(1);
    expect(await db().payment.count({ where: { hold: { slotId: slot.id } } })).toBe(1);
  });

  test('on one free seat: one is booked', async () => {
    const { slot } = await givenSlot({ hourlyRateCents: 0 });
    const outcomes = await checkoutOfAll(slot.id, await givenStudents(50));
    expect(codesOf(outcomes)).toEqual({ ok: 1, SESSION_FULL: 49 });
    expect(await db().sessionParticipant.count({ where: { session: { slotId: slot.id } } })).toBe(1);
  });

  test('on twenty seats: twenty hold one', async () => {
    const { slot } = await givenSlot({ maxParticipants: 20 });
    const outcomes = await checkoutOfAll(slot.id, await givenStudents(50));
    expect(codesOf(outcomes)).toEqual({ ok: 20, SESSION_FULL: 30 });
    expect(await seatsTaken(slot.id)).toBe(20);
  });

  test('on twenty seats with one taken: nineteen hold one', async () => {
    const { slot } = await givenSlot({ maxParticipants: 20 });
    await givenHold({ slotId: slot.id, studentId: (await givenStudent()).id });
    const outcomes = await checkoutOfAll(slot.id, await givenStudents(50));
    expect(codesOf(outcomes)).toEqual({ ok: 19, SESSION_FULL: 31 });
  });

  test('on twenty free seats: twenty are booked into one session', async () => {
    const { slot } = await givenSlot({ maxParticipants: 20, hourlyRateCents: 0 });
    const outcomes = await checkoutOfAll(slot.id, await givenStudents(50));
    expect(codesOf(outcomes)).toEqual({ ok: 20, SESSION_FULL: 30 });
    const sessions = await db().teachingSession.findMany({
      where: { slotId: slot.id },
      select: { _count: { select: { participants: true } } },
    });
    expect(sessions).toEqual([{ _count: { participants: 20 } }]);
  });

  test('on a seat whose hold has just lapsed: one gets it', async () => {
    const { slot } = await givenSlot();
    const { holdId } = await givenHold({ slotId: slot.id, studentId: (await givenStudent()).id, now });
    const students = await givenStudents(50);
    const outcomes = await Promise.allSettled(
      students.map(({ id }) => startCheckout({ slotId: slot.id, studentId: id, now: afterHold })),
    );
    expect(codesOf(outcomes)).toEqual({ ok: 1, SESSION_FULL: 49 });
    expect((await holdOf(holdId)).status).toBe('EXPIRED');
  });
});

describe('one student', () => {
  test('clicking ten times at once gets one hold and one payment', async () => {
    const { slot } = await givenSlot({ maxParticipants: 5 });
    const { id } = await givenStudent();
    const checkouts = await Promise.all(
      Array.from({ length: 10 }, () => startCheckout({ slotId: slot.id, studentId: id, now })),
    );
    expect(checkouts.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(checkouts.map((checkout) => paidFor(checkout).holdId)).size).toBe(1);
    expect(new Set(checkouts.map((checkout) => paidFor(checkout).paymentIntentId)).size).toBe(1);
    expect(await seatsTaken(slot.id)).toBe(1);
  });

  test('clicking twice at once on a free slot is booked once and hears so', async () => {
    const { slot } = await givenSlot({ maxParticipants: 5, hourlyRateCents: 0 });
    const { id } = await givenStudent();
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => startCheckout({ slotId: slot.id, studentId: id, now })),
    );
    expect(codesOf(outcomes)).toEqual({ ok: 1, ALREADY_BOOKED: 2 });
  });

  test.each([0, 3000])(
    'on overlapping slots of four tutors at once (%i cents) gets one',
    async (hourlyRateCents) => {
      const { id } = await givenStudent();
      const slots = await Promise.all(
        [0, 15, 30, 45].map((minutes) =>
          givenSlot({ startsAt: addMinutes(hoursFromNow(30), minutes), hourlyRateCents }),
        ),
      );
      const outcomes = await Promise.allSettled(
        slots.map(({ slot }) => startCheckout({ slotId: slot.id, studentId: id, now })),
      );
      expect(codesOf(outcomes)).toEqual({ ok: 1, TIME_CONFLICT: 3 });
    },
  );

  test('may book slots that touch', async () => {
    const { id } = await givenStudent();
    const startsAt = hoursFromNow(40);
    const { slot: one } = await givenSlot({ startsAt });
    const { slot: two } = await givenSlot({ startsAt: addMinutes(startsAt, 60) });
    await givenHold({ slotId: one.id, studentId: id });
    await givenHold({ slotId: two.id, studentId: id });
  });

  test('is no longer in the way of themself once their hold elsewhere has lapsed', async () => {
    const { id } = await givenStudent();
    const { slot: one } = await givenSlot();
    const { slot: two } = await givenSlot();
    await givenHold({ slotId: one.id, studentId: id, now });
    expect((await refusalOf(startCheckout({ slotId: two.id, studentId: id, now }))).code).toBe(
      'TIME_CONFLICT',
    );
    await givenHold({ slotId: two.id, studentId: id, now: afterHold });
    expect(await seatsTaken(one.id)).toBe(0);
  });

  test('who teaches at that time cannot book, and can where nobody booked them', async () => {
    const tutor = await givenTutor();
    const { slot: own } = await givenSlot({ tutor });
    const { slot } = await givenSlot();
    await givenHold({ slotId: own.id, studentId: (await givenStudent()).id, now });
    expect((await refusalOf(startCheckout({ slotId: slot.id, studentId: tutor.userId, now }))).code).toBe(
      'TIME_CONFLICT',
    );
    const idle = await givenTutor();
    await givenSlot({ tutor: idle });
    await givenHold({ slotId: slot.id, studentId: idle.userId, now });
  });
});

describe('a checkout', () => {
  test('answers the hold, what is to be paid and the slot with its seat taken', async () => {
    const { slot } = await givenSlot({ maxParticipants: 3, hourlyRateCents: 2501, minutes: 30 });
    const { id } = await givenStudent();
    const checkout = await startCheckout({ slotId: slot.id, studentId: id, now });
    expect(checkout).toMatchObject({
      isNew: true,
      sessionId: null,
      hold: { slotId: slot.id, status: 'HELD', expiresAt: afterHold.toISOString() },
      // 1250.5 cents.
      payment: { status: 'PENDING', amountCents: 1251, currency: 'usd' },
      slot: { id: slot.id, seatsTaken: 1, seatsLeft: 2, priceCents: 1251 },
    });
    const intent = await stripe().paymentIntents.retrieve(paidFor(checkout).paymentIntentId);
    expect(intent).toMatchObject({
      amount: 1251,
      currency: 'usd',
      metadata: { paymentId: checkout.payment?.id },
    });
  });

  test('keeps its price when the tutor’s rate changes, and the next one has the new price', async () => {
    const { slot, tutor } = await givenSlot({ maxParticipants: 3, hourlyRateCents: 3000 });
    const [one, two] = await givenStudents(2);
    await startCheckout({ slotId: slot.id, studentId: one?.id ?? '', now });
    await db().providerProfile.update({ where: { id: tutor.profileId }, data: { hourlyRateCents: 5000 } });
    const again = await startCheckout({ slotId: slot.id, studentId: one?.id ?? '', now });
    expect(again).toMatchObject({ isNew: false, payment: { amountCents: 3000 } });
    const other = await startCheckout({ slotId: slot.id, studentId: two?.id ?? '', now });
    expect(other.payment?.amountCents).toBe(5000);
  });

  test('books a free slot at once', async () => {
    const { slot } = await givenSlot({ hourlyRateCents: 0 });
    const { id } = await givenStudent();
    const checkout = await startCheckout({ slotId: slot.id, studentId: id, now });
    expect(checkout).toMatchObject({ hold: null, payment: null, slot: { seatsLeft: 0, priceCents: 0 } });
    const session = await db().teachingSession.findUniqueOrThrow({
      where: { id: checkout.sessionId ?? '' },
      include: { conversation: true, participants: true },
    });
    expect(session).toMatchObject({
      status: 'SCHEDULED',
      startsAt: slot.startsAt,
      participants: [{ userId: id }],
    });
    expect(session.conversation).not.toBeNull();
  });

  test('of a group has no conversation', async () => {
    const { slot } = await givenSlot({ hourlyRateCents: 0, maxParticipants: 2 });
    await startCheckout({ slotId: slot.id, studentId: (await givenStudent()).id, now });
    expect(await db().sessionConversation.count({ where: { session: { slotId: slot.id } } })).toBe(0);
  });

  test('below what cards allow is refused, and the seat is free again', async () => {
    const { slot } = await givenSlot({ hourlyRateCents: 100, minutes: 15 });
    const { id } = await givenStudent();
    expect((await refusalOf(startCheckout({ slotId: slot.id, studentId: id, now }))).code).toBe(
      'PRICE_TOO_SMALL',
    );
    expect(await seatsTaken(slot.id)).toBe(0);
  });

  test.each<[string, () => Promise<{ slotId: string; studentId?: string }>]>([
    ['NOT_FOUND', async () => ({ slotId: crypto.randomUUID() })],
    ['SLOT_IN_PAST', async () => ({ slotId: (await givenSlot({ startsAt: addMinutes(now, -1) })).slot.id })],
    [
      'SLOT_TOO_FAR',
      async () => ({ slotId: (await givenSlot({ startsAt: hoursFromNow(29 * 24 + 24) })).slot.id }),
    ],
    [
      'OWN_SLOT',
      async () => {
        const { slot, tutor } = await givenSlot();
        return { slotId: slot.id, studentId: tutor.userId };
      },
    ],
    [
      'SLOT_CLOSED',
      async () => {
        const { slot } = await givenSlot();
        await db().teachingSlot.update({ where: { id: slot.id }, data: { closedAt: now } });
        return { slotId: slot.id };
      },
    ],
    [
      'SLOT_CLOSED',
      async () => ({ slotId: (await givenSlot({ tutor: await givenTutor({ published: false }) })).slot.id }),
    ],
  ])('is refused with %s', async (code, given) => {
    const { slotId, studentId = (await givenStudent()).id } = await given();
    expect((await refusalOf(startCheckout({ slotId, studentId, now }))).code).toBe(code);
  });
});

describe('one’s own hold', () => {
  test('does not hide the slot from oneself, though it does from others', async () => {
    const { slot, tutor } = await givenSlot();
    const { id } = await givenStudent();
    const { holdId } = await givenHold({ slotId: slot.id, studentId: id, now });
    const key = { studentId: id, now };
    expect(await getSlotForCheckout({ slotId: slot.id, ...key })).toMatchObject({
      livingHold: { id: holdId },
    });
    expect(await listLivingHolds({ providerProfileId: tutor.profileId, ...key })).toMatchObject([
      { hold: { id: holdId, status: 'HELD' }, slot: { id: slot.id } },
    ]);
    expect((await listOpenSlots({ providerProfileId: tutor.profileId, now }))?.items).toEqual([]);
    const other = (await givenStudent()).id;
    expect(await getSlotForCheckout({ slotId: slot.id, studentId: other, now })).toMatchObject({
      livingHold: null,
    });
    expect(await listLivingHolds({ providerProfileId: tutor.profileId, studentId: other, now })).toEqual([]);
  });

  test('once lapsed leaves the slot open for all, before any job has run', async () => {
    const { slot, tutor } = await givenSlot();
    const { id } = await givenStudent();
    await givenHold({ slotId: slot.id, studentId: id, now });
    const open = await listOpenSlots({ providerProfileId: tutor.profileId, now: afterHold });
    expect(open?.items).toMatchObject([{ id: slot.id, seatsTaken: 0, seatsLeft: 1 }]);
    expect(
      await listLivingHolds({ providerProfileId: tutor.profileId, studentId: id, now: afterHold }),
    ).toEqual([]);
    const again = await givenHold({ slotId: slot.id, studentId: id, now: afterHold });
    expect(again.expiresAt).toEqual(addMinutes(afterHold, 10));
  });
});

test('when somebody has a session is known of what they booked and what they teach, and not of what they only hold', async () => {
  const free = await givenTutor({ hourlyRateCents: 0 });
  const at = (hours: number) => ({ startsAt: hoursFromNow(hours) });
  const { slot: booked } = await givenSlot({ tutor: free, ...at(30) });
  const { slot: taught, tutor } = await givenSlot({ hourlyRateCents: 0, ...at(40) });
  const { slot: held } = await givenSlot(at(50));
  const { userId } = tutor;
  await startCheckout({ slotId: booked.id, studentId: userId, now });
  await startCheckout({ slotId: taught.id, studentId: (await givenStudent()).id, now });
  await givenHold({ slotId: held.id, studentId: userId, now });
  const timesUntil = async (hours: number, of = userId) =>
    (await listOwnTimes({ userId: of, from: now, to: hoursFromNow(hours) }))
      .map(({ startsAt }) => startsAt)
      .sort();

  expect(await timesUntil(60)).toEqual([booked, taught].map(({ startsAt }) => startsAt.toISOString()));
  expect(await timesUntil(35)).toEqual([booked.startsAt.toISOString()]);
  expect(await timesUntil(60, (await givenStudent()).id)).toEqual([]);
});

test('a seat that somebody holds with a tutor is no session of that tutor yet', async () => {
  const { slot, tutor } = await givenSlot();
  const { id } = await givenStudent();
  await givenHold({ slotId: slot.id, studentId: id, now });
  const times = () => listOwnTimes({ userId: tutor.userId, from: now, to: addMinutes(slot.endsAt, 1) });
  expect(await times()).toEqual([]);
  const { slot: booked } = await givenSlot({ tutor, startsAt: addMinutes(slot.startsAt, -120) });
  await givenBooking({ slotId: booked.id, studentId: id, now });
  expect((await times()).map(({ startsAt }) => startsAt)).toEqual([booked.startsAt.toISOString()]);
});

describe('giving a seat back', () => {
  test('frees it at once and stops the payment', async () => {
    const { slot } = await givenSlot();
    const { id } = await givenStudent();
    const { holdId, paymentIntentId } = await givenHold({ slotId: slot.id, studentId: id });
    await releaseHold({ holdId, studentId: id });
    expect(await seatsTaken(slot.id)).toBe(0);
    expect(await holdOf(holdId)).toMatchObject({ status: 'RELEASED', payment: { status: 'CANCELLED' } });
    expect((await stripe().paymentIntents.retrieve(paymentIntentId)).status).toBe('canceled');
    await givenHold({ slotId: slot.id, studentId: (await givenStudent()).id });
  });

  test('ten times at once gives back one', async () => {
    const { slot } = await givenSlot({ maxParticipants: 5 });
    await givenHold({ slotId: slot.id, studentId: (await givenStudent()).id });
    const { id } = await givenStudent();
    const { holdId } = await givenHold({ slotId: slot.id, studentId: id });
    await Promise.all(Array.from({ length: 10 }, () => releaseHold({ holdId, studentId: id })));
    expect(await seatsTaken(slot.id)).toBe(1);
  });

  test('is not possible with a stranger’s, nor with one that is not there', async () => {
    const { slot } = await givenSlot();
    const { holdId } = await givenHold({ slotId: slot.id, studentId: (await givenStudent()).id });
    const { id } = await givenStudent();
    expect((await refusalOf(releaseHold({ holdId, studentId: id }))).code).toBe('NOT_FOUND');
    expect((await refusalOf(releaseHold({ holdId: slot.id, studentId: id }))).code).toBe('NOT_FOUND');
    expect(await seatsTaken(slot.id)).toBe(1);
  });

  test('and taking it again makes another hold with another payment', async () => {
    const { slot } = await givenSlot();
    const { id } = await givenStudent();
    const one = await givenHold({ slotId: slot.id, studentId: id });
    await releaseHold({ holdId: one.holdId, studentId: id });
    const two = await givenHold({ slotId: slot.id, studentId: id });
    expect(two.holdId).not.toBe(one.holdId);
    expect(two.paymentIntentId).not.toBe(one.paymentIntentId);
  });
});

describe('a hold that lapses', () => {
  test('is ended by its job, which cancels the payment first', async () => {
    const { slot } = await givenSlot();
    const { holdId, paymentIntentId } = await givenHold({
      slotId: slot.id,
      studentId: (await givenStudent()).id,
      now,
    });
    await expireHold({ holdId, now: afterHold });
    expect(await holdOf(holdId)).toMatchObject({ status: 'EXPIRED', payment: { status: 'CANCELLED' } });
    expect((await stripe().paymentIntents.retrieve(paymentIntentId)).status).toBe('canceled');
    expect(await seatsTaken(slot.id)).toBe(0);
  });

  test('is left alone by a job that comes early, and by a second one', async () => {
    const { slot } = await givenSlot();
    const { holdId } = await givenHold({ slotId: slot.id, studentId: (await givenStudent()).id, now });
    await expireHold({ holdId, now: new Date(afterHold.getTime() - 1) });
    expect(await seatsTaken(slot.id)).toBe(1);
    await Promise.all([1, 2, 3].map(() => expireHold({ holdId, now: afterHold })));
    expect(await seatsTaken(slot.id)).toBe(0);
  });

  test('is freed within another student’s booking, and its job still cancels the payment', async () => {
    const { slot } = await givenSlot();
    const lapsed = await givenHold({ slotId: slot.id, studentId: (await givenStudent()).id, now });
    await givenHold({ slotId: slot.id, studentId: (await givenStudent()).id, now: afterHold });
    expect(await holdOf(lapsed.holdId)).toMatchObject({ status: 'EXPIRED', payment: { status: 'PENDING' } });
    await expireHold({ holdId: lapsed.holdId, now: afterHold });
    expect((await stripe().paymentIntents.retrieve(lapsed.paymentIntentId)).status).toBe('canceled');
    expect(await seatsTaken(slot.id)).toBe(1);
  });

  test('has a job set up for its very end', async () => {
    const { slot } = await givenSlot();
    const { holdId, expiresAt } = await givenHold({
      slotId: slot.id,
      studentId: (await givenStudent()).id,
      now,
    });
    const jobs = await db().$queryRaw<{ run_at: Date }[]>`
      SELECT run_at FROM graphile_worker.jobs WHERE key = ${`hold:${holdId}`}`;
    expect(first(jobs).run_at.getTime()).toBeGreaterThanOrEqual(expiresAt.getTime());
  });
});
