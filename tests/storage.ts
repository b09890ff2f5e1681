// A stand-in of UploadThing for one test file alone, since faults ordered from the shared one would strike other files.
// Imported before anything reads a setting.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UTApi } from 'uploadthing/server';
import { afterAll, afterEach, expect } from 'vitest';
import { startUploadthing } from '@/emulators/uploadthing';
import { pool } from '@/lib/db';

const keys = { apiKey: 'sk_live_of_one_test_file', appId: 'testapp' };
const dataDir = await mkdtemp(join(tmpdir(), 'slotwise-storage-'));
const standIn = await startUploadthing({ port: 0, ...keys, dataDir });
Object.assign(process.env, {
  UPLOADTHING_TOKEN: Buffer.from(JSON.stringify({ ...keys, regions: ['local'] })).toString('base64'),
  UPLOADTHING_INGEST_URL: standIn.url,
  UPLOADTHING_API_URL: standIn.url,
  UPLOADTHING_UFS_HOST: new URL(standIn.url).host,
});
afterEach(recoverStorage);
afterAll(async () => {
  await standIn.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function control(method: string, path: string, body?: object): Promise<void> {
  const answer = await fetch(`${standIn.url}${path}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(answer.ok, `${method} ${path}`).toBe(true);
}

export const storageFault = (fault: object) => control('POST', '/_fault', fault);
export const storageAway = () => control('POST', '/_away', { ms: 60_000 });

export async function recoverStorage(): Promise<void> {
  await control('DELETE', '/_away');
  await control('DELETE', '/_fault');
}

/** What the storage itself says that it holds under an id of ours. */
export async function storedUnder(fileId: string): Promise<{ name: string; size: number }[]> {
  const { files } = await new UTApi({ logLevel: 'None' }).listFiles({ limit: 1000 });
  return files.filter(({ customId }) => customId === fileId).map(({ name, size }) => ({ name, size }));
}

export async function storedCount(): Promise<number> {
  return (await new UTApi({ logLevel: 'None' }).listFiles({ limit: 1000 })).files.length;
}

/** The files whose objects wait to be removed, and when. */
export async function waitingRemovals(): Promise<{ fileId: string; runAt: Date; attempts: number }[]> {
  const { rows } = await pool().query(
    `SELECT substr(key, length('delete-object:') + 1) AS "fileId", run_at AS "runAt", attempts
     FROM graphile_worker.jobs WHERE task_identifier = 'delete-object'`,
  );
  return rows;
}

/** What waits to be tried again in minutes is tried now. */
export async function skipWaitingOfRemovals(): Promise<void> {
  await pool().query(`UPDATE graphile_worker._private_jobs j SET run_at = now()
    FROM graphile_worker._private_tasks t WHERE t.id = j.task_id AND t.identifier = 'delete-object'`);
}
