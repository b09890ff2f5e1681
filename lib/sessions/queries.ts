import { z } from 'zod';
import { emptySql, read, sql } from '../db';
import { isUuid } from '../ids';
import { cursorInstantSchema, cutPage, decodeCursor, type Page } from '../paging';
import type { PaymentStatus } from '../payments/schema';
import { type SlotRow, slotColumns, toSlot } from '../slots/queries';
import { addMinutes, dayIn, minutesBetween, wallTimeIn } from '../time';
import type { SessionStatus, SessionType } from '../vocabulary';
import type { Session, SessionFilters } from './schema';

type SessionRow = Omit<SlotRow, 'createdAt'> & {
  sessionId: string;
  slotCreatedAt: Date;
  status: SessionStatus;
  instructorId: string;
  instructorName: string;
  hourlyRateCents: number;
  currency: string;
  startedAt: Date | null;
  completedAt: Date | null;
  cancelledAt: Date | null;
  sessionCreatedAt: Date;
  /** Not the slot's: a slot whose session was cancelled may have moved since. */
  sessionStartsAt: Date;
  sessionEndsAt: Date;
  participantCount: number;
  participants: {
    id: string;
    userId: string;
    name: string;
    status: Session['participants'][number]['status'];
    bookedAt: string;
    payment: {
      status: PaymentStatus;
      amountCents: number;
      currency: string;
      refundedAt: string | null;
    } | null;
  }[];
};

/**
 * One row per session, with what `userId` may see of its participants: a tutor everybody, a student themself.
 * Expects `"TeachingSession" t`.
 */
function sessionColumns(userId: string) {
  return sql`
    ${slotColumns}, s."createdAt" AS "slotCreatedAt", t."id" AS "sessionId", t."status", t."instructorId",
    tutor."name" AS "instructorName", p."hourlyRateCents", p."currency", t."startedAt", t."completedAt",
    t."cancelledAt", t."createdAt" AS "sessionCreatedAt", t."startsAt" AS "sessionStartsAt",
    t."endsAt" AS "sessionEndsAt",
    (SELECT count(*)::int FROM "SessionParticipant" c WHERE c."sessionId" = t."id" AND c."status" = 'BOOKED')
      AS "participantCount",
    coalesce((
      SELECT json_agg(json_build_object('id', sp."id", 'userId', sp."userId", 'name', u."name",
        'status', sp."status", 'bookedAt', sp."bookedAt",
        'payment', CASE WHEN y."id" IS NULL THEN NULL ELSE json_build_object('status', y."status",
          'amountCents', y."amountCents", 'currency', y."currency", 'refundedAt', y."refundedAt") END) ORDER BY sp."bookedAt", sp."id")
      FROM "SessionParticipant" sp
      JOIN "User" u ON u."id" = sp."userId"
      LEFT JOIN "SessionPayment" link ON link."participantId" = sp."id"
      LEFT JOIN "Payment" y ON y."id" = link."paymentId"
      WHERE sp."sessionId" = t."id"
        AND (t."instructorId" = ${userId}::uuid OR sp."userId" = ${userId}::uuid)), '[]'::json) AS "participants"`;
}

const sessionJoins = sql`
  JOIN "TeachingSlot" s ON s."id" = t."slotId"
  JOIN "ProviderProfile" p ON p."id" = s."providerProfileId"
  JOIN "User" tutor ON tutor."id" = t."instructorId"`;

function toSession(row: SessionRow, userId: string): Session {
  return {
    id: row.sessionId,
    slotId: row.id,
    status: row.status,
    instructor: { id: row.instructorId, name: row.instructorName },
    slot: toSlot({ ...row, createdAt: row.slotCreatedAt, ...placeThen(row) }, row),
    startedAt: row.startedAt?.toISOString() ?? null,
    completedAt: row.completedAt?.toISOString() ?? null,
    cancelledAt: row.cancelledAt?.toISOString() ?? null,
    createdAt: row.sessionCreatedAt.toISOString(),
    participants: row.participants.map((participant) => ({
      ...participant,
      bookedAt: new Date(participant.bookedAt).toISOString(),
      payment: participant.payment && {
        ...participant.payment,
        refundedAt: isoOrNull(participant.payment.refundedAt),
      },
    })),
    participantCount: row.participantCount,
    chatEnabled: row.sessionType === 'ONE_TO_ONE',
    myRole: row.instructorId === userId ? 'TUTOR' : 'STUDENT',
  };
}

/** JSON of Postgres has an instant in a form of its own. */
function isoOrNull(said: string | null): string | null {
  return said && new Date(said).toISOString();
}

/** Where the session lay: history stays where it was, wherever its slot has moved. */
function placeThen(row: SessionRow): Partial<SlotRow> {
  const [startsAt, endsAt] = [row.sessionStartsAt, row.sessionEndsAt];
  if (+startsAt === +row.startsAt && +endsAt === +row.endsAt) return {};
  return {
    startsAt,
    endsAt,
    slotDate: dayIn(startsAt, row.timezone),
    startTime: wallTimeIn(startsAt, row.timezone),
    endTime: wallTimeIn(endsAt, row.timezone),
    durationMinutes: minutesBetween(startsAt, endsAt),
  };
}

/** A session of which this person is the tutor or a student, now or once; null for everybody else. */
export async function getSession({
  sessionId,
  userId,
}: {
  sessionId: string;
  userId: string;
}): Promise<Session | null> {
  if (!isUuid(sessionId)) return null;
  const [row] = await read<SessionRow>(sql`
    SELECT ${sessionColumns(userId)} FROM "TeachingSession" t ${sessionJoins}
    WHERE t."id" = ${sessionId}::uuid AND (t."instructorId" = ${userId}::uuid OR EXISTS (
      SELECT 1 FROM "SessionParticipant" me WHERE me."sessionId" = t."id" AND me."userId" = ${userId}::uuid))`);
  return row ? toSession(row, userId) : null;
}

type ListSessions = Partial<SessionFilters> & {
  userId: string;
  now: Date;
  /** What is over or cancelled for this person counts as past at once, as on the pages; over HTTP only its time makes it past. */
  settledIsPast?: boolean;
};

/** Sessions that a student booked, cancelled ones included; each once, however often it was booked again. */
export function listStudentSessions(filters: ListSessions): Promise<Page<Session>> {
  const { userId } = filters;
  return listSessions(filters, {
    from: sql`
      FROM "SessionParticipant" me JOIN "TeachingSession" t ON t."id" = me."sessionId" ${sessionJoins}
      WHERE me."userId" = ${userId}::uuid AND NOT EXISTS (
        SELECT 1 FROM "SessionParticipant" later
        WHERE later."sessionId" = me."sessionId" AND later."userId" = me."userId"
          AND (later."bookedAt", later."id") > (me."bookedAt", me."id"))`,
    startsAt: sql`me."startsAt"`,
    id: sql`me."sessionId"`,
    isSettled: sql`(t."status" IN ('CANCELLED', 'COMPLETED', 'NO_SHOW') OR me."status" <> 'BOOKED')`,
  });
}

/** Sessions that a tutor teaches, cancelled ones included. */
export function listInstructorSessions(filters: ListSessions): Promise<Page<Session>> {
  const { userId } = filters;
  return listSessions(filters, {
    from: sql`FROM "TeachingSession" t ${sessionJoins} WHERE t."instructorId" = ${userId}::uuid`,
    startsAt: sql`t."startsAt"`,
    id: sql`t."id"`,
    isSettled: sql`t."status" IN ('CANCELLED', 'COMPLETED', 'NO_SHOW')`,
  });
}

const cursorKey = z.object({ at: cursorInstantSchema, id: z.uuid() });
type Sql = typeof emptySql;

async function listSessions(
  { userId, status, when, order = 'newest', limit = 20, cursor, now, settledIsPast }: ListSessions,
  { from, startsAt, id, isSettled }: { from: Sql; startsAt: Sql; id: Sql; isSettled: Sql },
): Promise<Page<Session>> {
  const after = decodeCursor(cursor, cursorKey);
  const isNewest = order === 'newest';
  const rows = await read<SessionRow>(sql`
    SELECT ${sessionColumns(userId)} ${from}
      ${status ? sql`AND t."status" = ${status}::"SessionStatus"` : emptySql}
      ${when ? whenSql({ when, startsAt, now, settled: settledIsPast ? isSettled : null }) : emptySql}
      ${after ? sql`AND (${startsAt}, ${id}) ${isNewest ? sql`<` : sql`>`} (${after.at}::timestamptz, ${after.id}::uuid)` : emptySql}
    ORDER BY ${isNewest ? sql`${startsAt} DESC, ${id} DESC` : sql`${startsAt}, ${id}`}
    LIMIT ${limit + 1}::int`);
  return cutPage({
    rows,
    limit,
    toItem: (row) => toSession(row, userId),
    keyOf: (row) => ({ at: row.sessionStartsAt.toISOString(), id: row.sessionId }),
  });
}

/** No slot lasts longer than this, so a range of starts bounds what can still be going on. */
const LONGEST_MINUTES = 24 * 60;

type When = { when: 'upcoming' | 'past'; startsAt: Sql; now: Date; settled: Sql | null };

/** `upcoming` is what is not over yet, nor `settled` before its time; `past` is its exact opposite. */
function whenSql({ when, startsAt, now, settled }: When): Sql {
  return when === 'upcoming'
    ? sql`AND t."endsAt" > ${now} AND ${startsAt} > ${addMinutes(now, -LONGEST_MINUTES)}
        ${settled ? sql`AND NOT ${settled}` : emptySql}`
    : sql`AND (t."endsAt" <= ${now} ${settled ? sql`OR ${settled}` : emptySql})`;
}

/** What this person is in a session: its tutor, or a student with a booked seat; null for everybody else. */
export async function findSeatInSession({
  sessionId,
  userId,
}: {
  sessionId: string;
  userId: string;
}): Promise<{ role: Session['myRole']; channelName: string } | null> {
  if (!isUuid(sessionId)) return null;
  const [seat] = await read<{ role: Session['myRole']; channelName: string }>(sql`
    SELECT t."channelName", CASE WHEN t."instructorId" = ${userId}::uuid THEN 'TUTOR' ELSE 'STUDENT' END AS "role"
    FROM "TeachingSession" t
    WHERE t."id" = ${sessionId}::uuid AND (t."instructorId" = ${userId}::uuid OR EXISTS (
      SELECT 1 FROM "SessionParticipant" me
      WHERE me."sessionId" = t."id" AND me."userId" = ${userId}::uuid AND me."status" = 'BOOKED'))`);
  return seat ?? null;
}

/**
 * Ids of the students whose seats in a session are gone, for its tutor and those who have one: their lines to its channel
 * may still be open. Nobody for everybody else.
 */
export async function listLostSeats({
  sessionId,
  userId,
}: {
  sessionId: string;
  userId: string;
}): Promise<string[]> {
  const rows = await read<{ userId: string }>(sql`
    SELECT p."userId" FROM "TeachingSession" t JOIN "SessionParticipant" p ON p."sessionId" = t."id"
    WHERE t."id" = ${sessionId}::uuid
    GROUP BY t."id", p."userId"
    HAVING NOT bool_or(p."status" = 'BOOKED') AND (t."instructorId" = ${userId}::uuid OR EXISTS (
      SELECT 1 FROM "SessionParticipant" me
      WHERE me."sessionId" = t."id" AND me."userId" = ${userId}::uuid AND me."status" = 'BOOKED'))`);
  return rows.map((row) => row.userId);
}

/** More than anybody teaches in four months; the latest are kept. */
const MOST_IN_CALENDAR = 1000;

export type CalendarSession = {
  sessionId: string;
  sessionType: SessionType;
  startsAt: Date;
  endsAt: Date;
  calendarSequence: number;
  updatedAt: Date;
  role: Session['myRole'];
  tutorName: string;
  maxParticipants: number;
  seatsBooked: number;
  /** Of a 1-to-1 session. */
  studentName: string | null;
};

/**
 * What stands in a person's calendar: sessions that they teach or have a seat in, beginning at `from` or later and
 * neither cancelled nor missed; in order of their start. With `sessionId` that one alone, if it is among them.
 */
export async function listCalendarSessions({
  userId,
  from,
  sessionId,
}: {
  userId: string;
  from: Date;
  sessionId?: string;
}): Promise<CalendarSession[]> {
  const rows = await read<CalendarSession>(sql`
    SELECT t."id" AS "sessionId", s."sessionType", t."startsAt", t."endsAt", t."calendarSequence", t."updatedAt",
      mine."role", tutor."name" AS "tutorName", s."maxParticipants", seats."seatsBooked", seats."studentName"
    FROM (
      SELECT taught."id" AS "sessionId", 'TUTOR' AS "role" FROM "TeachingSession" taught
      WHERE taught."instructorId" = ${userId}::uuid AND taught."startsAt" >= ${from}
      UNION ALL
      SELECT me."sessionId", 'STUDENT' FROM "SessionParticipant" me
      WHERE me."userId" = ${userId}::uuid AND me."startsAt" >= ${from} AND me."status" = 'BOOKED') mine
    JOIN "TeachingSession" t ON t."id" = mine."sessionId"
    JOIN "TeachingSlot" s ON s."id" = t."slotId"
    JOIN "User" tutor ON tutor."id" = t."instructorId"
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS "seatsBooked",
        CASE WHEN s."sessionType" = 'ONE_TO_ONE' THEN min(u."name") END AS "studentName"
      FROM "SessionParticipant" p JOIN "User" u ON u."id" = p."userId"
      WHERE p."sessionId" = t."id" AND p."status" = 'BOOKED') seats
    WHERE t."status" NOT IN ('CANCELLED', 'NO_SHOW') ${sessionId ? sql`AND t."id" = ${sessionId}::uuid` : emptySql}
    ORDER BY t."startsAt" DESC, t."id" DESC
    LIMIT ${MOST_IN_CALENDAR}::int`);
  return rows.reverse();
}

export type Attended = {
  userId: string;
  name: string;
  role: Session['myRole'];
  visits: number;
  minutes: number;
};

/**
 * Who was in the room of a session, how often and for how many whole minutes, the tutor first and then by first arrival;
 * a visit that goes on counts until `now`. A student finds themself alone, a stranger nobody.
 */
export async function listAttendance({
  sessionId,
  userId,
  now,
}: {
  sessionId: string;
  userId: string;
  now: Date;
}): Promise<Attended[]> {
  if (!isUuid(sessionId)) return [];
  return read<Attended>(sql`
    SELECT a."userId", u."name", CASE WHEN a."userId" = t."instructorId" THEN 'TUTOR' ELSE 'STUDENT' END AS "role",
      count(*)::int AS "visits",
      round(extract(epoch FROM sum(greatest(coalesce(a."leftAt", ${now}::timestamptz) - a."joinedAt", '0'))) / 60)::int
        AS "minutes"
    FROM "SessionAttendance" a
    JOIN "TeachingSession" t ON t."id" = a."sessionId"
    JOIN "User" u ON u."id" = a."userId"
    WHERE a."sessionId" = ${sessionId}::uuid AND ${userId}::uuid IN (t."instructorId", a."userId")
    GROUP BY a."userId", u."name", t."instructorId"
    ORDER BY a."userId" = t."instructorId" DESC, min(a."joinedAt"), a."userId"`);
}

export type Cancellation = {
  at: Date;
  /** Null where its payment was taken back from outside. */
  by: Session['myRole'] | null;
  /** For its tutor: which student. */
  studentName: string | null;
  /** What the tutor gave as one. */
  reason: string | null;
};

/**
 * Who ended a session, or of a student their seat in it, which they may have given up long before; null where that goes
 * on, and for everybody without a part in it.
 */
export async function getCancellation({
  sessionId,
  userId,
}: {
  sessionId: string;
  userId: string;
}): Promise<Cancellation | null> {
  const [row] = await read<Cancellation>(sql`
    SELECT e."at", e."by", CASE WHEN e."by" = 'STUDENT' AND own."id" IS NULL THEN caller."name" END AS "studentName",
      CASE WHEN e."by" = 'TUTOR' THEN t."cancelReason" END AS "reason"
    FROM "TeachingSession" t
    LEFT JOIN LATERAL (
      SELECT me."id", me."status", me."cancelledAt" FROM "SessionParticipant" me
      WHERE me."sessionId" = t."id" AND me."userId" = ${userId}::uuid
      ORDER BY me."bookedAt" DESC, me."id" DESC LIMIT 1) own ON true
    LEFT JOIN "User" caller ON caller."id" = t."cancelledById"
    CROSS JOIN LATERAL (
      SELECT coalesce(own."cancelledAt", t."cancelledAt") AS "at",
        CASE
          WHEN t."cancelledById" = t."instructorId" AND coalesce(own."cancelledAt" = t."cancelledAt", true) THEN 'TUTOR'
          WHEN coalesce(own."status" = 'CANCELLED', caller."id" IS NOT NULL) THEN 'STUDENT'
        END AS "by") e
    WHERE t."id" = ${sessionId}::uuid AND e."at" IS NOT NULL
      AND (t."instructorId" = ${userId}::uuid OR own."id" IS NOT NULL)`);
  return row ?? null;
}

/** In which zones the students of a session read times, by their ids; for its tutor alone, nobody for everybody else. */
export async function listStudentZones({
  sessionId,
  userId,
}: {
  sessionId: string;
  userId: string;
}): Promise<Map<string, string>> {
  const rows = await read<{ id: string; timezone: string }>(sql`
    SELECT DISTINCT u."id", u."timezone"
    FROM "TeachingSession" t
    JOIN "SessionParticipant" p ON p."sessionId" = t."id"
    JOIN "User" u ON u."id" = p."userId"
    WHERE t."id" = ${sessionId}::uuid AND t."instructorId" = ${userId}::uuid`);
  return new Map(rows.map(({ id, timezone }) => [id, timezone]));
}
