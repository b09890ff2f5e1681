// Hold → pay → confirm. Every path ends in one of two places: a booked seat that is paid for, or no seat and no
// money. docs/architecture.md draws it.
import { read, sql, type Tx, transaction } from '../db';
import { AppError } from '../errors';
import { announceSlots, enqueue } from '../jobs/queue';
import { openPayment } from '../payments/commands';
import type { OpenPayment } from '../payments/schema';
import { toSlot } from '../slots/queries';
import { priceCentsOf } from '../slots/rules';
import type { Slot } from '../slots/schema';
import { claimSeat, endHold, freeLapsedHolds, lockSlots } from '../slots/seats';
import { addMinutes } from '../time';
import { book, lockStudent, readSlotToBook } from './claims';
import { type SlotToBookRow, slotToBookSql, toHold, toSlotToBook } from './queries';
import { decideHold, HOLD_MINUTES, hasLapsed } from './rules';
import type { Hold } from './schema';
import { abandonPayment, attempt } from './settlement';

export type Checkout =
  | { isNew: boolean; slot: Slot; hold: Hold; payment: OpenPayment; sessionId: null }
  /** A free slot: booked at once. */
  | { isNew: true; slot: Slot; hold: null; payment: null; sessionId: string };

type Held = { isNew: boolean; holdId: string; expiresAt: Date; paymentId: string };
type Booked = { sessionId: string };

/**
 * Keeps one seat for a student for 10 minutes and asks Stripe for the payment; a free slot is booked at once.
 * Repeated while the hold lives, it gives the same hold again.
 * @throws AppError NOT_FOUND, ALREADY_BOOKED, OWN_SLOT, SLOT_CLOSED, SLOT_IN_PAST, SLOT_TOO_FAR, SESSION_FULL,
 * TIME_CONFLICT; PAYMENT_UNAVAILABLE with the seat still held; PRICE_TOO_SMALL with the seat given back;
 * HOLD_NOT_LIVING where the seat was given back while Stripe was asked
 */
export async function startCheckout({
  slotId,
  studentId,
  now,
}: {
  slotId: string;
  studentId: string;
  now: Date;
}): Promise<Checkout> {
  // Most refusals need no lock: what was full a moment ago was full.
  const glimpse = await findSlotToBook({ slotId, studentId, now });
  decideHold(toSlotToBook(glimpse), { studentId, now });
  const { row, outcome } = await holdOrBook({ slotId, studentId, now, glimpse });
  const slot = toSlot(row, row);
  if ('sessionId' in outcome) {
    return { isNew: true, slot, hold: null, payment: null, sessionId: outcome.sessionId };
  }
  const { holdId, expiresAt, isNew, paymentId } = outcome;
  try {
    const description = `${row.tutorName}, ${row.slotDate} ${row.startTime} (${row.timezone})`;
    const payment = await openPayment({ paymentId, description });
    const hold = toHold({ id: holdId, slotId, status: 'HELD', expiresAt }, now);
    return { isNew, slot, hold, payment, sessionId: null };
  } catch (error) {
    if (error instanceof AppError && error.code === 'PRICE_TOO_SMALL') {
      await releaseHold({ holdId, studentId });
    }
    throw error;
  }
}

async function findSlotToBook(key: { slotId: string; studentId: string; now: Date }): Promise<SlotToBookRow> {
  const [row] = await read<SlotToBookRow>(slotToBookSql(key));
  if (!row) throw new AppError('NOT_FOUND');
  return row;
}

async function holdOrBook({
  slotId,
  studentId,
  now,
  glimpse,
}: {
  slotId: string;
  studentId: string;
  now: Date;
  glimpse: SlotToBookRow;
}): Promise<{ row: SlotToBookRow; outcome: Held | Booked }> {
  return transaction(async (tx) => {
    await lockStudent(tx, studentId);
    // A constraint cannot ask the clock, so what has lapsed is freed here, before it is counted. Only holds seen
    // before the lock can have lapsed: `now` does not move.
    const slotIds = [slotId, ...glimpse.lapsedElsewhere];
    await lockSlots(tx, slotIds);
    if (glimpse.lapsedHolds > 0 || glimpse.lapsedElsewhere.length > 0) {
      await freeLapsedHolds(tx, { slotIds, now });
    }
    const row = await readSlotToBook(tx, { slotId, studentId, now });
    const livingHoldId = decideHold(toSlotToBook(row), { studentId, now });
    if (livingHoldId) return { row, outcome: await findHeld(tx, livingHoldId) };

    const taken = { ...row, seatsTaken: row.seatsTaken + 1 };
    const amountCents = priceCentsOf(row);
    const isFree = amountCents === 0;
    const expiresAt = isFree ? now : addMinutes(now, HOLD_MINUTES);
    const status = isFree ? 'CONFIRMED' : 'HELD';
    const holdId = await claimSeat(tx, { slotId, studentId, status, expiresAt, now });
    if (!holdId) throw new AppError('SESSION_FULL');
    if (isFree) {
      const sessionId = await book(tx, { row, studentId, holdId, paymentId: null, now });
      await announceSlots(tx, row.providerProfileId);
      return { row: taken, outcome: { sessionId } };
    }
    const { id: paymentId } = await tx.payment.create({
      data: { userId: studentId, holdId, amountCents, currency: row.currency },
      select: { id: true },
    });
    await enqueueExpiry(tx, { holdId, expiresAt });
    await announceSlots(tx, row.providerProfileId);
    return { row: taken, outcome: { isNew: true, holdId, expiresAt, paymentId } };
  });
}

/** The job runs by the database's clock and judges by the app's, which may be a little behind. */
const EXPIRY_MARGIN_MS = 2_000;

async function enqueueExpiry(
  tx: Tx,
  { holdId, expiresAt }: { holdId: string; expiresAt: Date },
): Promise<void> {
  const runAt = new Date(expiresAt.getTime() + EXPIRY_MARGIN_MS);
  await enqueue(tx, 'expire-hold', { holdId }, { runAt, key: `hold:${holdId}` });
}

async function findHeld(tx: Tx, holdId: string): Promise<Held> {
  const hold = await tx.seatHold.findUniqueOrThrow({
    where: { id: holdId },
    select: { expiresAt: true, payment: { select: { id: true } } },
  });
  if (!hold.payment) throw new Error(`hold ${holdId} has no payment`);
  return { isNew: false, holdId, expiresAt: hold.expiresAt, paymentId: hold.payment.id };
}

/**
 * Gives a held seat back at once, and stops asking for its payment. Giving back what has lapsed or was given back
 * already is no error.
 * @throws AppError NOT_FOUND; HOLD_NOT_LIVING where the seat is booked by now
 */
export async function releaseHold({
  holdId,
  studentId,
}: {
  holdId: string;
  studentId: string;
}): Promise<void> {
  const released = await transaction(async (tx) => {
    const hold = await findOwnHold(tx, { holdId, studentId });
    await lockSlots(tx, [hold.slotId]);
    if (!(await endHold(tx, { holdId, status: 'RELEASED' }))) {
      // Asked once more under the lock: the payment may have booked it just now.
      const { status } = await findOwnHold(tx, { holdId, studentId });
      if (status === 'CONFIRMED') throw new AppError('HOLD_NOT_LIVING');
      return null;
    }
    if (hold.paymentId) await enqueue(tx, 'cancel-payment', { paymentId: hold.paymentId });
    await announceSlots(tx, hold.providerProfileId);
    return hold;
  });
  // At once, so that a second window cannot still pay; where Stripe does not answer, the job goes on trying.
  const paymentId = released?.paymentId;
  if (paymentId) await attempt(() => abandonPayment({ paymentId }));
}

async function findOwnHold(tx: Tx, { holdId, studentId }: { holdId: string; studentId: string }) {
  const hold = await tx.seatHold.findFirst({
    where: { id: holdId, studentId },
    select: {
      slotId: true,
      status: true,
      payment: { select: { id: true } },
      slot: { select: { providerProfileId: true } },
    },
  });
  if (!hold) throw new AppError('NOT_FOUND');
  const { slotId, status, payment, slot } = hold;
  return { slotId, status, paymentId: payment?.id ?? null, providerProfileId: slot.providerProfileId };
}

type LapsingHold = {
  slotId: string;
  expiresAt: Date;
  paymentId: string | null;
  providerProfileId: string;
};

/**
 * What a lapsed hold comes to: its payment is cancelled first and the seat freed then. Where the payment won that
 * race, it is settled instead. A hold that still lives is looked at again
 * when its time is over; one that is booked or has ended is left alone.
 * @throws AppError PAYMENT_UNAVAILABLE, for the job to try again
 */
export async function expireHold({ holdId, now }: { holdId: string; now: Date }): Promise<void> {
  const [hold] = await read<LapsingHold>(sql`
    SELECT h."slotId", h."expiresAt", y."id" AS "paymentId", s."providerProfileId"
    FROM "SeatHold" h JOIN "TeachingSlot" s ON s."id" = h."slotId" LEFT JOIN "Payment" y ON y."holdId" = h."id"
    WHERE h."id" = ${holdId}::uuid AND h."status" IN ('HELD', 'EXPIRED')`);
  if (!hold) return;
  if (!hasLapsed(hold, now)) {
    await transaction((tx) => enqueueExpiry(tx, { holdId, expiresAt: hold.expiresAt }));
    return;
  }
  if (hold.paymentId) await abandonPayment({ paymentId: hold.paymentId, now });
  await transaction(async (tx) => {
    await lockSlots(tx, [hold.slotId]);
    if (!(await endHold(tx, { holdId, status: 'EXPIRED' }))) return;
    await announceSlots(tx, hold.providerProfileId);
  });
}
