// Work for later, recorded in the transaction that makes it necessary: what is rolled back is never done, and what
// is committed is done, however often the process dies in between. graphile-worker keeps the queue in Postgres.
import type { Tx } from '../db';

/** Every task and its payload. Handlers stand in tasks.ts and may run more than once for one job. */
export type TaskPayloads = {
  'expire-hold': { holdId: string };
  'cancel-payment': { paymentId: string };
  'refund-payment': { paymentId: string };
  'announce-slots': { providerProfileId: string };
  'send-password-reset': { email: string };
};

export type TaskName = keyof TaskPayloads;

type Options = {
  runAt?: Date;
  /** One waiting job per key: enqueueing again replaces it. */
  key?: string;
  maxAttempts?: number;
};

export async function enqueue<N extends TaskName>(
  tx: Tx,
  task: N,
  payload: TaskPayloads[N],
  { runAt, key, maxAttempts }: Options = {},
): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM graphile_worker.add_job(
      ${task}::text,
      ${JSON.stringify(payload)}::json,
      run_at := ${runAt ?? null}::timestamptz,
      job_key := ${key ?? null}::text,
      max_attempts := ${maxAttempts ?? 25}::int)`;
}
