// Processes that die in the middle, as by a power cut: right after a commit, while a vendor is being asked, at any moment.
// Commands and jobs are theirs; the database is all that is left. One fresh process at the end makes everything good, once.
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { AppError } from '@/lib/errors';
import { cancelSession } from '@/lib/sessions/commands';
import { getSession } from '@/lib/sessions/queries';
import { expectBookingsToAddUp, first, givenSession } from '@/tests/factories';
import { type Mortal, startMortal } from './mortals';
import { booked, cancelledBy, expectOnce, type Party, type Promised, refunded } from './promises';
import { finishJobs, skipWaiting, waitingJobs } from './queue';
import { logOf, order, recover, sentEvents, sentMails, type VendorName } from './vendors';

const AT_ONCE = 4;

// Processes are started here, on machines that may be busy with other tests.
vi.setConfig({ testTimeout: 180_000 });

type Seat = { sessionId: string; userId: string; party: Party; promised: Promised };

/** What was begun by processes that were killed, and is still owed. */
const owed: { kind: string; kills: number; seats: Seat[] }[] = [];
const living = new Set<Mortal>();

afterAll(() => Promise.all([...living].map((mortal) => mortal.kill())));
afterEach(expectBookingsToAddUp);

/** Booked seats whose students are about to cancel them; their bookings have been told. */
async function givenSeats(count: number): Promise<Seat[]> {
  const seats = await Promise.all(Array.from({ length: count }, givenSeat));
  await finishJobs();
  return seats;
}

async function givenSeat(): Promise<Seat> {
  const { sessionId, tutor, bookings } = await givenSession();
  const { studentId, paymentIntentId } = first(bookings);
  const pair = { tutorId: tutor.userId, studentId };
  return {
    sessionId,
    userId: studentId,
    party: { userIds: Object.values(pair), sessionIds: [sessionId], paymentIntentIds: [paymentIntentId] },
    promised: [
      ...booked(pair),
      ...cancelledBy('STUDENT', { ...pair, studentIds: [studentId] }, sessionId),
      ...refunded({ studentId, paymentIntentId }),
    ],
  };
}

async function start(options: { worker: boolean }): Promise<Mortal> {
  const mortal = await startMortal(options);
  living.add(mortal);
  return mortal;
}

function startSome(options: { worker: boolean }): Promise<Mortal[]> {
  return Promise.all(Array.from({ length: AT_ONCE }, () => start(options)));
}

async function kill(mortal: Mortal): Promise<void> {
  living.delete(mortal);
  await mortal.kill();
}

/** Gives each process a seat of its own to cancel. */
function giveOut(seats: Seat[], mortals: Mortal[]): void {
  mortals.forEach((mortal, index) => {
    mortal.give({ cancel: seats.slice(index, index + 1) });
  });
}

/** Waits on a condition, for longer than a silent worker keeps its jobs on a machine that has other things to do. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  await vi.waitFor(async () => expect(await isSo()).toBe(true), { timeout: 120_000, interval: 300 });
}

/** Calls that a vendor is keeping waiting, as ordered. */
async function heldUp(vendor: VendorName, path: string): Promise<number> {
  const calls = await logOf(vendor);
  return calls.filter((call) => call.fault && call.status === null && call.path.startsWith(path)).length;
}

/** Mail and Pusher take nothing: a kill finds every delivery either not begun or not taken. */
async function holdUpDeliveries({ delayMs }: { delayMs: number }): Promise<void> {
  await order('mail', { match: 'SMTP MAIL FROM', delayMs, status: 451, times: 5_000 });
  await order('pusher', { match: 'POST /apps', delayMs, status: 503, times: 5_000 });
}

test('killed right after its commit, with nobody there to deliver: nothing is told yet, all of it is owed', async () => {
  const seats = await givenSeats(AT_ONCE);
  const [mails, events] = [await sentMails(), await sentEvents()];
  const mortals = await startSome({ worker: false });
  giveOut(seats, mortals);
  await Promise.all(mortals.map((mortal) => mortal.hasCancelled(1).then(() => kill(mortal))));
  expect(await sentMails()).toHaveLength(mails.length);
  expect(await sentEvents()).toHaveLength(events.length);
  owed.push({ kind: 'killed right after the commit', kills: AT_ONCE, seats });
});

test('killed while it asks for a refund, which Stripe then makes or does not make', async () => {
  const seats = await givenSeats(AT_ONCE);
  const mortals = await startSome({ worker: false });
  const slow = { match: 'POST /v1/refunds', delayMs: 5_000, times: AT_ONCE / 2 };
  await order('stripe', slow);
  await order('stripe', { ...slow, status: 503 });
  giveOut(seats, mortals);
  await until(async () => (await heldUp('stripe', '/v1/refunds')) === AT_ONCE);
  await Promise.all(mortals.map(kill));
  // Stripe goes on with what it was asked, though nobody is there any more to hear of it.
  await until(async () => (await heldUp('stripe', '/v1/refunds')) === 0);
  owed.push({ kind: 'killed while asking Stripe', kills: AT_ONCE, seats });
});

test('killed while mail and Pusher keep its jobs waiting', async () => {
  const seats = await givenSeats(AT_ONCE);
  await holdUpDeliveries({ delayMs: 60_000 });
  const mortals = await startSome({ worker: true });
  giveOut(seats, mortals);
  await until(async () => (await heldUp('mail', 'MAIL FROM')) > 0 && (await heldUp('pusher', '/apps')) > 0);
  await Promise.all(mortals.map(kill));
  await recover();
  owed.push({ kind: 'killed while asking mail and Pusher', kills: AT_ONCE, seats });
});

test('killed at any moment', async () => {
  const rounds = 3;
  const seats = await givenSeats(rounds * AT_ONCE);
  await holdUpDeliveries({ delayMs: 50 });
  await order('stripe', { match: 'POST /v1/refunds', delayMs: 100, times: 1_000 });
  for (let round = 0; round < rounds; round += 1) {
    const mortals = await startSome({ worker: true });
    giveOut(seats.slice(round * AT_ONCE), mortals);
    await Promise.all(mortals.map((mortal) => sleep(randomInt(500)).then(() => kill(mortal))));
  }
  await recover();
  owed.push({ kind: 'killed at any moment', kills: rounds * AT_ONCE, seats });
});

test('a fresh process takes everything over: each mail, push, bell row and refund once', async () => {
  // Who saw no answer clicks again.
  for (const { sessionId, userId } of owed.flatMap(({ seats }) => seats)) {
    await cancelSession({ sessionId, userId, now: new Date() }).catch((error) => {
      if (!(error instanceof AppError) || error.code !== 'INVALID_STATE') throw error;
    });
  }
  await start({ worker: true });
  await until(async () => {
    await skipWaiting();
    return (await waitingJobs()).length === 0;
  });
  for (const { kind, kills, seats } of owed) {
    for (const { sessionId, userId } of seats) {
      expect(await getSession({ sessionId, userId })).toMatchObject({ status: 'CANCELLED' });
    }
    const ids = (of: keyof Party) => seats.flatMap(({ party }) => party[of]);
    await expectOnce(kind, {
      injected: kills,
      party: {
        userIds: ids('userIds'),
        sessionIds: ids('sessionIds'),
        paymentIntentIds: ids('paymentIntentIds'),
      },
      promised: seats.flatMap(({ promised }) => promised),
    });
  }
});
