// Limits on what strangers may try, counted in Postgres so that every server of an installation counts together.
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { pool } from './db';
import { AppError } from './errors';

const LIMITS = {
  /** Accounts made from one network address. A whole class may sit behind one. */
  register: { points: 60, duration: 3600 },
  /** Failed sign-ins from one address. */
  signInAddress: { points: 100, duration: 900 },
  /** Failed sign-ins to one account. */
  signInAccount: { points: 10, duration: 900 },
  resetAddress: { points: 30, duration: 3600 },
  resetAccount: { points: 5, duration: 3600 },
  /** Holds asked for by one account: each may become a PaymentIntent. */
  book: { points: 60, duration: 60 },
  /** Channels asked for by one account: some for each tab, and all of them anew after each reconnect. */
  channel: { points: 600, duration: 60 },
  /** Messages of one sender: each is pushed to everybody who listens. */
  message: { points: 60, duration: 10 },
  /** Files of one sender: each may be 32 MB on its way through us. */
  upload: { points: 60, duration: 60 },
  /** Addresses of calendar feeds that lead nowhere, from one network address: somebody guesses, or forgot a renewal. */
  calendarMiss: { points: 60, duration: 3600 },
  /** Reads of one calendar feed. Programs look every few minutes at most; a loop that went wrong does not. */
  calendarFeed: { points: 120, duration: 3600 },
} as const;

type LimitName = keyof typeof LIMITS;

const limiters = new Map<LimitName, RateLimiterPostgres>();

function limiter(name: LimitName): RateLimiterPostgres {
  let found = limiters.get(name);
  if (!found) {
    found = new RateLimiterPostgres({
      storeClient: pool(),
      storeType: 'pool',
      tableName: 'RateLimit',
      tableCreated: true,
      keyPrefix: name,
      ...LIMITS[name],
    });
    limiters.set(name, found);
  }
  return found;
}

/** Counts one try. @throws AppError RATE_LIMITED with the seconds to wait */
export async function consume(name: LimitName, key: string): Promise<void> {
  try {
    await limiter(name).consume(key.slice(0, 200));
  } catch (result) {
    throw result instanceof RateLimiterRes ? tooMany(result) : result;
  }
}

/** Refuses where the tries are used up, without counting one. @throws AppError RATE_LIMITED */
export async function assertWithin(name: LimitName, key: string): Promise<void> {
  const result = await limiter(name).get(key.slice(0, 200));
  if (result && result.consumedPoints >= LIMITS[name].points) throw tooMany(result);
}

/** Forgets the tries counted so far. */
export async function forgive(name: LimitName, key: string): Promise<void> {
  await limiter(name).delete(key.slice(0, 200));
}

function tooMany(result: RateLimiterRes): AppError {
  const seconds = Math.max(1, Math.ceil(result.msBeforeNext / 1000));
  const wait = seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return new AppError('RATE_LIMITED', {
    retryAfterSeconds: seconds,
    detail: `Too many tries. Try again in ${wait}.`,
  });
}
