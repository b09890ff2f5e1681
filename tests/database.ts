// The database tests' ground, made once per run: a real Postgres, a migrated template, and the vendors' stand-ins.
// Each test file gets a copy of the template (database-of-file.ts), so files never see each other's rows.
// TEST_DATABASE_URL names a server of one's own, where the person in it may create databases.

import { mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../emulators/postgres';
import { isAlive } from '../emulators/processes';
import { newVendorSecrets, startStandIns } from '../emulators/stand-ins';
import { applyMigrations } from '../prisma/apply-migrations';
import { generateClient } from '../prisma/generate.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where databases are made, and which of them is the migrated template. */
    testDatabases: { adminUrl: string; prefix: string; template: string };
    /** The app's settings, but for DATABASE_URL. */
    testSettings: Record<string, string>;
  }
}

const FOLDER = 'slotwise-tests-';

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const undo: (() => Promise<unknown>)[] = [];
  const tearDown = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    await prepare(project, undo);
  } catch (error) {
    await tearDown();
    throw error;
  }
  return tearDown;
}

async function prepare(project: TestProject, undo: (() => Promise<unknown>)[]): Promise<void> {
  generateClient();
  await removeFoldersOfKilledRuns();
  const folder = join(tmpdir(), `${FOLDER}${process.pid}`);
  await mkdir(folder, { recursive: true });
  undo.push(() => rm(folder, { recursive: true, force: true }));

  const prefix = `slotwise_test_${process.pid}`;
  const template = `${prefix}_template`;
  let adminUrl = process.env.TEST_DATABASE_URL ?? '';
  if (adminUrl) {
    undo.push(() => dropDatabases(adminUrl, prefix));
  } else {
    const server = await startPostgres({
      dataDir: join(folder, 'postgres'),
      // Fifty people at once, in each of two workers, and none of it needs to survive a power cut.
      settings: { max_connections: '300', fsync: 'off', full_page_writes: 'off', autovacuum: 'off' },
    });
    undo.push(server.close);
    adminUrl = server.urlOf('postgres');
  }
  const standIns = await startStandIns({
    given: {},
    secrets: newVendorSecrets(),
    ports: { stripe: 0, pusher: 0, uploadthing: 0, smtp: 0, inbox: 0 },
    stateDir: folder,
  });
  undo.push(standIns.close);

  const databaseUrl = await createDatabase({ adminUrl, name: template });
  await applyMigrations({ databaseUrl });
  project.provide('testDatabases', { adminUrl, prefix, template });
  project.provide('testSettings', {
    ...standIns.settings,
    SLOTWISE_LOCAL: '1',
    LOG_LEVEL: 'silent',
    APP_URL: 'http://localhost:3000',
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 'a-secret-of-the-tests-that-guards-nothing',
    CRON_SECRET: 'a-cron-secret-of-the-tests',
    TRUST_PROXY: '1',
    // Where tests read what the app sent.
    TEST_MAIL_URL: standIns.stack.mail.url,
  });
}

/** Makes a database, empty or as a copy of `template`, and returns its address. */
export async function createDatabase(database: {
  adminUrl: string;
  name: string;
  template?: string;
}): Promise<string> {
  const template = database.template ? ` TEMPLATE "${database.template}"` : '';
  await asAdmin(database.adminUrl, (client) => client.query(`CREATE DATABASE "${database.name}"${template}`));
  const url = new URL(database.adminUrl);
  url.pathname = `/${database.name}`;
  return url.href;
}

async function dropDatabases(adminUrl: string, prefix: string): Promise<void> {
  await asAdmin(adminUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
      [prefix],
    );
    for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
  });
}

async function asAdmin(adminUrl: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function removeFoldersOfKilledRuns(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(FOLDER) ? Number(name.slice(FOLDER.length)) : Number.NaN;
    if (pid && !isAlive(pid)) await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}
