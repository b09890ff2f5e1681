// The one read behind every notification: the session of an event, with its people and their money.
import { emptySql, read, sql } from '../db';
import type { SessionEvent } from '../events';
import type { SessionFacts } from './facts';

type FactsRow = Omit<SessionFacts, 'startsAt' | 'endsAt'> & { startsAt: Date; endsAt: Date };

/** The facts as they are now; null where the session or payment does not exist. */
export async function readFacts(event: SessionEvent): Promise<SessionFacts | null> {
  if ('sessionId' in event) return readSession({ sessionId: event.sessionId });
  const { paymentId } = event;
  const [booked] = await read<{ sessionId: string }>(sql`
    SELECT p."sessionId" FROM "Payment" y JOIN "SessionParticipant" p ON p."holdId" = y."holdId"
    WHERE y."id" = ${paymentId}::uuid`);
  return booked ? readSession({ sessionId: booked.sessionId, paymentId }) : readUnbooked(paymentId);
}

const person = (alias: ReturnType<typeof sql>) => sql`
  'id', ${alias}."id", 'name', ${alias}."name", 'email', ${alias}."email", 'timezone', ${alias}."timezone",
  'wantsReminderMails', ${alias}."wantsReminderMails"`;

const payment = sql`
  CASE WHEN y."id" IS NULL THEN NULL ELSE json_build_object('id', y."id", 'status', y."status",
    'amountCents', y."amountCents", 'refundedCents', y."refundedCents", 'currency', y."currency") END`;

async function readSession(key: { sessionId: string; paymentId?: string }): Promise<SessionFacts | null> {
  // A student who booked twice counts with the seat that the payment is for, else with the latest.
  const asked = key.paymentId ? sql`(y."id" = ${key.paymentId}::uuid) IS TRUE DESC,` : emptySql;
  const [row] = await read<FactsRow>(sql`
    SELECT t."id" AS "sessionId", t."status", s."sessionType", s."maxParticipants", t."startsAt", t."endsAt",
      t."startedAt", t."completedAt", s."timezone", json_build_object(${person(sql`tutor`)}) AS "tutor",
      coalesce((
        SELECT json_agg(seat."facts" ORDER BY seat."bookedAt")
        FROM (
          SELECT DISTINCT ON (sp."userId") sp."bookedAt", json_build_object(${person(sql`u`)},
            'isBooked', sp."status" = 'BOOKED', 'payment', ${payment}, 'attendedMinutes', (
              SELECT round(sum(extract(epoch FROM coalesce(a."leftAt", now()) - a."joinedAt")) / 60)::int
              FROM "SessionAttendance" a WHERE a."sessionId" = t."id" AND a."userId" = u."id")) AS "facts"
          FROM "SessionParticipant" sp
          JOIN "User" u ON u."id" = sp."userId"
          LEFT JOIN "SessionPayment" link ON link."participantId" = sp."id"
          LEFT JOIN "Payment" y ON y."id" = link."paymentId"
          WHERE sp."sessionId" = t."id"
          ORDER BY sp."userId", ${asked} sp."bookedAt" DESC, sp."id" DESC) seat), '[]'::json) AS "students",
      coalesce((
        SELECT json_agg(f."name" ORDER BY sf."createdAt", sf."id")
        FROM "SessionFile" sf JOIN "File" f ON f."id" = sf."fileId"
        WHERE sf."sessionId" = t."id" AND f."deletedAt" IS NULL), '[]'::json) AS "files"
    FROM "TeachingSession" t
    JOIN "TeachingSlot" s ON s."id" = t."slotId"
    JOIN "User" tutor ON tutor."id" = t."instructorId"
    WHERE t."id" = ${key.sessionId}::uuid`);
  return row ?? null;
}

/** A payment that never became a booking: its student, and the time that they wanted. */
async function readUnbooked(paymentId: string): Promise<SessionFacts | null> {
  const [row] = await read<FactsRow>(sql`
    SELECT NULL::uuid AS "sessionId", NULL AS "status", s."sessionType", s."maxParticipants", h."startsAt",
      h."endsAt", NULL::timestamptz AS "startedAt", NULL::timestamptz AS "completedAt", s."timezone",
      json_build_object(${person(sql`tutor`)}) AS "tutor",
      json_build_array(json_build_object(${person(sql`u`)},
        'isBooked', false, 'payment', ${payment}, 'attendedMinutes', NULL)) AS "students",
      '[]'::json AS "files"
    FROM "Payment" y
    JOIN "SeatHold" h ON h."id" = y."holdId"
    JOIN "User" u ON u."id" = y."userId"
    JOIN "TeachingSlot" s ON s."id" = h."slotId"
    JOIN "ProviderProfile" p ON p."id" = s."providerProfileId"
    JOIN "User" tutor ON tutor."id" = p."userId"
    WHERE y."id" = ${paymentId}::uuid`);
  return row ?? null;
}
