// What a tutor's sessions bring: reads of money by session. Months are those of the zone that is given, by the start of
// the session; their boundaries are computed here, so that Postgres' own knowledge of zones has no part in it.
import { z } from 'zod';
import { emptySql, read, sql } from '../db';
import { addMonths, isMonth, monthIn, startOfMonthIn } from '../time';
import type { SessionType } from '../vocabulary';

/** Months as `YYYY-MM`, the first and the last one included; what is not said does not bound. */
export const monthRangeSchema = z.object({ from: monthSchema(), to: monthSchema() });
export type MonthRange = z.output<typeof monthRangeSchema>;

function monthSchema() {
  return z
    .string()
    .refine((month) => month === '' || isMonth(month), 'Months are written like 2026-11.')
    .transform((month) => month || undefined)
    .optional();
}

/** Where the money of a seat stands: with the tutor, waiting for its session, or with the student again. */
export type MoneyState = 'EARNED' | 'TO_COME' | 'REFUNDED';

/** Expects `"Payment" y` and `"TeachingSession" t`. A NO_SHOW whose tutor was absent has its payments on their way back. */
const moneyState = sql`
  CASE WHEN y."status" IN ('REFUNDING', 'REFUNDED', 'REFUND_FAILED') THEN 'REFUNDED'
    WHEN y."status" <> 'SUCCEEDED' THEN NULL
    WHEN t."status" IN ('COMPLETED', 'NO_SHOW') THEN 'EARNED'
    WHEN t."status" IN ('SCHEDULED', 'IN_PROGRESS') THEN 'TO_COME' END`;

const moneyJoins = sql`
  JOIN "SessionParticipant" sp ON sp."sessionId" = t."id"
  JOIN "SessionPayment" l ON l."participantId" = sp."id"
  JOIN "Payment" y ON y."id" = l."paymentId"`;

export type MonthOfEarnings = {
  month: string;
  currency: string;
  earnedCents: number;
  toComeCents: number;
  refundedCents: number;
};

/**
 * What each month from `from` to `to` brought in each currency, oldest first; months without money are left out. What
 * was refunded in part counts as refunded, and the rest as what it is.
 */
export function listEarnings({
  userId,
  zone,
  from,
  to,
}: {
  userId: string;
  zone: string;
  from: string;
  to: string;
}): Promise<MonthOfEarnings[]> {
  const months = monthsBetween(from, to);
  const starts = [...months, addMonths(to, 1)].map((month) => startOfMonthIn(month, zone));
  return read<MonthOfEarnings>(sql`
    SELECT m."month", y."currency",
      coalesce(sum(y."amountCents" - y."refundedCents") FILTER (WHERE s."state" = 'EARNED'), 0)::float8 AS "earnedCents",
      coalesce(sum(y."amountCents" - y."refundedCents") FILTER (WHERE s."state" = 'TO_COME'), 0)::float8 AS "toComeCents",
      sum(CASE WHEN s."state" = 'REFUNDED' THEN y."amountCents" ELSE y."refundedCents" END)::float8 AS "refundedCents"
    FROM unnest(${months}::text[], ${starts.slice(0, -1)}::timestamptz[], ${starts.slice(1)}::timestamptz[])
      AS m("month", "begins", "ends")
    JOIN "TeachingSession" t ON t."instructorId" = ${userId}::uuid
      AND t."startsAt" >= m."begins" AND t."startsAt" < m."ends"
    ${moneyJoins}
    CROSS JOIN LATERAL (SELECT ${moneyState} AS "state") s
    WHERE s."state" IS NOT NULL
    GROUP BY m."month", y."currency"
    ORDER BY m."month", y."currency"`);
}

/** The month of the first session that somebody paid for; null where nobody did yet. */
export async function findFirstPaidMonth({
  userId,
  zone,
}: {
  userId: string;
  zone: string;
}): Promise<string | null> {
  const [first] = await read<{ startsAt: Date }>(sql`
    SELECT t."startsAt" FROM "TeachingSession" t
    WHERE t."instructorId" = ${userId}::uuid AND EXISTS (
      SELECT 1 FROM "SessionParticipant" sp JOIN "SessionPayment" l ON l."participantId" = sp."id"
      WHERE sp."sessionId" = t."id")
    ORDER BY t."startsAt", t."id" LIMIT 1`);
  return first ? monthIn(first.startsAt, zone) : null;
}

/** `from`, `to` and every month between. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}

export type PaidSeat = {
  paymentId: string;
  sessionId: string;
  startsAt: Date;
  endsAt: Date;
  sessionType: SessionType;
  studentName: string;
  amountCents: number;
  refundedCents: number;
  currency: string;
  state: MoneyState;
  status: 'SUCCEEDED' | 'REFUNDING' | 'REFUNDED' | 'REFUND_FAILED';
  refundedAt: Date | null;
};

const SEATS_PER_PAGE = 500;

/** Every payment for the sessions of a tutor by their start, page by page: a long history is never held whole. */
export async function* readPaidSeats({
  userId,
  zone,
  from,
  to,
  pageSize = SEATS_PER_PAGE,
}: MonthRange & { userId: string; zone: string; pageSize?: number }): AsyncGenerator<PaidSeat[]> {
  const begins = from && startOfMonthIn(from, zone);
  const ends = to && startOfMonthIn(addMonths(to, 1), zone);
  let after: PaidSeat | undefined;
  do {
    // The start alone is what the index knows; the whole key then leaves out what was read already.
    const page: PaidSeat[] = await read<PaidSeat>(sql`
      SELECT y."id" AS "paymentId", t."id" AS "sessionId", t."startsAt", t."endsAt", slot."sessionType",
        student."name" AS "studentName", y."amountCents",
        CASE WHEN s."state" = 'REFUNDED' THEN y."amountCents" ELSE y."refundedCents" END AS "refundedCents",
        y."currency", s."state", y."status", y."refundedAt"
      FROM "TeachingSession" t
      JOIN "TeachingSlot" slot ON slot."id" = t."slotId"
      ${moneyJoins}
      JOIN "User" student ON student."id" = sp."userId"
      CROSS JOIN LATERAL (SELECT ${moneyState} AS "state") s
      WHERE t."instructorId" = ${userId}::uuid AND s."state" IS NOT NULL
        ${begins ? sql`AND t."startsAt" >= ${begins}` : emptySql}
        ${ends ? sql`AND t."startsAt" < ${ends}` : emptySql}
        ${
          after
            ? sql`AND t."startsAt" >= ${after.startsAt} AND (t."startsAt", t."id", y."id") >
                (${after.startsAt}, ${after.sessionId}::uuid, ${after.paymentId}::uuid)`
            : emptySql
        }
      ORDER BY t."startsAt", t."id", y."id" LIMIT ${pageSize}::int`);
    if (page.length > 0) yield page;
    after = page.length === pageSize ? page.at(-1) : undefined;
  } while (after);
}
