// What money means for a hold. Webhook, way back and job all come through `applyIntent`; whoever is first acts.
import { raiseAlert } from '../alerts';
import { read, sql, type Tx, transaction } from '../db';
import { AppError } from '../errors';
import { announceSlots, enqueue, tell } from '../jobs/queue';
import { log } from '../log';
import { cancelPayment, findPayment, refundPayment } from '../payments/commands';
import { fetchPaymentIntent, type PaymentIntent } from '../services/stripe';
import { endHold, freeLapsedHolds, lockSlots, takeSeat } from '../slots/seats';
import { book, lockStudent, readSlotToBook } from './claims';
import { followMoneyBack } from './money-back';
import { getHold, type SettledHold, type SlotToBookRow, toSlotToBook } from './queries';
import { decideSettlement, hasLapsed } from './rules';
import type { HoldStatus } from './schema';

const PROCESSING_CHECK_MS = 3_600_000;

/** Stops asking for a payment; where the money was quicker, it is settled. @throws AppError PAYMENT_UNAVAILABLE */
export async function abandonPayment({
  paymentId,
  now = new Date(),
}: {
  paymentId: string;
  now?: Date;
}): Promise<void> {
  const quicker = await cancelPayment({ paymentId });
  if (!quicker) return;
  await applyIntent({ paymentId, intent: quicker, now });
  if (quicker.status !== 'processing') return;
  // A bank may take days over it, and the event of its answer may be lost: it is looked at again until it is known.
  const runAt = new Date(now.getTime() + PROCESSING_CHECK_MS);
  await transaction((tx) =>
    enqueue(tx, 'cancel-payment', { paymentId }, { runAt, key: `cancel:${paymentId}` }),
  );
}

/**
 * Applies an event of Stripe, once however often it comes. The event is a hint: what counts is the PaymentIntent as
 * Stripe has it now, so the order of events does not matter.
 * @throws AppError PAYMENT_UNAVAILABLE; Stripe then sends the event again
 */
export async function applyPaymentEvent({
  event,
  now,
}: {
  event: { id: string; type: string; paymentIntentId: string | null; paymentId: string | null };
  now: Date;
}): Promise<void> {
  const { paymentIntentId } = event;
  if (!paymentIntentId || (await isEventApplied(event.id))) return;
  const payment = await findPayment({ paymentIntentId, paymentId: event.paymentId });
  // An account may serve other applications too.
  if (!payment) return;
  const intent = await fetchPaymentIntent(payment.stripePaymentIntentId);
  if (isAboutMoneyBack(event)) {
    // Taken before it went back, so it is settled first. The event counts as applied only after both, so that Stripe
    // sends it again where one of them fails.
    await applyIntent({ paymentId: payment.id, intent, now });
    await followMoneyBack({ paymentId: payment.id, now });
  }
  await applyIntent({ paymentId: payment.id, intent, event: { ...event, paymentIntentId }, now });
}

function isAboutMoneyBack({ type }: { type: string }): boolean {
  return type.startsWith('refund.') || type.startsWith('charge.refund') || type.startsWith('charge.dispute.');
}

async function isEventApplied(eventId: string): Promise<boolean> {
  const rows = await read(sql`SELECT 1 FROM "StripeEvent" WHERE "id" = ${eventId}`);
  return rows.length > 0;
}

/**
 * The student's way back from paying, or their question how it stands: asks Stripe where the payment is still open.
 * @returns null where the hold is not theirs
 */
export async function settleHold({
  holdId,
  studentId,
  now,
}: {
  holdId: string;
  studentId: string;
  now: Date;
}): Promise<SettledHold | null> {
  const before = await findOpenPayment({ holdId, studentId });
  if (before) {
    const { paymentId, intentId } = before;
    await attempt(async () => {
      const intent = await fetchPaymentIntent(intentId);
      await applyIntent({ paymentId, intent, now });
    });
  }
  return getHold({ holdId, studentId, now });
}

async function findOpenPayment(key: { holdId: string; studentId: string }) {
  const [row] = await read<{ paymentId: string; intentId: string }>(sql`
    SELECT y."id" AS "paymentId", y."stripePaymentIntentId" AS "intentId"
    FROM "SeatHold" h JOIN "Payment" y ON y."holdId" = h."id"
    WHERE h."id" = ${key.holdId}::uuid AND h."studentId" = ${key.studentId}::uuid
      AND y."status" = 'PENDING' AND y."stripePaymentIntentId" IS NOT NULL`);
  return row ?? null;
}

type Outcome = 'nothing' | 'booked' | 'refunding';

/** Makes a payment's hold follow what Stripe says of it. Safe to call from everywhere at once: the first one acts. */
async function applyIntent({
  paymentId,
  intent,
  event,
  now,
}: {
  paymentId: string;
  intent: PaymentIntent;
  event?: { id: string; type: string; paymentIntentId: string };
  now: Date;
}): Promise<void> {
  const outcome = await transaction(async (tx): Promise<Outcome> => {
    if (event && !(await recordEvent(tx, event))) return 'nothing';
    if (intent.status === 'succeeded') return settle(tx, { paymentId, intent, now });
    if (intent.status === 'cancelled') await giveUp(tx, { paymentId, now });
    return 'nothing';
  });
  // The job that was set up with it would do the same; the student need not wait for that.
  if (outcome === 'refunding') await attempt(() => refundPayment({ paymentId, now }));
}

/** The unique key makes one of ten simultaneous deliveries act; the others wait for its commit here. */
async function recordEvent(
  tx: Tx,
  event: { id: string; type: string; paymentIntentId: string },
): Promise<boolean> {
  const recorded = await tx.$executeRaw`
    INSERT INTO "StripeEvent" ("id", "type", "paymentIntentId")
    VALUES (${event.id}, ${event.type}, ${event.paymentIntentId}) ON CONFLICT DO NOTHING`;
  return recorded === 1;
}

type PaymentToSettle = {
  status: string;
  amountCents: number;
  currency: string;
  holdId: string;
  holdStatus: HoldStatus;
  startsAt: Date;
  endsAt: Date;
};

async function settle(
  tx: Tx,
  { paymentId, intent, now }: { paymentId: string; intent: PaymentIntent; now: Date },
): Promise<Outcome> {
  const found = await tx.payment.findUnique({
    where: { id: paymentId },
    select: {
      userId: true,
      hold: { select: { slotId: true, slot: { select: { providerProfileId: true } } } },
    },
  });
  if (!found) return 'nothing';
  const { userId: studentId } = found;
  const { slotId } = found.hold;
  await lockStudent(tx, studentId);
  const { lapsedElsewhere } = await readSlotToBook(tx, { slotId, studentId, now });
  const slotIds = [slotId, ...lapsedElsewhere];
  await lockSlots(tx, slotIds);
  const [payment] = await tx.$queryRaw<PaymentToSettle[]>`
    SELECT y."status", y."amountCents", y."currency", y."holdId", h."status" AS "holdStatus", h."startsAt", h."endsAt"
    FROM "Payment" y JOIN "SeatHold" h ON h."id" = y."holdId"
    WHERE y."id" = ${paymentId}::uuid FOR UPDATE OF y, h`;
  // Webhook, way back and job meet here: whoever comes first settles.
  if (!payment || (payment.status !== 'PENDING' && payment.status !== 'CANCELLED')) return 'nothing';
  const { holdId, holdStatus } = payment;
  if (intent.receivedCents !== payment.amountCents || intent.currency !== payment.currency) {
    // Somebody changed the intent at Stripe. Neither a seat for less nor money kept for nothing: it goes back.
    const detail = `Stripe received ${intent.receivedCents} ${intent.currency} on ${intent.id}, which is not what was asked for`;
    await raiseAlert(tx, { kind: 'amount-mismatch', subjectId: paymentId, detail });
    return sendBack(tx, { holdId, paymentId, providerProfileId: found.hold.slot.providerProfileId, now });
  }
  if (holdStatus !== 'HELD') await freeLapsedHolds(tx, { slotIds, now });
  const row = await readSlotToBook(tx, { slotId, studentId, now });
  const slot = toSlotToBook(row);
  const decision = decideSettlement({ ...payment, status: holdStatus }, slot, { studentId, now });
  if (decision === 'refund' || !(await secureSeat(tx, { decision, slot, row }))) {
    return sendBack(tx, { holdId, paymentId, providerProfileId: row.providerProfileId, now });
  }
  await tx.seatHold.update({ where: { id: holdId }, data: { status: 'CONFIRMED', occupiesSeat: true } });
  await tx.payment.update({ where: { id: paymentId }, data: { status: 'SUCCEEDED', paidAt: now } });
  await book(tx, { row, studentId, holdId, paymentId, now });
  return 'booked';
}

/** Neither a seat nor the money is kept. */
async function sendBack(
  tx: Tx,
  {
    holdId,
    paymentId,
    providerProfileId,
    now,
  }: { holdId: string; paymentId: string; providerProfileId: string; now: Date },
): Promise<Outcome> {
  if (await endHold(tx, { holdId, status: 'RELEASED' })) await announceSlots(tx, providerProfileId);
  await tx.seatHold.update({ where: { id: holdId }, data: { status: 'LATE_REFUNDED', occupiesSeat: false } });
  await tx.payment.update({ where: { id: paymentId }, data: { status: 'REFUNDING', paidAt: now } });
  await enqueue(tx, 'refund-payment', { paymentId }, { key: `refund:${paymentId}` });
  await tell(tx, { type: 'late-payment', at: now.toISOString(), paymentId });
  return 'refunding';
}

/** Has the seat that a paid hold needs. @returns whether there is one */
async function secureSeat(
  tx: Tx,
  {
    decision,
    slot,
    row,
  }: {
    decision: 'confirm' | 'take-seat-again' | 'replace-own-hold';
    slot: ReturnType<typeof toSlotToBook>;
    row: SlotToBookRow;
  },
): Promise<boolean> {
  if (decision === 'confirm') return true;
  if (decision === 'replace-own-hold' && slot.ownHold) {
    const replaced = slot.ownHold.id;
    await endHold(tx, { holdId: replaced, status: 'RELEASED' });
    const unpaid = await tx.payment.findUnique({ where: { holdId: replaced }, select: { id: true } });
    if (unpaid) await enqueue(tx, 'cancel-payment', { paymentId: unpaid.id });
  }
  await announceSlots(tx, row.providerProfileId);
  return takeSeat(tx, row.id);
}

/** A PaymentIntent that was cancelled, by us or in Stripe's dashboard, brings nothing: its seat is free. */
async function giveUp(tx: Tx, { paymentId, now }: { paymentId: string; now: Date }): Promise<void> {
  const payment = await tx.payment.findUnique({
    where: { id: paymentId },
    select: {
      holdId: true,
      hold: { select: { slotId: true, expiresAt: true, slot: { select: { providerProfileId: true } } } },
    },
  });
  if (!payment) return;
  const { holdId, hold } = payment;
  await lockSlots(tx, [hold.slotId]);
  await tx.payment.updateMany({ where: { id: paymentId, status: 'PENDING' }, data: { status: 'CANCELLED' } });
  // The job that ends a lapsed hold cancels its payment first, and Stripe's word of that may come back sooner.
  const status = hasLapsed(hold, now) ? 'EXPIRED' : 'RELEASED';
  if (await endHold(tx, { holdId, status })) {
    await announceSlots(tx, hold.slot.providerProfileId);
  }
}

/** Does now what a job is going to do anyway. A vendor that does not answer is no fault of this request. */
export async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log().warn({ code: error.code }, 'left to the job');
  }
}
