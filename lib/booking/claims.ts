// A student's claim on a seat, as rows: the locks that guard it, the hold, and the booking that it becomes.
import type { Tx } from '../db';
import { AppError } from '../errors';
import { tell } from '../jobs/queue';
import { type SlotToBookRow, slotToBookSql } from './queries';

/** One student's bookings go one after the other, so that two tabs see each other's holds. */
export async function lockStudent(tx: Tx, studentId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${studentId}::uuid FOR NO KEY UPDATE`;
}

export async function readSlotToBook(
  tx: Tx,
  key: { slotId: string; studentId: string; now: Date },
): Promise<SlotToBookRow> {
  const [row] = await tx.$queryRaw<SlotToBookRow[]>(slotToBookSql(key));
  if (!row) throw new AppError('NOT_FOUND');
  return row;
}

/**
 * Turns a seat into a booking: the slot's living session (made with the first booking), the participant, and the link
 * to what was paid. Its tutor and student are told. The slot must be locked.
 * @returns the session's id
 */
export async function book(
  tx: Tx,
  booking: {
    row: SlotToBookRow;
    studentId: string;
    holdId: string;
    paymentId: string | null;
    now: Date;
  },
): Promise<string> {
  const { row, studentId, holdId, paymentId, now } = booking;
  const [made] = await tx.$queryRaw<{ sessionId: string; sequence: number }[]>`
    WITH living AS (
      UPDATE "TeachingSession" SET "calendarSequence" = "calendarSequence" + 1
      WHERE "slotId" = ${row.id}::uuid AND "status" IN ('SCHEDULED', 'IN_PROGRESS')
      RETURNING "id", "calendarSequence"),
    made AS (
      INSERT INTO "TeachingSession" ("slotId", "instructorId", "startsAt", "endsAt", "createdAt", "updatedAt")
      SELECT ${row.id}::uuid, ${row.tutorId}::uuid, ${row.startsAt}, ${row.endsAt}, ${now}, ${now}
      WHERE NOT EXISTS (SELECT 1 FROM living)
      RETURNING "id", "calendarSequence"),
    talk AS (
      INSERT INTO "SessionConversation" ("sessionId")
      SELECT "id" FROM made WHERE ${row.sessionType}::text = 'ONE_TO_ONE'),
    participant AS (
      INSERT INTO "SessionParticipant" ("sessionId", "userId", "holdId", "startsAt", "bookedAt")
      SELECT "id", ${studentId}::uuid, ${holdId}::uuid, ${row.startsAt}, ${now}
      FROM (SELECT * FROM living UNION ALL SELECT * FROM made) session
      RETURNING "id", "sessionId"),
    paid AS (
      INSERT INTO "SessionPayment" ("paymentId", "participantId")
      SELECT ${paymentId}::uuid, "id" FROM participant WHERE ${paymentId}::uuid IS NOT NULL)
    SELECT p."sessionId", session."calendarSequence" AS "sequence"
    FROM participant p, (SELECT * FROM living UNION ALL SELECT * FROM made) session`;
  if (!made) throw new Error('a booking was not created');
  const { sessionId, sequence } = made;
  const isFirst = sequence === 0;
  await tell(tx, { type: 'booked', at: now.toISOString(), sessionId, studentId, isFirst, sequence });
  return sessionId;
}
