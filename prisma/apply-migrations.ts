// Applies prisma/migrations without Prisma's schema engine, which is a download that a closed network refuses.
// It keeps the same records as `prisma migrate deploy` and takes the same lock, so either can go on from where the
// other stopped. It also installs graphile-worker's schema, which our transactions write jobs into.

import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Logger, runMigrations } from 'graphile-worker';
import { Client } from 'pg';

export type ApplyMigrations = {
  databaseUrl: string;
  /** Laid out as Prisma does: `<time>_<name>/migration.sql`. */
  directory?: string;
  log?: (line: string) => void;
};

type Migration = { name: string; sql: string };
type AppliedMigration = { migration_name: string; checksum: string; finished_at: Date | null };

/** The key that Prisma's own migrate takes, so that the two never run at once. */
const PRISMA_ADVISORY_LOCK = 72707369;

/**
 * Brings the database up to date; safe to run from several processes at once.
 * Each migration and its record are one transaction, so a failing one leaves nothing behind.
 * @returns the names of the migrations it applied, in order
 * @throws Error naming the migration that failed, failed earlier, or was edited after it was applied
 */
export async function applyMigrations({
  databaseUrl,
  directory = join(import.meta.dirname, 'migrations'),
  log = () => {},
}: ApplyMigrations): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const client = new Client({ connectionString: databaseUrl, application_name: 'slotwise-migrate' });
  // A server that goes away mid-way rejects the running query; the event would kill the process beside it.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_ADVISORY_LOCK]);
    const pending = await findPending(client, migrations, log);
    for (const migration of pending) {
      await applyOne(client, migration);
      log(`migration ${migration.name} applied`);
    }
    await installJobSchema(databaseUrl);
    return pending.map(({ name }) => name);
  } finally {
    // Ends the session, and with it the lock.
    await client.end();
  }
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names
      .sort()
      .map(async (name) => ({ name, sql: await readFile(join(directory, name, 'migration.sql'), 'utf8') })),
  );
}

async function findPending(
  client: Client,
  migrations: Migration[],
  log: (line: string) => void,
): Promise<Migration[]> {
  await client.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`);
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name, checksum, finished_at FROM _prisma_migrations
     WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  const byName = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of rows) {
    if (!row.finished_at) {
      throw new Error(
        `Migration ${row.migration_name} failed earlier and was not resolved. Repair the database, then mark it ` +
          `with "prisma migrate resolve" or delete its row in _prisma_migrations.`,
      );
    }
    const migration = byName.get(row.migration_name);
    if (!migration) {
      log(
        `migration ${row.migration_name} is applied but not in this checkout: the database is newer than the code`,
      );
    } else if (!checksumsOf(migration.sql).includes(row.checksum)) {
      throw new Error(
        `Migration ${row.migration_name} was edited after it was applied. Restore its migration.sql and put the ` +
          `change into a new migration.`,
      );
    }
  }
  const applied = new Set(rows.map((row) => row.migration_name));
  return migrations.filter(({ name }) => !applied.has(name));
}

async function applyOne(client: Client, { name, sql }: Migration): Promise<void> {
  const startedAt = new Date();
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations
         (id, checksum, migration_name, started_at, finished_at, applied_steps_count, logs)
       VALUES ($1, $2, $3, $4, clock_timestamp(), 1, NULL)`,
      [randomUUID(), sha256(sql), name, startedAt],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => {});
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Migration ${name} failed and was rolled back: ${reason}`, { cause });
  }
}

async function installJobSchema(databaseUrl: string): Promise<void> {
  await runMigrations({ connectionString: databaseUrl, logger: new Logger(() => () => {}) });
}

/** As Prisma does: a checkout that turned LF into CRLF, or back, is not an edit. */
function checksumsOf(sql: string): string[] {
  const unixLines = sql.replaceAll('\r\n', '\n');
  return [sql, unixLines, unixLines.replaceAll('\n', '\r\n')].map(sha256);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
