// The count of taken seats. `seatsTaken` of a slot equals its holds that occupy a seat, at every commit: whoever
// changes one changes the other here, in the same transaction.
//
// Locks are taken in one order everywhere, so that two transactions never wait for each other: the student's row or
// the tutor's profile, then slots by id, then holds, payments and sessions.
import { joinSql, sql, type Tx } from '../db';

/**
 * Locks slots against every other change until the transaction ends. Ids that do not exist are passed over.
 */
export async function lockSlots(tx: Tx, slotIds: readonly string[]): Promise<void> {
  if (slotIds.length === 0) return;
  await tx.$queryRaw`
    SELECT 1 FROM "TeachingSlot" WHERE "id" IN (${joinSql(slotIds.map((id) => sql`${id}::uuid`))})
    ORDER BY "id" FOR NO KEY UPDATE`;
}

/**
 * Takes a seat where there is one, and writes the claim on it, in one statement. Its conditional UPDATE is the lock:
 * of fifty students at once, `maxParticipants` get a seat.
 * @returns the hold's id; null where every seat is taken or the slot is closed
 */
export async function claimSeat(
  tx: Tx,
  claim: {
    slotId: string;
    studentId: string;
    status: 'HELD' | 'CONFIRMED';
    expiresAt: Date;
    now: Date;
  },
): Promise<string | null> {
  const [hold] = await tx.$queryRaw<{ id: string }[]>`
    WITH seat AS (
      UPDATE "TeachingSlot" SET "seatsTaken" = "seatsTaken" + 1
      WHERE "id" = ${claim.slotId}::uuid AND "closedAt" IS NULL AND "seatsTaken" < "maxParticipants"
      RETURNING "id", "startsAt", "endsAt")
    INSERT INTO "SeatHold" ("slotId", "studentId", "status", "expiresAt", "startsAt", "endsAt", "createdAt", "updatedAt")
    SELECT "id", ${claim.studentId}::uuid, ${claim.status}::"HoldStatus", ${claim.expiresAt}::timestamptz,
      "startsAt", "endsAt", ${claim.now}::timestamptz, ${claim.now}::timestamptz
    FROM seat
    RETURNING "id"`;
  return hold?.id ?? null;
}

/**
 * Takes one seat for a claim that exists already and had lost its own; the caller marks it as occupying again.
 * @returns whether there was a seat
 */
export async function takeSeat(tx: Tx, slotId: string): Promise<boolean> {
  const taken = await tx.$executeRaw`
    UPDATE "TeachingSlot" SET "seatsTaken" = "seatsTaken" + 1
    WHERE "id" = ${slotId}::uuid AND "closedAt" IS NULL AND "seatsTaken" < "maxParticipants"`;
  return taken === 1;
}

/**
 * Ends a hold that still occupies its seat, and gives the seat back.
 * @returns whether it did: false where somebody else ended it first
 */
export async function endHold(
  tx: Tx,
  { holdId, status }: { holdId: string; status: 'EXPIRED' | 'RELEASED' },
): Promise<boolean> {
  const freed = await tx.$queryRaw<unknown[]>`
    WITH ended AS (
      UPDATE "SeatHold" SET "status" = ${status}::"HoldStatus", "occupiesSeat" = false, "updatedAt" = now()
      WHERE "id" = ${holdId}::uuid AND "status" = 'HELD'
      RETURNING "slotId")
    UPDATE "TeachingSlot" s SET "seatsTaken" = "seatsTaken" - 1 FROM ended WHERE s."id" = ended."slotId"
    RETURNING 1`;
  return freed.length === 1;
}

/** Gives back the seats of bookings that end; the claims stay CONFIRMED, as what they once were. The slot is locked. */
export async function giveBackSeats(
  tx: Tx,
  { slotId, holdIds }: { slotId: string; holdIds: readonly string[] },
): Promise<void> {
  await tx.$executeRaw`
    WITH ended AS (
      UPDATE "SeatHold" SET "occupiesSeat" = false, "updatedAt" = now()
      WHERE "id" IN (${joinSql(holdIds.map((id) => sql`${id}::uuid`))}) AND "occupiesSeat"
      RETURNING 1)
    UPDATE "TeachingSlot" SET "seatsTaken" = "seatsTaken" - (SELECT count(*) FROM ended)
    WHERE "id" = ${slotId}::uuid`;
}

/**
 * Frees what has lapsed on the given slots, since a constraint cannot ask the clock. The slots must be locked. The
 * jobs that were set up with these holds still cancel their payments.
 * @returns how many seats came free
 */
export async function freeLapsedHolds(
  tx: Tx,
  { slotIds, now }: { slotIds: readonly string[]; now: Date },
): Promise<number> {
  if (slotIds.length === 0) return 0;
  const freed = await tx.$queryRaw<{ count: bigint }[]>`
    WITH lapsed AS (
      UPDATE "SeatHold" SET "status" = 'EXPIRED', "occupiesSeat" = false, "updatedAt" = now()
      WHERE "slotId" IN (${joinSql(slotIds.map((id) => sql`${id}::uuid`))})
        AND "status" = 'HELD' AND "expiresAt" <= ${now}
      RETURNING "slotId"),
    counted AS (SELECT "slotId", count(*)::int AS n FROM lapsed GROUP BY "slotId"),
    given AS (
      UPDATE "TeachingSlot" s SET "seatsTaken" = s."seatsTaken" - counted.n
      FROM counted WHERE s."id" = counted."slotId")
    SELECT count(*) AS count FROM lapsed`;
  return Number(freed[0]?.count ?? 0);
}
