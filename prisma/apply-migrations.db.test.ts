import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { createDatabase } from '../tests/database';
import { applyMigrations } from './apply-migrations';

let directory: string;
let databaseUrl: string;
let client: Client;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'migrations-'));
  const { adminUrl, prefix } = inject('testDatabases');
  databaseUrl = await createDatabase({ adminUrl, name: `${prefix}_${randomBytes(6).toString('hex')}` });
  client = new Client({ connectionString: databaseUrl });
  await client.connect();
});

afterEach(async () => {
  await client.end();
  await rm(directory, { recursive: true, force: true });
});

async function givenMigration(name: string, sql: string) {
  await mkdir(join(directory, name), { recursive: true });
  await writeFile(join(directory, name, 'migration.sql'), sql);
}

const apply = () => applyMigrations({ databaseUrl, directory });
const records = async () =>
  (await client.query('SELECT * FROM _prisma_migrations ORDER BY migration_name')).rows;

test('migrations run in order of their names, once, and are recorded as Prisma records them', async () => {
  await givenMigration('20260102000000_second', 'ALTER TABLE tutor ADD COLUMN name text;');
  await givenMigration('20260101000000_first', 'CREATE TABLE tutor (id int);\n');
  await writeFile(join(directory, 'migration_lock.toml'), 'provider = "postgresql"\n');

  expect(await apply()).toEqual(['20260101000000_first', '20260102000000_second']);
  expect(await apply()).toEqual([]);

  const [first] = await records();
  expect(first).toMatchObject({
    migration_name: '20260101000000_first',
    // sha256sum of the file
    checksum: '0b28ac9681aba2c2f1b9982e175e24c7ce92e1920de42b64654c836758502cfd',
    applied_steps_count: 1,
    logs: null,
    rolled_back_at: null,
  });
  expect(first.id).toMatch(/^[0-9a-f-]{36}$/);
  expect(first.finished_at.getTime()).toBeGreaterThanOrEqual(first.started_at.getTime());
});

test('the schema of the job queue is installed too', async () => {
  await apply();
  await client.query(`SELECT graphile_worker.add_job('anything', '{}'::json)`);
});

test('a failing migration leaves nothing behind and can be mended', async () => {
  await givenMigration(
    '20260101000000_broken',
    'CREATE TABLE tutor (id int); SELECT no_such_column FROM tutor;',
  );
  await expect(apply()).rejects.toThrow(/20260101000000_broken failed and was rolled back: .*no_such_column/);
  expect(await records()).toEqual([]);

  await givenMigration('20260101000000_broken', 'CREATE TABLE tutor (id int);');
  expect(await apply()).toEqual(['20260101000000_broken']);
});

test('a migration edited after it was applied is refused by name', async () => {
  await givenMigration('20260101000000_first', 'CREATE TABLE tutor (id int);');
  await apply();
  await givenMigration('20260101000000_first', 'CREATE TABLE tutor (id bigint);');
  await expect(apply()).rejects.toThrow(/20260101000000_first was edited/);
});

test('other line ends are not an edit', async () => {
  await givenMigration('20260101000000_first', 'CREATE TABLE tutor (id int);\n-- end\n');
  await apply();
  await givenMigration('20260101000000_first', 'CREATE TABLE tutor (id int);\r\n-- end\r\n');
  expect(await apply()).toEqual([]);
});

test('a migration that Prisma began and did not finish is refused, and accepted once it is rolled back', async () => {
  await givenMigration('20260101000000_first', 'CREATE TABLE tutor (id int);');
  await apply();
  await client.query('DROP TABLE tutor; UPDATE _prisma_migrations SET finished_at = NULL');
  await expect(apply()).rejects.toThrow(/20260101000000_first failed earlier/);

  await client.query('UPDATE _prisma_migrations SET rolled_back_at = now()');
  expect(await apply()).toEqual(['20260101000000_first']);
});

test('a database newer than the checkout is left as it is, with a line', async () => {
  await givenMigration('20260101000000_first', 'CREATE TABLE tutor (id int);');
  await apply();
  await rm(join(directory, '20260101000000_first'), { recursive: true });
  const lines: string[] = [];
  await applyMigrations({ databaseUrl, directory, log: (line) => lines.push(line) });
  expect(lines.join()).toMatch(/newer than the code/);
});

test('five runners at once apply each migration once', async () => {
  await givenMigration('20260101000000_first', 'CREATE TABLE tutor (id int);');
  await givenMigration('20260102000000_second', 'CREATE TABLE student (id int);');
  const applied = await Promise.all(Array.from({ length: 5 }, apply));
  expect(applied.flat().sort()).toEqual(['20260101000000_first', '20260102000000_second']);
});
