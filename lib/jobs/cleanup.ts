// The daily broom: past slots that nobody ever booked, and records whose use is over. History stays.
import { type Tx, transaction } from '../db';
import { resumeRefunds } from '../payments/commands';
import { addMinutes } from '../time';

const DAY_MINUTES = 24 * 60;
const BATCH = 1_000;
/** Stripe repeats events for three days; what was told is repeated by nobody after a few. */
const KEEP_RECORDS_DAYS = 90;

/**
 * Deletes slots whose day is over in their own zone and on which nothing ever was booked or paid; forgets records of
 * deliveries, lapsed rate limits and reset links; takes up refunds that nobody works on any more. What it deleted stays
 * deleted, so running twice, or a day late, is the same as once.
 * @returns how many of each
 */
export async function cleanUp({ now }: { now: Date }): Promise<Record<string, number>> {
  let slots = 0;
  for (let batch = BATCH; batch === BATCH; slots += batch) {
    batch = await transaction((tx) => deletePastSlots(tx, now));
  }
  const records = await transaction((tx) => forgetRecords(tx, now));
  const refunds = await resumeRefunds({ idleSince: addMinutes(now, -DAY_MINUTES) });
  return { slots, records, refunds };
}

/**
 * One batch. A slot goes where no session was made of it and none of its holds saw money: a hold that was paid, or still
 * can be, keeps it. Holds and their cancelled payments go with it.
 */
async function deletePastSlots(tx: Tx, now: Date): Promise<number> {
  const past = await tx.$queryRaw<{ id: string }[]>`
    SELECT s."id" FROM "TeachingSlot" s
    WHERE s."slotDate" < ((${now}::timestamptz + interval '1 day') AT TIME ZONE 'UTC')::date
      AND s."slotDate" < (${now}::timestamptz AT TIME ZONE s."timezone")::date
      AND s."endsAt" <= ${now}
      AND NOT EXISTS (SELECT 1 FROM "TeachingSession" t WHERE t."slotId" = s."id")
      AND NOT EXISTS (
        SELECT 1 FROM "SeatHold" h LEFT JOIN "Payment" y ON y."holdId" = h."id"
        WHERE h."slotId" = s."id" AND (h."status" IN ('HELD', 'CONFIRMED', 'LATE_REFUNDED') OR y."status" <> 'CANCELLED'))
    ORDER BY s."id" LIMIT ${BATCH} FOR UPDATE OF s SKIP LOCKED`;
  const ids = past.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await tx.payment.deleteMany({ where: { status: 'CANCELLED', hold: { slotId: { in: ids } } } });
  await tx.seatHold.deleteMany({ where: { slotId: { in: ids }, payment: null } });
  const { count } = await tx.teachingSlot.deleteMany({ where: { id: { in: ids } } });
  return count;
}

async function forgetRecords(tx: Tx, now: Date): Promise<number> {
  const before = { lt: addMinutes(now, -KEEP_RECORDS_DAYS * DAY_MINUTES) };
  const forgotten = [
    await tx.stripeEvent.deleteMany({ where: { receivedAt: before } }),
    await tx.toldEvent.deleteMany({ where: { toldAt: before } }),
    await tx.passwordResetToken.deleteMany({ where: { expiresAt: { lt: addMinutes(now, -DAY_MINUTES) } } }),
    await tx.rateLimit.deleteMany({ where: { expire: { lt: now.getTime() } } }),
    await tx.jobWorker.deleteMany({ where: { seenAt: { lt: addMinutes(now, -DAY_MINUTES) } } }),
  ];
  return forgotten.reduce((sum, { count }) => sum + count, 0);
}
