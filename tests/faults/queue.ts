// The queue, with its waiting times skipped: what Postgres would hand out in an hour is handed out now.
import { pool } from '@/lib/db';
import { drainJobs } from '@/lib/jobs/worker';

/** What carries a promise. Other jobs, such as the end of a hold, keep their time. */
const CARRIERS = ['tell', 'push', 'send-session-mail', 'refund-payment', 'cancel-payment', 'announce-slots'];

/** Has failed jobs tried again now instead of in minutes or hours. */
export async function skipWaiting(): Promise<void> {
  await pool().query(
    `UPDATE graphile_worker._private_jobs j SET run_at = now()
     FROM graphile_worker._private_tasks t
     WHERE t.id = j.task_id AND t.identifier = ANY($1) AND j.locked_at IS NULL AND j.attempts < j.max_attempts`,
    [CARRIERS],
  );
}

/** Each waiting job has so many tries. @returns how many of them failed */
export async function tryJobs({ rounds }: { rounds: number }): Promise<number> {
  let failures = 0;
  for (let round = 0; round < rounds; round += 1) {
    await skipWaiting();
    failures += (await drainJobs()).failed;
  }
  return failures;
}

/** Works until nothing that carries a promise is left. @returns how many tries failed on the way */
export async function finishJobs(): Promise<number> {
  let failures = 0;
  for (let round = 0; round < 25; round += 1) {
    await skipWaiting();
    const { done, failed } = await drainJobs();
    failures += failed;
    if (done + failed === 0) return failures;
  }
  throw new Error(`jobs are left over: ${JSON.stringify(await waitingJobs())}`);
}

/** Jobs that carry a promise and are not done, whoever holds them. */
export async function waitingJobs(): Promise<{ task: string; attempts: number; lastError: string | null }[]> {
  const { rows } = await pool().query(
    `SELECT task_identifier AS "task", attempts, last_error AS "lastError" FROM graphile_worker.jobs
     WHERE task_identifier = ANY($1)`,
    [CARRIERS],
  );
  return rows;
}
