// What database tests begin with and look at: people, tutors, slots, signed-in requests, payments made at the Stripe
// stand-in, and the invariant that must hold after every test that books.
import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import Stripe from 'stripe';
import { expect } from 'vitest';
import { sessionCookieName } from '@/lib/auth/actor';
import { type Checkout, startCheckout } from '@/lib/booking/commands';
import { settleHold } from '@/lib/booking/settlement';
import { db, read, sql } from '@/lib/db';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import type { RouteHandler } from '@/lib/http';
import type { NotificationData } from '@/lib/notifications/schema';
import { addDays, addMinutes, dayIn, instantOf, wallTimeIn } from '@/lib/time';

export type Tutor = { userId: string; profileId: string; timezone: string };
export type Student = { id: string; email: string };

export async function givenStudents(count: number): Promise<Student[]> {
  const data = Array.from({ length: count }, (_, index) => {
    const id = randomUUID();
    return {
      id,
      name: `Student ${index + 1}`,
      email: `${id}@students.example`,
      timezone: 'America/New_York',
    };
  });
  await db().user.createMany({ data });
  return data.map(({ id, email }) => ({ id, email }));
}

export async function givenStudent(): Promise<Student> {
  return first(await givenStudents(1));
}

export async function givenTutor({
  hourlyRateCents = 3000,
  timezone = 'Asia/Kathmandu',
  published = true,
  ...profile
}: {
  hourlyRateCents?: number;
  timezone?: string;
  published?: boolean;
  subjects?: string[];
  languages?: string[];
  headline?: string;
  createdAt?: Date;
} = {}): Promise<Tutor> {
  const id = randomUUID();
  const { providerProfile } = await db().user.create({
    data: {
      id,
      name: 'Tara Tutor',
      email: `${id}@tutors.example`,
      timezone,
      providerProfile: {
        create: { headline: '', bio: '', hourlyRateCents, timezone, published, ...profile },
      },
    },
    select: { providerProfile: { select: { id: true } } },
  });
  if (!providerProfile) throw new Error('a tutor was not created');
  return { userId: id, profileId: providerProfile.id, timezone };
}

/** A round hour, some days from now, so that no slot of a test has begun. */
export function hoursFromNow(hours: number): Date {
  return new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + hours * 3_600_000);
}

/** An offered slot as it lies in the table; no rule was asked. At 10 in the morning in two days, unless said. */
export async function givenSlot({
  tutor,
  startsAt: wantedStart,
  minutes = 60,
  maxParticipants = 1,
  ...rest
}: {
  tutor?: Tutor;
  startsAt?: Date;
  minutes?: number;
  maxParticipants?: number;
  hourlyRateCents?: number;
} = {}): Promise<{ slot: { id: string; startsAt: Date; endsAt: Date }; tutor: Tutor }> {
  const owner = tutor ?? (await givenTutor(rest));
  const { timezone } = owner;
  const startsAt =
    wantedStart ?? instantOf(addDays(dayIn(new Date(), timezone), 2), '10:00', timezone) ?? new Date();
  const endsAt = addMinutes(startsAt, minutes);
  const slot = await db().teachingSlot.create({
    data: {
      providerProfileId: owner.profileId,
      slotDate: new Date(dayIn(startsAt, timezone)),
      startTime: wallTimeIn(startsAt, timezone),
      endTime: wallTimeIn(endsAt, timezone),
      durationMinutes: minutes,
      sessionType: maxParticipants === 1 ? 'ONE_TO_ONE' : 'GROUP',
      maxParticipants,
      timezone,
      startsAt,
      endsAt,
    },
    select: { id: true, startsAt: true, endsAt: true },
  });
  return { slot, tutor: owner };
}

/** A hold on a paid slot, with its payment open at Stripe. */
export async function givenHold(wanted: { slotId: string; studentId: string; now?: Date }) {
  const checkout = await startCheckout({ now: new Date(), ...wanted });
  return paidFor(checkout);
}

/** A seat that a student has booked and paid for. */
export async function givenBooking(wanted: { slotId: string; studentId: string; now?: Date }) {
  const { holdId, paymentIntentId, payment } = await givenHold(wanted);
  await pay(paymentIntentId);
  const settled = await settleHold({
    holdId,
    studentId: wanted.studentId,
    now: wanted.now ?? new Date(),
  });
  if (!settled?.sessionId) throw new Error('not booked');
  const { slotId, studentId } = wanted;
  return { sessionId: settled.sessionId, holdId, paymentIntentId, paymentId: payment.id, slotId, studentId };
}

/** A session that as many students have booked. */
export async function givenSession({
  students: count = 1,
  now,
  ...slotWanted
}: Parameters<typeof givenSlot>[0] & { students?: number; now?: Date } = {}) {
  const { slot, tutor } = await givenSlot({ maxParticipants: count, ...slotWanted });
  const bookings = [];
  for (const { id } of await givenStudents(count)) {
    bookings.push(await givenBooking({ slotId: slot.id, studentId: id, ...(now && { now }) }));
  }
  return { sessionId: first(bookings).sessionId, slot, tutor, bookings };
}

/** The parts of a checkout that costs something. */
export function paidFor(checkout: Checkout) {
  const { hold, payment } = checkout;
  if (!hold || !payment) throw new Error('the slot was free');
  return {
    holdId: hold.id,
    expiresAt: new Date(hold.expiresAt),
    payment,
    paymentIntentId: intentIdOf(payment),
  };
}

function intentIdOf({ clientSecret }: { clientSecret: string }): string {
  return clientSecret.slice(0, clientSecret.indexOf('_secret_'));
}

const BELL_DATA: NotificationData = {
  role: 'STUDENT',
  startsAt: '2026-12-01T15:00:00.000Z',
  endsAt: '2026-12-01T16:00:00.000Z',
  sessionType: 'ONE_TO_ONE',
  tutorName: 'Tara Tutor',
  studentName: null,
  seatsBooked: 1,
  maxParticipants: 1,
  isOver: false,
  reason: null,
  amountCents: 3000,
  currency: 'usd',
  kind: null,
};

/** A row of somebody's bell, unread; one the app would not write can be given as well. */
export async function givenNotification({
  userId,
  type = 'refunded',
  data = BELL_DATA,
  ...row
}: {
  userId: string;
  type?: string;
  data?: object;
  createdAt?: Date;
}): Promise<{ id: string; createdAt: Date }> {
  return db().notification.create({
    data: { userId, type, data, eventKey: randomUUID(), ...row },
    select: { id: true, createdAt: true },
  });
}

/** How often each outcome came: `ok`, or the code of the refusal. A fault is not an outcome. */
export function codesOf(outcomes: PromiseSettledResult<unknown>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected' && !(outcome.reason instanceof AppError)) throw outcome.reason;
    const name = outcome.status === 'fulfilled' ? 'ok' : outcome.reason.code;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** The refusal that `work` ends in. */
export async function refusalOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => new Error('expected a refusal'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw error;
}

export async function seatsTaken(slotId: string): Promise<number> {
  const slot = await db().teachingSlot.findUniqueOrThrow({
    where: { id: slotId },
    select: { seatsTaken: true },
  });
  return slot.seatsTaken;
}

export async function holdOf(holdId: string) {
  return db().seatHold.findUniqueOrThrow({
    where: { id: holdId },
    include: { payment: true, participant: { include: { payment: true, session: true } } },
  });
}

/** What must be true of every database, whatever happened in it. */
export async function expectBookingsToAddUp(): Promise<void> {
  const wrong = await read(sql`
    SELECT 'seatsTaken is not the number of claims' AS "what", s."id" FROM "TeachingSlot" s
    WHERE s."seatsTaken" <> (SELECT count(*) FROM "SeatHold" h WHERE h."slotId" = s."id" AND h."occupiesSeat")
    UNION ALL
    SELECT 'a booked claim without exactly one booked participant', h."id" FROM "SeatHold" h
    WHERE h."status" = 'CONFIRMED' AND h."occupiesSeat" AND 1 <> (
      SELECT count(*) FROM "SessionParticipant" p JOIN "TeachingSession" t ON t."id" = p."sessionId"
      WHERE p."holdId" = h."id" AND p."status" = 'BOOKED' AND p."userId" = h."studentId" AND t."slotId" = h."slotId")
    UNION ALL
    SELECT 'a booked participant without a booked claim', p."id" FROM "SessionParticipant" p
    JOIN "SeatHold" h ON h."id" = p."holdId"
    WHERE p."status" = 'BOOKED' AND NOT (h."status" = 'CONFIRMED' AND h."occupiesSeat")
    UNION ALL
    SELECT 'money kept without a seat', y."id" FROM "Payment" y
    WHERE y."status" = 'SUCCEEDED' AND NOT EXISTS (
      SELECT 1 FROM "SessionPayment" l JOIN "SessionParticipant" p ON p."id" = l."participantId"
      WHERE l."paymentId" = y."id" AND p."status" = 'BOOKED' AND p."holdId" = y."holdId")
    UNION ALL
    SELECT 'a seat without its money', h."id" FROM "SeatHold" h JOIN "Payment" y ON y."holdId" = h."id"
    WHERE h."status" = 'CONFIRMED' AND h."occupiesSeat" AND y."status" <> 'SUCCEEDED'
    UNION ALL
    SELECT 'refunded late without a refund', h."id" FROM "SeatHold" h JOIN "Payment" y ON y."holdId" = h."id"
    WHERE h."status" = 'LATE_REFUNDED' AND y."status" NOT IN ('REFUNDING', 'REFUNDED', 'REFUND_FAILED')`);
  expect(wrong).toEqual([]);
}

let client: Stripe | undefined;

/** Stripe's own SDK on the stand-in: what the student's browser and Stripe's dashboard would do. */
export function stripe(): Stripe {
  const { hostname, port } = new URL(env().STRIPE_API_BASE ?? '');
  client ??= new Stripe(env().STRIPE_SECRET_KEY, {
    host: hostname,
    port,
    protocol: 'http',
    telemetry: false,
  });
  return client;
}

export async function pay(paymentIntentId: string, method = 'pm_card_visa'): Promise<void> {
  await stripe().paymentIntents.confirm(paymentIntentId, { payment_method: method });
}

/** What the stand-in itself recorded, in cents. */
export async function refundsOf(paymentIntentId: string): Promise<number[]> {
  const { data } = await stripe().refunds.list({ payment_intent: paymentIntentId });
  return data.map(({ amount }) => amount);
}

/** Stripe's events about a payment, oldest first. */
export async function eventsOf(paymentIntentId: string): Promise<Stripe.Event[]> {
  const { data } = await stripe().events.list({ limit: 100 });
  return data.filter((event) => JSON.stringify(event.data.object).includes(paymentIntentId)).reverse();
}

/** A webhook call as Stripe makes it, signed. */
export function webhookRequest(event: object, { secret = env().STRIPE_WEBHOOK_SECRET } = {}): Request {
  const body = JSON.stringify(event, null, 2);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret });
  return new Request(`${env().APP_URL}/api/stripe/webhook`, {
    method: 'POST',
    body,
    headers: { 'stripe-signature': signature },
  });
}

/** The cookie of somebody who signed in, as next-auth sets it. */
export async function cookieOf(userId: string): Promise<string> {
  const { authVersion } = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: { authVersion: true },
  });
  const token = await encode({ token: { sub: userId, authVersion }, secret: env().NEXTAUTH_SECRET });
  return `${sessionCookieName()}=${token}`;
}

type Call = {
  method?: string;
  path?: string;
  params?: Record<string, string>;
  /** Sent as JSON; a string or a form as it is. */
  body?: unknown;
  /** Who is signed in. */
  as?: string;
  headers?: Record<string, string>;
};

/** Calls a route handler as Next would. */
export async function call(
  handler: RouteHandler,
  { method = 'GET', path = '/api', params = {}, ...rest }: Call = {},
) {
  const { body, as, headers } = rest;
  const request = new Request(`${env().APP_URL}${path}`, {
    method,
    headers: { ...(as && { cookie: await cookieOf(as) }), ...headers },
    ...(body !== undefined && { body: isText(body) ? body : JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
}

function isText(body: unknown): body is string | FormData {
  return typeof body === 'string' || body instanceof FormData;
}

export function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error('expected at least one');
  return item;
}
