// Fills an empty database with the demo people, by the same commands that serve real ones: what could not happen in
// the app is not in the seed. Paid bookings go through Stripe's own SDK.
import Stripe from 'stripe';
import { registerUser } from '../lib/accounts/commands';
import { startCheckout } from '../lib/booking/commands';
import { settleHold } from '../lib/booking/settlement';
import { db, pool } from '../lib/db';
import { env } from '../lib/env';
import { AppError } from '../lib/errors';
import { cancelSession } from '../lib/sessions/commands';
import { createSlots } from '../lib/slots/commands';
import { daysAhead, MAX_DAYS_AHEAD, placeSlot } from '../lib/slots/rules';
import type { CreateSlotInput, Slot } from '../lib/slots/schema';
import { addDays, addMinutes, dayIn } from '../lib/time';
import { saveProfile } from '../lib/tutors/commands';
import { demoPeople } from './demo-people';
import { demoTutors } from './seed-tutors';

const DAY_MINUTES = 24 * 60;
const WEEK_DAYS = 7;
const PAST_DAYS = 14;
/** Before those days: one week in each of so many months, so that there are earnings to look at. */
const PAST_MONTHS = 5;
const MONTH_DAYS = 28;

const now = new Date();
const userIds = new Map<string, string>();

function userIdOf(email: string): string {
  const id = userIds.get(email);
  if (!id) throw new Error(`no demo person ${email}`);
  return id;
}

async function addPeople(): Promise<void> {
  for (const { name, email, password, timezone } of demoPeople) {
    const user = await registerUser({ name, email, password, timezone });
    userIds.set(email, user.id);
  }
  for (const { email, profile } of demoTutors) {
    const timezone = zoneOf(email);
    await saveProfile({
      userId: userIdOf(email),
      profile: { ...profile, timezone, published: true },
      now,
    });
  }
}

function zoneOf(email: string): string {
  return demoPeople.find((person) => person.email === email)?.timezone ?? 'UTC';
}

/** Offers a tutor's hours on the days after `at`, as the tutor would have done then. */
async function offer(tutor: (typeof demoTutors)[number], at: Date, days: number): Promise<Slot[]> {
  const timezone = zoneOf(tutor.email);
  const today = dayIn(at, timezone);
  const wanted: CreateSlotInput[] = [];
  for (let ahead = 0; ahead <= days; ahead += 1) {
    const slotDate = addDays(today, ahead);
    const weekday = new Date(`${slotDate}T00:00:00Z`).getUTCDay();
    for (const { weekdays, from, to, seats } of tutor.hours) {
      if (!weekdays.includes(weekday)) continue;
      const slot: CreateSlotInput = {
        slotDate,
        startTime: from,
        endTime: to,
        timezone,
        sessionType: seats === 1 ? 'ONE_TO_ONE' : 'GROUP',
        maxParticipants: seats,
      };
      if (isOfferable(slot, at)) wanted.push(slot);
    }
  }
  return createSlots({ userId: userIdOf(tutor.email), slots: wanted, now: at });
}

function isOfferable(slot: CreateSlotInput, at: Date): boolean {
  try {
    return placeSlot(slot).startsAt > addMinutes(at, 60) && daysAhead(slot, at) <= MAX_DAYS_AHEAD;
  } catch (error) {
    // The clocks skip this time on that day.
    if (error instanceof AppError) return false;
    throw error;
  }
}

const stripe = new Stripe(env().STRIPE_SECRET_KEY, standInAddress());

function standInAddress(): Stripe.StripeConfig {
  const base = env().STRIPE_API_BASE;
  if (!base) return {};
  const { hostname, port } = new URL(base);
  return { host: hostname, port, protocol: 'http' };
}

/** Books as a student would, card and all. Where somebody was quicker or the time does not suit, nothing is booked. */
async function book(studentEmail: string, slot: Slot, at: Date): Promise<void> {
  const studentId = userIdOf(studentEmail);
  try {
    const { hold } = await startCheckout({ slotId: slot.id, studentId, now: at });
    if (!hold) return;
    const payment = await db().payment.findUniqueOrThrow({ where: { holdId: hold.id } });
    await stripe.paymentIntents.confirm(payment.stripePaymentIntentId ?? '', {
      payment_method: 'pm_card_visa',
      return_url: `${env().APP_URL}/book/done`,
    });
    await settleHold({ holdId: hold.id, studentId, now: at });
  } catch (error) {
    const isUnlucky = error instanceof AppError && ['TIME_CONFLICT', 'SESSION_FULL'].includes(error.code);
    if (!isUnlucky) throw error;
  }
}

/** `count` of the slots, spread evenly over the whole list. */
function spread(slots: readonly Slot[], count: number): Slot[] {
  const step = Math.max(1, Math.floor(slots.length / count));
  return slots.filter((_, index) => index % step === 0).slice(0, count);
}

const bookings: Record<string, { tutor: string; count: number; seats?: 'group' | 'alone' }[]> = {
  'maya@slotwise.example': [
    { tutor: 'anaya@slotwise.example', count: 4, seats: 'alone' },
    { tutor: 'mateo@slotwise.example', count: 2 },
  ],
  'omar@slotwise.example': [{ tutor: 'kwame@slotwise.example', count: 4, seats: 'group' }],
  'priya@slotwise.example': [
    { tutor: 'yuki@slotwise.example', count: 4 },
    { tutor: 'ingrid@slotwise.example', count: 2 },
  ],
  'tom@slotwise.example': [
    { tutor: 'kwame@slotwise.example', count: 4, seats: 'group' },
    { tutor: 'mateo@slotwise.example', count: 2 },
  ],
  'diego@slotwise.example': [
    { tutor: 'rosa@slotwise.example', count: 5, seats: 'group' },
    { tutor: 'kwame@slotwise.example', count: 2, seats: 'group' },
  ],
};

async function bookAll(slotsOf: Map<string, Slot[]>, at: Date): Promise<void> {
  // Seeding may touch a real account only in Stripe's test mode.
  const mayPay = env().STRIPE_SECRET_KEY.startsWith('sk_test_');
  for (const [student, wishes] of Object.entries(bookings)) {
    for (const { tutor, count, seats } of wishes) {
      const slots = (slotsOf.get(tutor) ?? []).filter(
        (slot) =>
          (slot.priceCents === 0 || mayPay) &&
          (!seats || (slot.sessionType === 'GROUP') === (seats === 'group')),
      );
      for (const slot of spread(slots, count)) await book(student, slot, at);
    }
  }
}

/** What is over was held: started on time, everybody there, ended on time. */
async function holdPastSessions(): Promise<void> {
  await pool().query(
    `UPDATE "TeachingSession" SET "status" = 'COMPLETED', "startedAt" = "startsAt", "completedAt" = "endsAt"
     WHERE "endsAt" <= $1 AND "status" = 'SCHEDULED'`,
    [now],
  );
  await pool().query(
    `INSERT INTO "SessionAttendance" ("sessionId", "userId", "joinedAt", "leftAt")
     SELECT t."id", p."userId", t."startsAt", t."endsAt"
     FROM "TeachingSession" t
     CROSS JOIN LATERAL (
       SELECT t."instructorId" AS "userId"
       UNION SELECT sp."userId" FROM "SessionParticipant" sp
       WHERE sp."sessionId" = t."id" AND sp."status" = 'BOOKED') p
     WHERE t."status" = 'COMPLETED'`,
  );
}

/** A week of a month that is over, as it was booked then. In every other one a student thought better of it. */
async function addMonth(monthsAgo: number): Promise<void> {
  const at = addMinutes(now, -(PAST_DAYS + monthsAgo * MONTH_DAYS) * DAY_MINUTES);
  const slotsOf = new Map<string, Slot[]>();
  for (const tutor of demoTutors)
    slotsOf.set(tutor.email, await offer(tutor, at, WEEK_DAYS - 1 - (monthsAgo % 3)));
  await bookAll(slotsOf, at);
  if (monthsAgo % 2 === 1) return;
  for (const { email } of demoTutors) await giveUpOne(userIdOf(email), at);
}

async function giveUpOne(instructorId: string, at: Date): Promise<void> {
  const last = await db().sessionParticipant.findFirst({
    where: { status: 'BOOKED', session: { instructorId, startsAt: { gt: at } } },
    orderBy: [{ startsAt: 'desc' }, { id: 'asc' }],
    select: { sessionId: true, userId: true },
  });
  if (last) await cancelSession({ ...last, now: addMinutes(at, 60) });
}

async function seed(): Promise<void> {
  await addPeople();
  for (let monthsAgo = PAST_MONTHS; monthsAgo > 0; monthsAgo -= 1) await addMonth(monthsAgo);
  const past = addMinutes(now, -PAST_DAYS * DAY_MINUTES);
  const earlier = new Map<string, Slot[]>();
  for (const tutor of demoTutors) {
    const slots = await offer(tutor, past, PAST_DAYS - 1);
    earlier.set(
      tutor.email,
      slots.filter((slot) => new Date(slot.endsAt) < addMinutes(now, -60)),
    );
  }
  await bookAll(earlier, past);
  await holdPastSessions();
  // Nobody wants mails today of what was booked and held long ago.
  await pool().query(
    `DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
     WHERE t."id" = j."task_id" AND t."identifier" = 'tell'`,
  );
  // Offered for days that have passed and never booked: the daily cleanup would have taken them.
  await pool().query(
    `DELETE FROM "TeachingSlot" s WHERE s."startsAt" < $1
     AND NOT EXISTS (SELECT 1 FROM "SeatHold" h WHERE h."slotId" = s."id")`,
    [addMinutes(now, DAY_MINUTES)],
  );
  const coming = new Map<string, Slot[]>();
  for (const tutor of demoTutors) coming.set(tutor.email, await offer(tutor, now, MAX_DAYS_AHEAD));
  await bookAll(coming, now);
}

try {
  await seed();
} finally {
  await db().$disconnect();
  await pool().end();
}
