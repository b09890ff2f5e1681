// Who works on the queue, and who has fallen silent. A process that is killed cannot let its jobs go, and graphile-worker
// waits four hours for it; ours say every few seconds that they live, and the jobs of one that does not are let go.
import { pool } from '../db';
import { log } from '../log';

const BEAT_MS = 5_000;
/** Long enough for a busy machine to stay alive by, short enough for a person who waits for a mail. */
const SILENT_AFTER_SECONDS = 30;

/** Says that a worker lives, from now on and until the returned function is called. */
export function beat(workerId: string): () => Promise<void> {
  const say = () =>
    pool()
      .query(
        `INSERT INTO "JobWorker" ("id", "seenAt") VALUES ($1, now())
         ON CONFLICT ("id") DO UPDATE SET "seenAt" = now()`,
        [workerId],
      )
      .then(rescueJobs)
      .catch((error) => log().warn({ err: error }, 'the job worker could not say that it lives'));
  say();
  const timer = setInterval(say, BEAT_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await pool().query(`DELETE FROM "JobWorker" WHERE "id" = $1`, [workerId]);
  };
}

/**
 * Lets go of the jobs whose worker has fallen silent, so that another takes them up. A worker that was taken for dead
 * and is not does one job twice, which every handler allows for.
 */
export async function rescueJobs(): Promise<void> {
  const { rows } = await pool().query<{ id: string }>(
    `SELECT DISTINCT j."locked_by" AS "id" FROM graphile_worker.jobs j
     WHERE j."locked_by" IS NOT NULL AND j."locked_at" < now() - make_interval(secs => $1)
       AND NOT EXISTS (
         SELECT 1 FROM "JobWorker" w
         WHERE w."id" = j."locked_by" AND w."seenAt" > now() - make_interval(secs => $1))`,
    [SILENT_AFTER_SECONDS],
  );
  if (rows.length === 0) return;
  const silent = rows.map(({ id }) => id);
  log().warn({ workers: silent }, 'took over the jobs of a worker that fell silent');
  await pool().query('SELECT graphile_worker.force_unlock_workers($1)', [silent]);
}
