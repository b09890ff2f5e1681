import { read, sql } from '../db';
import { type SlotRow, slotColumns, toSlot } from '../slots/queries';
import type { Slot, SlotProvider } from '../slots/schema';
import { type SlotToBook, statusNow } from './rules';
import type { Hold, HoldStatus } from './schema';

export type SlotToBookRow = SlotRow &
  Omit<SlotToBook, 'ownHold'> & {
    providerProfileId: string;
    tutorName: string;
    headline: string;
    subjects: string[];
    hourlyRateCents: number;
    currency: string;
    ownHoldId: string | null;
    ownHoldStatus: HoldStatus | null;
    ownHoldExpiresAt: Date | null;
    /** Slots other than this one on which the student has a hold that has lapsed and is not freed yet. */
    lapsedElsewhere: string[];
  };

/** A slot as one student meets it, in one statement; for a plain read and inside a transaction alike. */
export function slotToBookSql({
  slotId,
  studentId,
  now,
}: {
  slotId: string;
  studentId: string | null;
  now: Date;
}) {
  return sql`
    SELECT ${slotColumns}, s."closedAt", p."published" AS "isPublished", p."userId" AS "tutorId",
      u."name" AS "tutorName", p."headline", p."subjects", p."hourlyRateCents", p."currency",
      own."id" AS "ownHoldId", own."status" AS "ownHoldStatus", own."expiresAt" AS "ownHoldExpiresAt",
      (SELECT count(*)::int FROM "SeatHold" h WHERE h."slotId" = s."id" AND h."status" = 'HELD'
        AND h."expiresAt" <= ${now}) AS "lapsedHolds",
      ARRAY(SELECT h."slotId"::text FROM "SeatHold" h WHERE h."studentId" = ${studentId}::uuid
        AND h."status" = 'HELD' AND h."slotId" <> s."id" AND h."expiresAt" <= ${now}) AS "lapsedElsewhere",
      (EXISTS (SELECT 1 FROM "SeatHold" h WHERE h."studentId" = ${studentId}::uuid AND h."occupiesSeat"
          AND h."slotId" <> s."id" AND NOT (h."status" = 'HELD' AND h."expiresAt" <= ${now})
          AND tstzrange(h."startsAt", h."endsAt") && tstzrange(s."startsAt", s."endsAt"))
        OR EXISTS (SELECT 1 FROM "ProviderProfile" mine JOIN "TeachingSlot" t ON t."providerProfileId" = mine."id"
          WHERE mine."userId" = ${studentId}::uuid AND t."closedAt" IS NULL AND t."seatsTaken" > 0
          AND tstzrange(t."startsAt", t."endsAt") && tstzrange(s."startsAt", s."endsAt"))) AS "isStudentBusy"
    FROM "TeachingSlot" s
    JOIN "ProviderProfile" p ON p."id" = s."providerProfileId"
    JOIN "User" u ON u."id" = p."userId"
    LEFT JOIN "SeatHold" own ON own."slotId" = s."id" AND own."studentId" = ${studentId}::uuid
      AND own."occupiesSeat"
    WHERE s."id" = ${slotId}::uuid`;
}

export function toSlotToBook(row: SlotToBookRow): SlotToBook {
  const { ownHoldId: id, ownHoldStatus: status, ownHoldExpiresAt: expiresAt } = row;
  return { ...row, ownHold: id && status && expiresAt ? { id, status, expiresAt } : null };
}

/** The contract's Hold, as it is at this moment. */
export function toHold(
  row: { id: string; slotId: string; status: HoldStatus; expiresAt: Date },
  now: Date,
): Hold {
  const { id, slotId } = row;
  return { id, slotId, status: statusNow(row, now), expiresAt: row.expiresAt.toISOString() };
}

type HoldRow = {
  id: string;
  slotId: string;
  status: HoldStatus;
  expiresAt: Date;
  sessionId: string | null;
  amountCents: number | null;
  currency: string | null;
};

export type SettledHold = {
  hold: Hold;
  /** Where it led to one. */
  sessionId: string | null;
  /** What was agreed when the seat was taken; null where nothing is to be paid. The tutor's price may have changed since. */
  price: { amountCents: number; currency: string } | null;
};

/** A student's own hold; null where it is not theirs. */
export async function getHold({
  holdId,
  studentId,
  now,
}: {
  holdId: string;
  studentId: string;
  now: Date;
}): Promise<SettledHold | null> {
  const [row] = await read<HoldRow>(sql`
    SELECT h."id", h."slotId", h."status", h."expiresAt", sp."sessionId", y."amountCents", y."currency"
    FROM "SeatHold" h
    LEFT JOIN "SessionParticipant" sp ON sp."holdId" = h."id"
    LEFT JOIN "Payment" y ON y."holdId" = h."id"
    WHERE h."id" = ${holdId}::uuid AND h."studentId" = ${studentId}::uuid`);
  if (!row) return null;
  const { sessionId, amountCents, currency } = row;
  const price = amountCents !== null && currency ? { amountCents, currency } : null;
  return { hold: toHold(row, now), sessionId, price };
}

export type CheckoutSlot = {
  slot: Slot;
  tutor: SlotProvider & { headline: string; subjects: string[] };
  livingHold: { id: string; expiresAt: string } | null;
};

/** What the checkout page shows before and while a seat is held; null where there is no such slot. */
export async function getSlotForCheckout({
  slotId,
  studentId,
  now,
}: {
  slotId: string;
  studentId: string | null;
  now: Date;
}): Promise<CheckoutSlot | null> {
  const [row] = await read<SlotToBookRow>(slotToBookSql({ slotId, studentId, now }));
  if (!row) return null;
  const { ownHold } = toSlotToBook(row);
  const isLiving = ownHold !== null && statusNow(ownHold, now) === 'HELD';
  return {
    slot: toSlot(row, row),
    tutor: {
      id: row.providerProfileId,
      name: row.tutorName,
      headline: row.headline,
      subjects: row.subjects,
      hourlyRateCents: row.hourlyRateCents,
      currency: row.currency,
      timezone: row.timezone,
    },
    livingHold: isLiving ? { id: ownHold.id, expiresAt: ownHold.expiresAt.toISOString() } : null,
  };
}

/** The seats that a student holds with one tutor and has not paid yet, so that their own hold hides nothing from them. */
export async function listLivingHolds({
  studentId,
  providerProfileId,
  now,
}: {
  studentId: string;
  providerProfileId: string;
  now: Date;
}): Promise<{ hold: Hold; slot: Slot }[]> {
  const rows = await read<
    SlotRow & Pick<HoldRow, 'expiresAt'> & { holdId: string; hourlyRateCents: number; currency: string }
  >(sql`
    SELECT ${slotColumns}, h."id" AS "holdId", h."expiresAt", p."hourlyRateCents", p."currency"
    FROM "SeatHold" h
    JOIN "TeachingSlot" s ON s."id" = h."slotId"
    JOIN "ProviderProfile" p ON p."id" = s."providerProfileId"
    WHERE h."studentId" = ${studentId}::uuid AND h."status" = 'HELD' AND h."expiresAt" > ${now}
      AND s."providerProfileId" = ${providerProfileId}::uuid
    ORDER BY s."startsAt"`);
  return rows.map((row) => ({
    hold: toHold({ id: row.holdId, slotId: row.id, status: 'HELD', expiresAt: row.expiresAt }, now),
    slot: toSlot(row, row),
  }));
}

/**
 * When a person has a session between two instants, as a student or as its tutor, in no particular order. Seats that are
 * only held are not among them, by them or with them: those may come to nothing, though meanwhile they refuse another seat.
 */
export async function listOwnTimes({
  userId,
  from,
  to,
}: {
  userId: string;
  from: Date;
  to: Date;
}): Promise<{ startsAt: string; endsAt: string }[]> {
  const rows = await read<{ startsAt: Date; endsAt: Date }>(sql`
    SELECT h."startsAt", h."endsAt" FROM "SeatHold" h
    WHERE h."studentId" = ${userId}::uuid AND h."occupiesSeat" AND h."status" = 'CONFIRMED'
      AND tstzrange(h."startsAt", h."endsAt") && tstzrange(${from}, ${to})
    UNION ALL
    SELECT t."startsAt", t."endsAt" FROM "ProviderProfile" mine
    JOIN "TeachingSlot" t ON t."providerProfileId" = mine."id"
    WHERE mine."userId" = ${userId}::uuid AND t."closedAt" IS NULL AND t."seatsTaken" > 0
      AND tstzrange(t."startsAt", t."endsAt") && tstzrange(${from}, ${to})
      AND EXISTS (SELECT 1 FROM "SeatHold" h WHERE h."slotId" = t."id" AND h."status" = 'CONFIRMED'
        AND h."occupiesSeat")`);
  return rows.map(({ startsAt, endsAt }) => ({
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
  }));
}
