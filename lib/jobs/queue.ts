// Work for later, recorded in the transaction that makes it necessary: what is rolled back is never done, and what
// is committed is done, however often the process dies in between. graphile-worker keeps the queue in Postgres.
import type { Tx } from '../db';
import type { SessionEvent } from '../events';

/** Every task and its payload. Handlers stand in tasks.ts and may run more than once for one job. */
export type TaskPayloads = {
  'expire-hold': { holdId: string };
  'cancel-payment': { paymentId: string };
  'refund-payment': { paymentId: string };
  'announce-slots': { providerProfileId: string };
  'send-password-reset': { email: string };
  /** Turns what happened into bell rows, and one job for each push and mail, once. */
  tell: SessionEvent;
  push: { channels: string[]; event: string; data: Record<string, unknown> };
  'send-session-mail': { event: SessionEvent; recipientId: string };
  /** Removes a stored object that no file names, or no file any more. */
  'delete-object': { fileId: string };
  // By the clock (worker.ts), and by the cron routes.
  'clean-up': object;
  'send-reminders': object;
  'sweep-sessions': object;
};

export type TaskName = keyof TaskPayloads;

type Options = {
  runAt?: Date;
  /** One waiting job per key. */
  key?: string;
  /** Whether enqueueing again under the key moves the waiting job, or leaves it where it is. */
  keyMode?: 'replace' | 'preserve_run_at';
  maxAttempts?: number;
  /** Higher is later, among jobs that are due. */
  priority?: number;
};

export async function enqueue<N extends TaskName>(
  tx: Tx,
  task: N,
  payload: TaskPayloads[N],
  { runAt, key, keyMode, maxAttempts, priority }: Options = {},
): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM graphile_worker.add_job(
      ${task}::text,
      ${JSON.stringify(payload)}::json,
      run_at := ${runAt ?? null}::timestamptz,
      job_key := ${key ?? null}::text,
      job_key_mode := ${keyMode ?? 'replace'}::text,
      max_attempts := ${maxAttempts ?? 25}::int,
      priority := ${priority ?? 0}::int)`;
}

/** Takes back the waiting job of a key, if there is one. */
export async function withdraw(tx: Tx, key: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM graphile_worker.remove_job(${key}::text)`;
}

/** Long enough for a rush on one tutor to become one announcement, short enough to look like none. */
export const ANNOUNCE_AFTER_MS = 250;

/**
 * Has it announced that what can be booked with a tutor has changed. Call it last in a transaction: until the commit
 * others who announce for the same tutor wait here.
 */
export async function announceSlots(tx: Tx, providerProfileId: string): Promise<void> {
  await enqueue(
    tx,
    'announce-slots',
    { providerProfileId },
    {
      key: `announce:${providerProfileId}`,
      keyMode: 'preserve_run_at',
      runAt: new Date(Date.now() + ANNOUNCE_AFTER_MS),
    },
  );
}

/** Has people told of what this transaction makes true: not before it commits, and surely after. */
export async function tell(tx: Tx, event: SessionEvent): Promise<void> {
  await enqueue(tx, 'tell', event);
}
