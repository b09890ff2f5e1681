// The database of a local stack: migrated, and filled with the demo people when it is new.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Client } from 'pg';
import { applyMigrations } from '../prisma/apply-migrations';
import { demoPeople } from '../prisma/demo-people';
import { guardAgainstOrphan } from './processes';
import type { Settings } from './stand-ins';

export type DemoPerson = (typeof demoPeople)[number];

type PreparedDatabase = { databaseUrl: string; people: readonly DemoPerson[] };

const DATABASE = 'slotwise';
/** A new database bears this name until its seed is through, so that a seed killed half-way is simply begun again. */
const UNFINISHED = 'slotwise_unfinished';

export type PrepareDatabase = {
  /** Of the database with this name on the embedded server. */
  urlOf: (database: string) => string;
  settings: Settings;
  root: string;
  say: (line: string) => void;
  signal: AbortSignal;
};

/** Leaves a migrated database with people in it. */
export async function prepareDatabase({
  urlOf,
  settings,
  root,
  say,
  signal,
}: PrepareDatabase): Promise<PreparedDatabase> {
  const prepared = { databaseUrl: urlOf(DATABASE), people: demoPeople };
  if (await exists(urlOf('postgres'), DATABASE)) {
    await applyMigrations({ databaseUrl: urlOf(DATABASE), log: say });
    if (await hasUsers(urlOf(DATABASE))) return prepared;
  }
  say('making the database and its demo people');
  await query(urlOf('postgres'), `DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`);
  await query(urlOf('postgres'), `DROP DATABASE IF EXISTS ${UNFINISHED} WITH (FORCE)`);
  await query(urlOf('postgres'), `CREATE DATABASE ${UNFINISHED}`);
  await applyMigrations({ databaseUrl: urlOf(UNFINISHED) });
  await seed({ settings: { ...settings, DATABASE_URL: urlOf(UNFINISHED) }, root, signal });
  await query(urlOf('postgres'), `ALTER DATABASE ${UNFINISHED} RENAME TO ${DATABASE}`);
  return prepared;
}

type OwnDatabase = Omit<PrepareDatabase, 'urlOf'> & { databaseUrl: string };

/** A database that the person named: migrated; demo people, whose passwords are public, only on this very machine. */
export async function prepareOwnDatabase({
  databaseUrl,
  settings,
  root,
  say,
  signal,
}: OwnDatabase): Promise<PreparedDatabase> {
  const { hostname } = new URL(databaseUrl);
  await applyMigrations({ databaseUrl, log: say });
  const isHere = ['localhost', '127.0.0.1', '[::1]', ''].includes(hostname);
  if (!(await hasUsers(databaseUrl))) {
    if (isHere) {
      say('putting demo people into the empty database of DATABASE_URL');
      await seed({ settings: { ...settings, DATABASE_URL: databaseUrl }, root, signal });
    } else {
      say(
        `the database on ${hostname} stays empty: demo people are put into databases of this machine alone`,
      );
    }
  }
  const emails = await query(databaseUrl, 'SELECT email FROM "User" WHERE email = ANY($1)', [
    demoPeople.map(({ email }) => email),
  ]);
  const known = new Set(emails.map((row) => (row as { email: string }).email));
  return { databaseUrl, people: demoPeople.filter(({ email }) => known.has(email)) };
}

type Seed = { settings: Settings; root: string; signal: AbortSignal };

async function seed({ settings, root, signal }: Seed): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', join('prisma', 'seed.ts')], {
    cwd: root,
    env: settings as NodeJS.ProcessEnv,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
    signal,
  });
  const withdrawGuard = child.pid ? guardAgainstOrphan(-child.pid, 'KILL') : () => {};
  try {
    const [code] = await once(child, 'exit');
    if (code !== 0)
      throw new Error('The demo people could not be made (prisma/seed.ts, its error is above).');
  } finally {
    withdrawGuard();
  }
}

async function exists(adminUrl: string, name: string): Promise<boolean> {
  return (await query(adminUrl, 'SELECT 1 FROM pg_database WHERE datname = $1', [name])).length > 0;
}

async function hasUsers(databaseUrl: string): Promise<boolean> {
  return (await query(databaseUrl, 'SELECT 1 FROM "User" LIMIT 1')).length > 0;
}

async function query(databaseUrl: string, sql: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new Client({ connectionString: databaseUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}
