import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LocalPostgres, startPostgres } from './postgres';
import { isAlive } from './processes';

let folder: string;
let dataDir: string;
let lines: string[];
const started: LocalPostgres[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slotwise-postgres-'));
  dataDir = join(folder, 'postgres');
  lines = [];
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.close()));
  await rm(folder, { recursive: true, force: true });
});

async function start() {
  const server = await startPostgres({
    dataDir,
    log: (line) => lines.push(line),
    settings: { fsync: 'off' },
  });
  started.push(server);
  return server;
}

async function ask<Row>(server: LocalPostgres, sql: string): Promise<Row | undefined> {
  const client = new Client({ connectionString: server.urlOf('postgres') });
  await client.connect();
  try {
    return (await client.query(sql)).rows[0] as Row;
  } finally {
    await client.end();
  }
}

test('the server keeps its data over a restart, speaks UTF-8 and lives in UTC', async () => {
  const first = await start();
  await ask(first, `CREATE TABLE kept AS SELECT 'Żółć' AS word`);
  await first.close();
  expect(isAlive(first.pid)).toBe(false);

  const second = await start();
  expect(await ask(second, 'SELECT lower(word) AS word FROM kept')).toEqual({ word: 'żółć' });
  expect(await ask(second, 'SHOW timezone')).toEqual({ TimeZone: 'UTC' });
  expect(await ask(second, 'SHOW listen_addresses')).toEqual({ listen_addresses: '127.0.0.1' });
  expect(lines).toEqual([]);
});

test('the password is random, asked for, and readable by its owner alone', async () => {
  const server = await start();
  const { mode } = await stat(join(dataDir, 'credentials.json'));
  expect((mode & 0o777).toString(8)).toBe('600');

  const wrong = new Client({
    connectionString: server.urlOf('postgres').replace(/:[0-9a-f]{36}@/, ':guess@'),
  });
  await expect(wrong.connect()).rejects.toThrow(/password authentication failed/);
});

test('a folder that was only half made is made again, with a line that says so', async () => {
  await (await start()).close();
  await rm(join(dataDir, 'credentials.json'));
  await rm(join(dataDir, 'cluster', 'PG_VERSION'));

  await ask(await start(), 'SELECT 1');
  expect(lines).toEqual([expect.stringMatching(/half made/)]);
});

test('a folder of somebody else is left alone', async () => {
  await mkdir(dataDir);
  await writeFile(join(dataDir, 'thesis.txt'), 'years of work');

  await expect(start()).rejects.toThrow(/not made by Slotwise; it is left alone/);
  expect(await readFile(join(dataDir, 'thesis.txt'), 'utf8')).toBe('years of work');
});

test('the file of a crashed server whose process id is now another program is no obstacle', async () => {
  await (await start()).close();
  await writeFile(join(dataDir, 'cluster', 'postmaster.pid'), `${process.pid}\n`);

  await ask(await start(), 'SELECT 1');
});

test('a server that will not start says why in its own words', async () => {
  await (await start()).close();
  await writeFile(join(dataDir, 'cluster', 'PG_VERSION'), '9.6\n');

  await expect(start()).rejects.toThrow(/did not start:[\s\S]*not compatible/);
});

/** Another process that starts the server, so that it can be killed. */
async function startElsewhere() {
  const script = `
    const { startPostgres } = await import('./emulators/postgres.ts');
    const server = await startPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    console.log(server.pid);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [chunk] = await once(child.stdout, 'data');
  return { child, pid: Number(String(chunk)) };
}

test('the server ends soon after its starter was killed', async () => {
  const { child, pid } = await startElsewhere();
  child.kill('SIGKILL');

  await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);
});

test('a server that an earlier run left behind is stopped first, with a line that says so', async () => {
  const { child, pid } = await startElsewhere();
  // Stopped where it stands, it can neither tidy up nor be noticed as gone by the guard of its server.
  child.kill('SIGSTOP');

  const server = await start();
  expect(isAlive(pid)).toBe(false);
  expect(lines).toEqual([expect.stringMatching(new RegExp(`left behind \\(process ${pid}\\)`))]);
  expect(await ask(server, 'SELECT 1 AS one')).toEqual({ one: 1 });
  child.kill('SIGKILL');
});
