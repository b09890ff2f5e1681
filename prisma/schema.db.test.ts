// The migration against what it promises: each constraint really refuses, and the database is the one that
// schema.prisma describes.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { db, pool, type Tx, transaction, violates } from '@/lib/db';
import { addMinutes } from '@/lib/time';
import { givenSlot, givenStudent, hoursFromNow } from '@/tests/factories';

let slotId: string;
let profileId: string;
let tutorId: string;
let studentId: string;
let startsAt: Date;
let endsAt: Date;

beforeEach(async () => {
  const { slot, tutor } = await givenSlot({ maxParticipants: 3, startsAt: hoursFromNow(30) });
  slotId = slot.id;
  profileId = tutor.profileId;
  tutorId = tutor.userId;
  startsAt = slot.startsAt;
  endsAt = slot.endsAt;
  studentId = (await givenStudent()).id;
});

/** The constraint or unique index, by name, that Postgres gave as the reason; null where it took the statement. */
async function refusedBy(text: string, values: unknown[]): Promise<string | null> {
  try {
    await pool().query(text, values);
    return null;
  } catch (error) {
    return (error as { constraint?: string }).constraint ?? String(error);
  }
}

const slotWith = (change: string, ...values: unknown[]) =>
  refusedBy(`UPDATE "TeachingSlot" SET ${change} WHERE "id" = $1`, [slotId, ...values]);

const newSlot = (from: Date, minutes: number, closedAt: Date | null = null) =>
  refusedBy(
    `INSERT INTO "TeachingSlot" ("providerProfileId", "slotDate", "startTime", "endTime", "durationMinutes",
       "sessionType", "maxParticipants", "timezone", "startsAt", "endsAt", "closedAt")
     VALUES ($1, '2026-12-01', '10:00', '11:00', $2, 'ONE_TO_ONE', 1, 'UTC', $3, $4, $5)`,
    [profileId, minutes, from, addMinutes(from, minutes), closedAt],
  );

const newHold = ({ status = 'HELD', occupies = true, from = startsAt, slot = slotId, minutes = 60 } = {}) =>
  refusedBy(
    `INSERT INTO "SeatHold" ("slotId", "studentId", "status", "occupiesSeat", "expiresAt", "startsAt", "endsAt")
     VALUES ($1, $2, $3::"HoldStatus", $4, now(), $5, $6)`,
    [slot, studentId, status, occupies, from, addMinutes(from, minutes)],
  );

async function givenSession(): Promise<string> {
  const session = await db().teachingSession.create({
    data: { slotId, instructorId: tutorId, startsAt, endsAt },
  });
  return session.id;
}

describe('Postgres itself refuses', () => {
  test('an address with capitals', async () => {
    expect(
      await refusedBy(`INSERT INTO "User" ("name", "email", "timezone") VALUES ('A', $1, 'UTC')`, [
        `A@${randomUUID()}.example`,
      ]),
    ).toBe('user_email_lower_case');
  });

  test.each([-1, 1, 99, 100_001])('a rate of %i cents', async (cents) => {
    const text = `UPDATE "ProviderProfile" SET "hourlyRateCents" = $2 WHERE "id" = $1`;
    expect(await refusedBy(text, [profileId, cents])).toBe('provider_profile_rate');
    for (const fine of [0, 100, 100_000]) expect(await refusedBy(text, [profileId, fine])).toBeNull();
  });

  test.each(['USD', 'us', 'usdt', ''])('the currency %j', async (currency) => {
    const text = `UPDATE "ProviderProfile" SET "currency" = $2 WHERE "id" = $1`;
    expect(await refusedBy(text, [profileId, currency])).toBe('provider_profile_currency');
  });

  test.each(['24:00', '9:00', '10:60', '10:00:00', ''])('the wall time %j', async (time) => {
    expect(await slotWith('"startTime" = $2', time)).toBe('teaching_slot_wall_clock');
    expect(await slotWith('"endTime" = $2', time)).toBe('teaching_slot_wall_clock');
  });

  test('a length outside 15 to 480 minutes, or another than from start to end', async () => {
    const lasting = (minutes: number) =>
      slotWith('"durationMinutes" = $2, "endsAt" = $3', minutes, addMinutes(startsAt, minutes));
    expect(await lasting(14)).toBe('teaching_slot_duration');
    expect(await lasting(481)).toBe('teaching_slot_duration');
    expect(await slotWith('"durationMinutes" = 61')).toBe('teaching_slot_duration');
    expect([await lasting(15), await lasting(480)]).toEqual([null, null]);
  });

  test('seats that do not fit the type', async () => {
    expect(await slotWith(`"sessionType" = 'ONE_TO_ONE'`)).toBe('teaching_slot_capacity');
    expect(await slotWith('"maxParticipants" = 1')).toBe('teaching_slot_capacity');
    expect(await slotWith('"maxParticipants" = 21')).toBe('teaching_slot_capacity');
    expect(await slotWith('"maxParticipants" = 20')).toBeNull();
  });

  test('more seats taken than there are, and fewer than none', async () => {
    expect(await slotWith('"seatsTaken" = 4')).toBe('teaching_slot_seats');
    expect(await slotWith('"seatsTaken" = -1')).toBe('teaching_slot_seats');
    expect(await slotWith('"seatsTaken" = 3')).toBeNull();
  });

  test('open slots of one tutor that overlap; touching and closed ones do not', async () => {
    expect(await newSlot(addMinutes(startsAt, 59), 60)).toBe('teaching_slot_no_overlap');
    expect(await newSlot(addMinutes(startsAt, -15), 480)).toBe('teaching_slot_no_overlap');
    expect(await newSlot(endsAt, 60)).toBeNull();
    expect(await newSlot(addMinutes(startsAt, -60), 60)).toBeNull();
    expect(await newSlot(startsAt, 60, startsAt)).toBeNull();
  });

  test('claims of one student that overlap; touching and ended ones do not', async () => {
    const { slot } = await givenSlot();
    expect(await newHold()).toBeNull();
    expect(await newHold({ slot: slot.id, from: addMinutes(startsAt, 59) })).toBe('seat_hold_no_overlap');
    expect(await newHold({ slot: slot.id, from: startsAt, status: 'EXPIRED', occupies: false })).toBeNull();
    expect(await newHold({ slot: slot.id, from: endsAt })).toBeNull();
  });

  test('two living claims of one student on one slot, whatever their times', async () => {
    expect(await newHold()).toBeNull();
    expect(await newHold({ from: addMinutes(endsAt, 600) })).toBe('seat_hold_one_living');
  });

  test.each([
    ['HELD', false],
    ['EXPIRED', true],
    ['RELEASED', true],
    ['LATE_REFUNDED', true],
  ])('a claim that is %s while occupying is %s', async (status, occupies) => {
    expect(await newHold({ status, occupies })).toBe('seat_hold_occupies');
  });

  test.each([0, -1])('a payment of %i cents', async (cents) => {
    await newHold();
    const hold = await db().seatHold.findFirstOrThrow({ where: { slotId } });
    const text = `INSERT INTO "Payment" ("userId", "holdId", "amountCents", "currency") VALUES ($1, $2, $3, 'usd')`;
    expect(await refusedBy(text, [studentId, hold.id, cents])).toBe('payment_amount');
  });

  test('a second living session of a slot, but not one after a cancelled one', async () => {
    const id = await givenSession();
    const text = `INSERT INTO "TeachingSession" ("slotId", "instructorId", "startsAt", "endsAt") VALUES ($1, $2, $3, $4)`;
    const values = [slotId, tutorId, startsAt, endsAt];
    expect(await refusedBy(text, values)).toBe('teaching_session_one_living');
    await db().teachingSession.update({ where: { id }, data: { status: 'IN_PROGRESS' } });
    expect(await refusedBy(text, values)).toBe('teaching_session_one_living');
    await db().teachingSession.update({ where: { id }, data: { status: 'CANCELLED' } });
    expect(await refusedBy(text, values)).toBeNull();
  });

  test('a student booked twice in one session', async () => {
    const sessionId = await givenSession();
    const text = `INSERT INTO "SessionParticipant" ("sessionId", "userId", "holdId", "startsAt", "status")
      VALUES ($1, $2, $3, $4, $5::"ParticipantStatus")`;
    const outcomes = [];
    for (const status of ['CANCELLED', 'BOOKED', 'BOOKED']) {
      const hold = await db().seatHold.create({
        data: {
          slotId,
          studentId,
          status: 'RELEASED',
          occupiesSeat: false,
          expiresAt: startsAt,
          startsAt,
          endsAt,
        },
      });
      outcomes.push(await refusedBy(text, [sessionId, studentId, hold.id, startsAt, status]));
    }
    expect(outcomes).toEqual([null, null, 'session_participant_one_living']);
  });

  test('a second open visit of one person to one room', async () => {
    const sessionId = await givenSession();
    const text = `INSERT INTO "SessionAttendance" ("sessionId", "userId", "joinedAt", "leftAt") VALUES ($1, $2, now(), $3)`;
    expect(await refusedBy(text, [sessionId, studentId, startsAt])).toBeNull();
    expect(await refusedBy(text, [sessionId, studentId, null])).toBeNull();
    expect(await refusedBy(text, [sessionId, studentId, null])).toBe('session_attendance_one_open');
  });

  test('the same event, reminder and notification twice', async () => {
    const sessionId = await givenSession();
    const twice = async (text: string, values: unknown[]) => [
      await refusedBy(text, values),
      await refusedBy(text, values),
    ];
    expect(await twice(`INSERT INTO "StripeEvent" ("id", "type") VALUES ($1, 'x')`, [randomUUID()])).toEqual([
      null,
      'StripeEvent_pkey',
    ]);
    expect(
      await twice(
        `INSERT INTO "SessionReminder" ("sessionId", "userId", "kind") VALUES ($1, $2, 'DAY_BEFORE')`,
        [sessionId, studentId],
      ),
    ).toEqual([null, 'SessionReminder_sessionId_userId_kind_key']);
    expect(
      await twice(
        `INSERT INTO "Notification" ("userId", "type", "eventKey", "data") VALUES ($1, 't', 'k', '{}')`,
        [studentId],
      ),
    ).toEqual([null, 'Notification_userId_eventKey_key']);
  });

  test('to lose a slot, a student or a session that something hangs on', async () => {
    await newHold();
    await givenSession();
    expect(await refusedBy('DELETE FROM "TeachingSlot" WHERE "id" = $1', [slotId])).toMatch(/_slotId_fkey$/);
    expect(await refusedBy('DELETE FROM "User" WHERE "id" = $1', [studentId])).toBe(
      'SeatHold_studentId_fkey',
    );
  });
});

test('every constraint and index of part two of the migration is there', async () => {
  const file = join(import.meta.dirname, 'migrations/20261122000000_foundation/migration.sql');
  const [, partTwo = ''] = readFileSync(file, 'utf8').split('-- Part two');
  const named = [...partTwo.matchAll(/(?:ADD CONSTRAINT|CREATE (?:UNIQUE )?INDEX) "(\w+)"/g)].map(
    ([, name]) => name,
  );
  expect(named.length).toBeGreaterThan(15);
  const { rows } = await pool().query<{ name: string }>(
    'SELECT conname AS name FROM pg_constraint WHERE convalidated UNION SELECT indexname FROM pg_indexes',
  );
  const there = rows.map(({ name }) => name);
  expect(named.filter((name) => !there.includes(name ?? ''))).toEqual([]);
});

describe('a transaction', () => {
  test('that deadlocks is begun again, and gives up on other faults', async () => {
    let tries = 0;
    const failing = (code: string, times: number) => async (tx: Tx) => {
      tries += 1;
      if (tries <= times)
        await tx.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'made up' USING ERRCODE = '${code}'; END $$`);
      return tries;
    };
    expect(await transaction(failing('40P01', 2))).toBe(3);
    tries = 0;
    expect(await transaction(failing('40001', 1))).toBe(2);
    tries = 0;
    await expect(transaction(failing('22012', 1))).rejects.toThrow();
    expect(tries).toBe(1);
  });

  test('names the constraint that it broke, and no other', async () => {
    const { email } = await db().user.findUniqueOrThrow({ where: { id: studentId } });
    const error = await db()
      .user.create({ data: { name: 'Twin', email, timezone: 'UTC' } })
      .catch((thrown: unknown) => thrown);
    expect(violates(error, 'User_email_key')).toBe(true);
    expect(violates(error, 'User_pkey')).toBe(false);
    expect(violates(new Error('User_email_key'), 'User_email_key')).toBe(false);
  });
});

type Column = { type: string; isNullable: boolean };

describe('the migrated database is the one that schema.prisma describes', () => {
  const source = readFileSync(join(import.meta.dirname, 'schema.prisma'), 'utf8');
  const blocks = [...source.matchAll(/^(model|enum) (\w+) \{\n([\s\S]*?)^\}/gm)].map(
    ([, kind, name, body]) => ({
      kind,
      name: name ?? '',
      lines: (body ?? '')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line && !/^(\/\/|@@)/.test(line)),
    }),
  );
  const enums = blocks.filter(({ kind }) => kind === 'enum');
  const models = blocks.filter(({ kind }) => kind === 'model');
  const native: Record<string, string> = {
    String: 'text',
    Int: 'int4',
    BigInt: 'int8',
    Boolean: 'bool',
    Json: 'jsonb',
    DateTime: 'timestamp',
  };
  const attributes: Record<string, string> = {
    Uuid: 'uuid',
    Timestamptz: 'timestamptz',
    Date: 'date',
    VarChar: 'varchar',
  };

  function columnsOf(lines: string[]): Record<string, Column> {
    const columns: Record<string, Column> = {};
    for (const line of lines) {
      const [, field = '', type = '', mark = ''] = /^(\w+)\s+(\w+)(\[\]|\?)?/.exec(line) ?? [];
      const isEnum = enums.some(({ name }) => name === type);
      const attribute = /@db\.(\w+)/.exec(line)?.[1];
      const base = attribute ? attributes[attribute] : isEnum ? type : native[type];
      // What is left are relations.
      if (!base) continue;
      columns[field] = { type: mark === '[]' ? `_${base}` : base, isNullable: mark === '?' || mark === '[]' };
    }
    return columns;
  }

  test('has its models and enums, no more and no less', async () => {
    expect(models.length).toBeGreaterThan(15);
    const { rows } = await pool().query<{ table_name: string }>(
      `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`,
    );
    expect(rows.map(({ table_name }) => table_name).sort()).toEqual(models.map(({ name }) => name).sort());
    const { rows: labels } = await pool().query<{ name: string; labels: string[] }>(
      `SELECT t.typname AS name, array_agg(e.enumlabel::text ORDER BY e.enumsortorder) AS labels
       FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid JOIN pg_namespace n ON n.oid = t.typnamespace
       WHERE n.nspname = 'public' GROUP BY t.typname`,
    );
    const byName = (items: { name: string; labels: string[] }[]) =>
      Object.fromEntries(items.map((e) => [e.name, e.labels]));
    expect(byName(labels)).toEqual(byName(enums.map(({ name, lines }) => ({ name, labels: lines }))));
  });

  test.each(models.map(({ name, lines }) => [name, lines] as const))(
    '%s has its columns, with type and nullability',
    async (name, lines) => {
      const { rows } = await pool().query<{ column_name: string; udt_name: string; is_nullable: string }>(
        `SELECT column_name, udt_name, is_nullable FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = $1`,
        [name],
      );
      const actual = Object.fromEntries(
        rows.map(({ column_name, udt_name, is_nullable }) => [
          column_name,
          { type: udt_name, isNullable: is_nullable === 'YES' },
        ]),
      );
      expect(actual).toEqual(columnsOf(lines));
    },
  );

  test('keeps every instant with its zone, to the millisecond', async () => {
    const { rows } = await pool().query(
      `SELECT table_name, column_name FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
         AND (udt_name = 'timestamp' OR (udt_name = 'timestamptz' AND datetime_precision <> 3))`,
    );
    expect(rows).toEqual([]);
  });
});
