import { Client } from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import {
  codesOf,
  expectBookingsToAddUp,
  first,
  givenHold,
  givenSlot,
  givenStudent,
  givenTutor,
  hoursFromNow,
  refusalOf,
  seatsTaken,
  type Tutor,
} from '@/tests/factories';
import { releaseHold, startCheckout } from '../booking/commands';
import { db, read, sql } from '../db';
import { env } from '../env';
import { addDays, addMinutes, dayIn, instantOf, wallTimeIn } from '../time';
import { longDay, noonOf } from '../time-format';
import { createSlots, deleteSlot, updateSlot } from './commands';
import { listOpenSlots, listOpenSlotsOf, listOwnSlots } from './queries';
import type { CreateSlotInput } from './schema';

const now = new Date();
afterEach(expectBookingsToAddUp);

const today = dayIn(now, 'Asia/Kathmandu');

function wanted(changes: Partial<CreateSlotInput> = {}): CreateSlotInput {
  return {
    slotDate: addDays(today, 2),
    startTime: '10:00',
    endTime: '11:00',
    sessionType: 'ONE_TO_ONE',
    timezone: 'Asia/Kathmandu',
    ...changes,
  };
}

const create = (tutor: Tutor, ...slots: CreateSlotInput[]) =>
  createSlots({ userId: tutor.userId, slots, now });
const one = (tutor: Tutor, changes: Partial<CreateSlotInput> = {}) =>
  createSlots({ userId: tutor.userId, slots: [wanted(changes)], isBatch: false, now });

describe('offering slots', () => {
  test('answers each with its instants, its price and its seats', async () => {
    const tutor = await givenTutor({ hourlyRateCents: 6000 });
    const [slot] = await one(tutor, { endTime: '11:30', sessionType: 'GROUP', maxParticipants: 20 });
    const startsAt = instantOf(addDays(today, 2), '10:00', 'Asia/Kathmandu');
    expect(slot).toMatchObject({
      ...wanted({ endTime: '11:30', sessionType: 'GROUP' }),
      providerProfileId: tutor.profileId,
      startsAt: startsAt?.toISOString(),
      endsAt: startsAt && addMinutes(startsAt, 90).toISOString(),
      durationMinutes: 90,
      maxParticipants: 20,
      seatsTaken: 0,
      seatsLeft: 20,
      priceCents: 9000,
      currency: 'usd',
    });
    const [row] = await read<{ startsAt: Date; slotDate: string }>(
      sql`SELECT "startsAt", "slotDate"::text AS "slotDate" FROM "TeachingSlot" WHERE "id" = ${slot?.id}::uuid`,
    );
    expect(row).toEqual({ startsAt, slotDate: addDays(today, 2) });
  });

  test('fifty overlapping ones at once: one is made, the others are told which slot they meet', async () => {
    const tutor = await givenTutor();
    const minutes = Array.from({ length: 50 }, (_, index) => String(index % 60).padStart(2, '0'));
    const outcomes = await Promise.allSettled(
      minutes.map((minute) => one(tutor, { startTime: `10:${minute}`, endTime: `11:${minute}` })),
    );
    expect(codesOf(outcomes)).toEqual({ ok: 1, SLOT_OVERLAP: 49 });
    const made = await db().teachingSlot.findFirstOrThrow({ where: { providerProfileId: tutor.profileId } });
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') {
        expect(outcome.reason.detail).toContain(`${made.startTime}–${made.endTime}`);
        expect(outcome.reason.detail).toContain(longDay(noonOf(addDays(today, 2)), 'UTC'));
      }
    }
  });

  test('an overlap that the lock did not see is refused by the constraint in the same words', async () => {
    const tutor = await givenTutor();
    const other = new Client({ connectionString: env().DATABASE_URL });
    await other.connect();
    await other.query('BEGIN');
    const startsAt = instantOf(addDays(today, 2), '10:30', 'Asia/Kathmandu') ?? now;
    // Whoever writes past the application takes no lock on the profile.
    await other.query(
      `INSERT INTO "TeachingSlot" ("providerProfileId", "slotDate", "startTime", "endTime", "durationMinutes",
         "sessionType", "maxParticipants", "timezone", "startsAt", "endsAt")
       VALUES ($1, $2, '10:30', '11:30', 60, 'ONE_TO_ONE', 1, 'Asia/Kathmandu', $3, $4)`,
      [tutor.profileId, addDays(today, 2), startsAt, addMinutes(startsAt, 60)],
    );
    const outcome = refusalOf(one(tutor));
    await expect
      .poll(async () => (await read(sql`SELECT 1 FROM pg_locks WHERE NOT granted`)).length, {
        timeout: 10_000,
      })
      .toBeGreaterThan(0);
    await other.query('COMMIT');
    await other.end();
    const refusal = await outcome;
    expect(refusal).toMatchObject({ code: 'SLOT_OVERLAP', status: 409 });
    expect(refusal.detail).toContain('10:30–11:30');
  });

  test('two hundred at once, all or nothing', async () => {
    const tutor = await givenTutor();
    const many = Array.from({ length: 200 }, (_, index) =>
      wanted({
        slotDate: addDays(today, 1 + Math.floor(index / 20)),
        startTime: `${String(2 + (index % 20)).padStart(2, '0')}:00`,
        endTime: `${String(3 + (index % 20)).padStart(2, '0')}:00`,
      }),
    );
    const refusal = await refusalOf(
      create(tutor, ...many.slice(0, 199), wanted({ slotDate: addDays(today, 40) })),
    );
    expect(refusal).toMatchObject({ code: 'SLOT_TOO_FAR', errors: [{ path: 'slots.199.slotDate' }] });
    expect(await db().teachingSlot.count({ where: { providerProfileId: tutor.profileId } })).toBe(0);
    const made = await create(tutor, ...many);
    expect(made).toHaveLength(200);
    expect(made.map(({ startsAt }) => startsAt)).toEqual(made.map(({ startsAt }) => startsAt).sort());
  });

  test('touching ones, and the same time of another tutor, are no overlap', async () => {
    const [tutor, other] = [await givenTutor(), await givenTutor()];
    await create(tutor, wanted(), wanted({ startTime: '11:00', endTime: '12:00' }));
    await one(tutor, { startTime: '09:00', endTime: '10:00' });
    await one(other);
  });

  test('overlap is judged on instants, across zones and midnight', async () => {
    const tutor = await givenTutor();
    await one(tutor, { startTime: '22:00', endTime: '00:00' });
    await one(tutor, { slotDate: addDays(today, 3), startTime: '00:00', endTime: '01:00' });
    // 18:15 UTC is midnight in Kathmandu.
    const inUtc = { timezone: 'UTC', slotDate: addDays(today, 2), startTime: '17:00', endTime: '18:00' };
    expect((await refusalOf(one(tutor, inUtc))).code).toBe('SLOT_OVERLAP');
    await one(tutor, { ...inUtc, startTime: '19:15', endTime: '20:15' });
  });

  test.each([
    [[wanted(), wanted({ startTime: '10:30', endTime: '11:30' })], 'slots.1'],
    [[wanted({ startTime: '10:30', endTime: '11:30' }), wanted()], 'slots.0'],
  ])('an overlap within the request names both: %#', async (slots, path) => {
    const refusal = await refusalOf(create(await givenTutor(), ...slots));
    expect(refusal).toMatchObject({ code: 'SLOT_OVERLAP', errors: [{ path }] });
  });

  test('an overlap of a list of one with an existing slot says which of the list it is', async () => {
    const tutor = await givenTutor();
    await one(tutor);
    expect(await refusalOf(create(tutor, wanted()))).toMatchObject({
      code: 'SLOT_OVERLAP',
      errors: [{ path: 'slots.0' }],
    });
    expect((await refusalOf(one(tutor))).errors).toBeUndefined();
  });

  test('week 1 comes before later ones, in the request or already there', async () => {
    const tutor = await givenTutor();
    const later = wanted({ slotDate: addDays(today, 7) });
    expect((await refusalOf(create(tutor, later))).code).toBe('WEEK_ONE_REQUIRED');
    await create(tutor, later, wanted({ slotDate: addDays(today, 6) }));
    await create(tutor, wanted({ slotDate: addDays(today, 28) }));
    const other = await givenTutor();
    const [slot] = await one(other, { slotDate: addDays(today, 1) });
    await deleteSlot({ userId: other.userId, slotId: slot?.id ?? '', now });
    expect((await refusalOf(create(other, later))).code).toBe('WEEK_ONE_REQUIRED');
  });

  test.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kathmandu'])(
    'in %s they reach to its own 28th day',
    async (timezone) => {
      const tutor = await givenTutor({ timezone });
      const here = dayIn(now, timezone);
      const on = (days: number) => wanted({ timezone, slotDate: addDays(here, days) });
      await create(tutor, on(1), on(28));
      expect((await refusalOf(create(tutor, on(29)))).code).toBe('SLOT_TOO_FAR');
    },
  );

  test('is for tutors', async () => {
    const { id } = await givenStudent();
    expect((await refusalOf(createSlots({ userId: id, slots: [wanted()], now }))).code).toBe('NOT_A_TUTOR');
  });
});

describe('changing a slot', () => {
  const update = (
    tutor: Tutor,
    slotId: string,
    change: Parameters<typeof updateSlot>[0]['change'],
    at = now,
  ) => updateSlot({ userId: tutor.userId, slotId, change, now: at });

  test('moves it on the time line as well', async () => {
    const tutor = await givenTutor();
    const slot = first(await one(tutor));
    const changed = await update(tutor, slot.id, { startTime: '10:30', endTime: '12:00' });
    expect(changed).toMatchObject({ id: slot.id, durationMinutes: 90, priceCents: 4500 });
    expect(Date.parse(changed.startsAt) - Date.parse(slot.startsAt)).toBe(30 * 60_000);
    const elsewhere = await update(tutor, slot.id, { timezone: 'America/New_York' });
    expect(elsewhere.startsAt).toBe(instantOf(slot.slotDate, '10:30', 'America/New_York')?.toISOString());
  });

  test('may cover its own old time, but not another slot', async () => {
    const tutor = await givenTutor();
    const [slot] = await create(tutor, wanted(), wanted({ startTime: '12:00', endTime: '13:00' }));
    await update(tutor, slot?.id ?? '', { endTime: '12:00' });
    const refusal = await refusalOf(update(tutor, slot?.id ?? '', { endTime: '12:30' }));
    expect(refusal.code).toBe('SLOT_OVERLAP');
    expect(refusal.detail).toContain('12:00–13:00');
  });

  test('from a group to 1-to-1 sets one seat; the other way needs a number', async () => {
    const tutor = await givenTutor();
    const slot = first(await one(tutor, { sessionType: 'GROUP', maxParticipants: 5 }));
    expect(await update(tutor, slot.id, { sessionType: 'ONE_TO_ONE' })).toMatchObject({ maxParticipants: 1 });
    expect((await refusalOf(update(tutor, slot.id, { sessionType: 'GROUP' }))).code).toBe(
      'VALIDATION_FAILED',
    );
    expect((await refusalOf(update(tutor, slot.id, { maxParticipants: 2 }))).code).toBe('VALIDATION_FAILED');
    expect(await update(tutor, slot.id, { sessionType: 'GROUP', maxParticipants: 3 })).toMatchObject({
      seatsLeft: 3,
    });
  });

  test('with a seat held or booked only gives a group more seats', async () => {
    for (const hourlyRateCents of [0, 3000]) {
      const { slot, tutor } = await givenSlot({ maxParticipants: 3, hourlyRateCents });
      await startCheckout({ slotId: slot.id, studentId: (await givenStudent()).id, now });
      for (const change of [
        { endTime: '11:30' },
        { slotDate: addDays(today, 3) },
        { timezone: 'UTC' },
        { maxParticipants: 2 },
        { sessionType: 'ONE_TO_ONE' as const },
      ]) {
        expect((await refusalOf(update(tutor, slot.id, change))).code).toBe('SLOT_BOOKED');
      }
      expect(await update(tutor, slot.id, { maxParticipants: 4 })).toMatchObject({
        seatsLeft: 3,
        seatsTaken: 1,
      });
    }
  });

  test('is possible again once the hold has lapsed or was given back', async () => {
    const { slot, tutor } = await givenSlot({ maxParticipants: 3 });
    const { id: studentId } = await givenStudent();
    await givenHold({ slotId: slot.id, studentId: (await givenStudent()).id, now: addMinutes(now, -10) });
    const held = await givenHold({ slotId: slot.id, studentId });
    expect((await refusalOf(update(tutor, slot.id, { maxParticipants: 2 }))).code).toBe('SLOT_BOOKED');
    await releaseHold({ holdId: held.holdId, studentId });
    expect(await update(tutor, slot.id, { maxParticipants: 2 })).toMatchObject({ seatsTaken: 0 });
    expect(await seatsTaken(slot.id)).toBe(0);
  });

  test('against a student who takes a seat: one of the two, in every round', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { slot, tutor } = await givenSlot({ hourlyRateCents: 0 });
      const { id: studentId } = await givenStudent();
      const startTime = wallTimeIn(addMinutes(slot.startsAt, 15), tutor.timezone);
      const contenders = [
        () => startCheckout({ slotId: slot.id, studentId, now }),
        () => update(tutor, slot.id, { startTime }),
      ];
      await Promise.allSettled((round % 2 ? contenders : contenders.reverse()).map((contend) => contend()));
      // Moved before or not at all: the claim has the times of the slot.
      const wrong = await read(sql`
        SELECT 1 FROM "SeatHold" h JOIN "TeachingSlot" s ON s."id" = h."slotId"
        WHERE s."id" = ${slot.id}::uuid AND (h."startsAt" <> s."startsAt" OR h."endsAt" <> s."endsAt")`);
      expect(wrong).toEqual([]);
    }
  });

  test('that has begun is refused with 409', async () => {
    const { slot, tutor } = await givenSlot();
    const refusal = await refusalOf(update(tutor, slot.id, { endTime: '23:00' }, slot.startsAt));
    expect(refusal).toMatchObject({ code: 'SLOT_IN_PAST', status: 409 });
  });

  test('into the past, too far or out of week 1 is refused as in offering', async () => {
    const tutor = await givenTutor();
    const slot = first(await one(tutor));
    const codes = [];
    for (const days of [-1, 8, 29]) {
      codes.push((await refusalOf(update(tutor, slot.id, { slotDate: addDays(today, days) }))).code);
    }
    expect(codes).toEqual(['SLOT_IN_PAST', 'WEEK_ONE_REQUIRED', 'SLOT_TOO_FAR']);
  });

  test('of another tutor is not found', async () => {
    const { slot } = await givenSlot();
    const stranger = await givenTutor();
    expect((await refusalOf(update(stranger, slot.id, { endTime: '23:00' }))).code).toBe('NOT_FOUND');
    expect((await refusalOf(deleteSlot({ userId: stranger.userId, slotId: slot.id, now }))).code).toBe(
      'NOT_FOUND',
    );
  });
});

describe('withdrawing a slot', () => {
  test('erases one that nobody ever wanted', async () => {
    const { slot, tutor } = await givenSlot();
    await deleteSlot({ userId: tutor.userId, slotId: slot.id, now });
    expect(await db().teachingSlot.count({ where: { id: slot.id } })).toBe(0);
  });

  test('closes one with history, and frees its time', async () => {
    const { slot, tutor } = await givenSlot();
    const { id: studentId } = await givenStudent();
    const { holdId } = await givenHold({ slotId: slot.id, studentId });
    expect((await refusalOf(deleteSlot({ userId: tutor.userId, slotId: slot.id, now }))).code).toBe(
      'SLOT_BOOKED',
    );
    await releaseHold({ holdId, studentId });
    await deleteSlot({ userId: tutor.userId, slotId: slot.id, now });
    expect(await db().teachingSlot.findUnique({ where: { id: slot.id } })).toMatchObject({ closedAt: now });
    await givenSlot({ tutor, startsAt: slot.startsAt });
    const late = startCheckout({ slotId: slot.id, studentId, now });
    expect((await refusalOf(late)).code).toBe('SLOT_CLOSED');
    const own = await listOwnSlots({ providerProfileId: tutor.profileId });
    expect(own.items.map(({ id }) => id)).not.toContain(slot.id);
  });

  test('that is booked or has begun is refused', async () => {
    const { slot, tutor } = await givenSlot({ hourlyRateCents: 0 });
    await startCheckout({ slotId: slot.id, studentId: (await givenStudent()).id, now });
    const remove = (at: Date) => deleteSlot({ userId: tutor.userId, slotId: slot.id, now: at });
    expect((await refusalOf(remove(now))).code).toBe('SLOT_BOOKED');
    expect(await refusalOf(remove(slot.startsAt))).toMatchObject({ code: 'SLOT_IN_PAST', status: 409 });
  });

  test('against a student who takes the seat: one of the two, in every round', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { slot, tutor } = await givenSlot({ hourlyRateCents: 0 });
      const { id: studentId } = await givenStudent();
      const contenders = [
        () => startCheckout({ slotId: slot.id, studentId, now }),
        () => deleteSlot({ userId: tutor.userId, slotId: slot.id, now }),
      ];
      const order = round % 2 ? contenders : contenders.reverse();
      const outcomes = codesOf(await Promise.allSettled(order.map((contend) => contend())));
      expect(outcomes.ok).toBe(1);
    }
  });
});

describe('the public list', () => {
  test('shows only what can be booked, by start', async () => {
    const tutor = await givenTutor();
    const [two, full, begun, far, closed, one] = await Promise.all(
      [30, 40, -1, 24 * 31, 50, 28].map((hours) => givenSlot({ tutor, startsAt: hoursFromNow(hours) })),
    );
    await givenHold({ slotId: full?.slot.id ?? '', studentId: (await givenStudent()).id });
    await db().teachingSlot.update({ where: { id: closed?.slot.id ?? '' }, data: { closedAt: now } });
    const open = await listOpenSlots({ providerProfileId: tutor.profileId, now });
    expect(open?.items.map(({ id }) => id)).toEqual([one?.slot.id, two?.slot.id]);
    expect([begun, far]).toHaveLength(2);
  });

  test('reads its days in the zone that is asked for, by default the tutor’s', async () => {
    const tutor = await givenTutor();
    // 23:30 in Kathmandu, 17:45 UTC: in Kiritimati the next day has begun.
    const day = addDays(today, 3);
    const startsAt = instantOf(day, '23:30', 'Asia/Kathmandu') ?? now;
    const { slot } = await givenSlot({ tutor, startsAt, minutes: 30 });
    const listed = async (from: string, timezone?: string) =>
      (await listOpenSlots({ providerProfileId: tutor.profileId, from, to: from, timezone, now }))?.items
        .length;
    expect(slot.startsAt).toEqual(startsAt);
    expect(await listed(day)).toBe(1);
    expect(await listed(addDays(day, 1))).toBe(0);
    expect(await listed(day, 'Pacific/Kiritimati')).toBe(0);
    expect(await listed(addDays(day, 1), 'Pacific/Kiritimati')).toBe(1);
  });

  test('keeps to the type, and knows no tutor who has not published', async () => {
    const tutor = await givenTutor();
    await givenSlot({ tutor, startsAt: hoursFromNow(24) });
    await givenSlot({ tutor, startsAt: hoursFromNow(30), maxParticipants: 5 });
    const open = await listOpenSlots({ providerProfileId: tutor.profileId, type: 'GROUP', now });
    expect(open?.items).toMatchObject([{ sessionType: 'GROUP', seatsLeft: 5 }]);
    const hidden = await givenTutor({ published: false });
    expect(await listOpenSlots({ providerProfileId: hidden.profileId, now })).toBeNull();
  });

  test('is the same beside a reading of its tutor, and empty where that finds none', async () => {
    const tutor = await givenTutor();
    await givenSlot({ tutor, startsAt: hoursFromNow(24) });
    const range = { providerProfileId: tutor.profileId, now };
    const open = await listOpenSlots(range);
    expect(open?.items).toHaveLength(1);
    expect(await listOpenSlotsOf(Promise.resolve(open?.provider ?? null), range)).toEqual(open?.items);
    expect(await listOpenSlotsOf(Promise.resolve(null), range)).toEqual([]);
    expect(await listOpenSlotsOf(Promise.resolve(null), { ...range, providerProfileId: 'nobody' })).toEqual(
      [],
    );
  });

  test('keeps a group until its last seat is taken', async () => {
    const { slot, tutor } = await givenSlot({ maxParticipants: 2, hourlyRateCents: 0 });
    const listed = async () =>
      (await listOpenSlots({ providerProfileId: tutor.profileId, now }))?.items ?? [];
    await startCheckout({ slotId: slot.id, studentId: (await givenStudent()).id, now });
    expect(await listed()).toMatchObject([{ seatsTaken: 1, seatsLeft: 1 }]);
    await startCheckout({ slotId: slot.id, studentId: (await givenStudent()).id, now });
    expect(await listed()).toEqual([]);
  });
});

test('the tutor’s own list has past and coming slots, with who booked them', async () => {
  const tutor = await givenTutor({ hourlyRateCents: 0 });
  const { slot: past } = await givenSlot({ tutor, startsAt: hoursFromNow(-48) });
  const { slot } = await givenSlot({ tutor, maxParticipants: 2 });
  const { id: userId } = await givenStudent();
  await startCheckout({ slotId: slot.id, studentId: userId, now });
  const { items } = await listOwnSlots({ providerProfileId: tutor.profileId });
  expect(items).toMatchObject([
    { id: past.id, session: null },
    { id: slot.id, session: { status: 'SCHEDULED', participants: [{ userId, status: 'BOOKED' }] } },
  ]);
});
