import { expect, test } from 'vitest';
import { db, pool, transaction } from '../db';
import { beat, rescueJobs } from './heartbeat';
import { enqueue } from './queue';

async function givenLockedJob({ by, secondsAgo }: { by: string; secondsAgo: number }): Promise<void> {
  await transaction((tx) => enqueue(tx, 'send-reminders', {}, { key: by }));
  await pool().query(
    `UPDATE graphile_worker._private_jobs SET locked_by = $1, locked_at = now() - make_interval(secs => $2)
     WHERE key = $1`,
    [by, secondsAgo],
  );
}

async function isLocked(by: string): Promise<boolean> {
  const { rows } = await pool().query('SELECT locked_by FROM graphile_worker.jobs WHERE key = $1', [by]);
  return rows[0]?.locked_by !== null;
}

test('the jobs of a worker that fell silent are let go, those of a living one are not', async () => {
  await givenLockedJob({ by: 'never-said-anything', secondsAgo: 31 });
  await givenLockedJob({ by: 'fell-silent', secondsAgo: 60 });
  await givenLockedJob({ by: 'alive', secondsAgo: 3600 });
  await givenLockedJob({ by: 'only-just-begun', secondsAgo: 1 });
  await db().jobWorker.create({ data: { id: 'fell-silent', seenAt: new Date(Date.now() - 31_000) } });
  const end = beat('alive');
  await expect.poll(() => db().jobWorker.count({ where: { id: 'alive' } })).toBe(1);

  await rescueJobs();

  expect(await isLocked('never-said-anything')).toBe(false);
  expect(await isLocked('fell-silent')).toBe(false);
  expect(await isLocked('alive')).toBe(true);
  expect(await isLocked('only-just-begun')).toBe(true);
  await end();
  expect(await db().jobWorker.count({ where: { id: 'alive' } })).toBe(0);
});
