// What is measured: the app as `npm run preview` starts it, in a folder of its own that is gone afterwards, and
// beside it the floor, on a database of its own on the same Postgres, so that the app's worker leaves its jobs alone.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import getPort from 'get-port';
import { Client } from 'pg';
import { distDirOf } from '../emulators/next-server';
import { guardAgainstOrphan, stopProcess } from '../emulators/processes';
import { REAL_ACCOUNTS } from '../emulators/stand-ins';
import { keptSecrets, stackFile } from '../emulators/state-folder';
import { applyMigrations } from '../prisma/apply-migrations';
import type { Target } from './load';

const root = resolve(import.meta.dirname, '..');
const floorDir = join(root, 'bench', 'floor');
const START_DEADLINE_MS = 300_000;
const POOL_SIZE = '20';

export type Stack = {
  app: Target & { databaseUrl: string };
  floor: Target & { databaseUrl: string };
  nextAuthSecret: string;
  postgresLog: string;
};

type Stop = () => Promise<void>;
type Starting = { onStarted: (stop: Stop) => void; say: (line: string) => void; signal: AbortSignal };

/** Settings that both servers get alike. */
function commonSettings(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    // The person's own accounts, in their shell or .env, are not for load.
    ...Object.fromEntries(REAL_ACCOUNTS.map((name) => [name, ''])),
    NODE_OPTIONS: '',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_POOL_SIZE: POOL_SIZE,
  };
}

/** Tells `onStarted` how to stop each part as soon as there is one, so that whatever happens can be tidied up. */
export async function startStack({ onStarted, say, signal }: Starting): Promise<Stack> {
  const stateDir = await mkdtemp(join(tmpdir(), 'slotwise-bench-'));
  onStarted(async () => {
    await rm(stateDir, { recursive: true, force: true });
    const distDir = distDirOf(stateDir, root);
    if (distDir) await rm(join(root, distDir), { recursive: true, force: true });
  });

  say('building and starting the app');
  const port = await getPort();
  const launcher = startNode(['--import', 'tsx', 'emulators/local-stack.ts', 'preview'], {
    ...commonSettings(),
    SLOTWISE_STATE: stateDir,
    PORT: String(port),
  });
  onStarted(launcher.stop);
  await until(() => existsSync(stackFile(stateDir)), launcher, signal);
  const { databaseUrl } = JSON.parse(readFileSync(stackFile(stateDir), 'utf8')) as { databaseUrl: string };
  const { nextPid } = JSON.parse(readFileSync(join(stateDir, 'launcher.json'), 'utf8')) as {
    nextPid: number;
  };

  say('building and starting the floor');
  const floor = await startFloor({ databaseUrl: await createFloorDatabase(databaseUrl), onStarted, signal });
  return {
    app: { name: 'app', url: `http://localhost:${port}`, pid: nextPid, databaseUrl },
    floor,
    nextAuthSecret: keptSecrets(stateDir).nextAuthSecret,
    postgresLog: join(stateDir, 'postgres', 'server.log'),
  };
}

async function createFloorDatabase(appDatabaseUrl: string): Promise<string> {
  const client = new Client(appDatabaseUrl);
  await client.connect();
  await client.query('CREATE DATABASE floor');
  await client.end();
  const url = new URL(appDatabaseUrl);
  url.pathname = '/floor';
  await applyMigrations({ databaseUrl: url.href });
  return url.href;
}

async function startFloor({
  databaseUrl,
  onStarted,
  signal,
}: Omit<Starting, 'say'> & { databaseUrl: string }): Promise<Stack['floor']> {
  const next = join(
    dirname(createRequire(import.meta.url).resolve('next/package.json')),
    'dist',
    'bin',
    'next',
  );
  const settings = { ...commonSettings(), NODE_ENV: 'production' as const, DATABASE_URL: databaseUrl };
  const build = startNode([next, 'build', floorDir], settings);
  onStarted(build.stop);
  await until(() => build.child.exitCode === 0, build, signal);
  const port = await getPort();
  const server = startNode([next, 'start', floorDir, '--port', String(port)], settings);
  onStarted(server.stop);
  const url = `http://localhost:${port}`;
  await until(() => isAnswering(url), server, signal);
  return { name: 'floor', url, pid: server.child.pid ?? 0, databaseUrl };
}

function isAnswering(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

type Child = { child: ChildProcess; said: () => string; stop: Stop };

/** In a process group of its own: Ctrl-C reaches the bench, which stops everything in order. */
function startNode(args: string[], env: NodeJS.ProcessEnv): Child {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const { pid } = child;
  if (!pid) throw new Error(`could not start: node ${args.join(' ')}`);
  const withdrawGuard = guardAgainstOrphan(pid, 'INT');
  const lines: string[] = [];
  const keep = (chunk: Buffer) => {
    lines.push(String(chunk));
    if (lines.length > 500) lines.shift();
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  child.stderr?.pipe(process.stderr, { end: false });
  child.once('exit', withdrawGuard);
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    await stopProcess(pid, 'SIGTERM', 30_000);
    await gone;
  };
  return { child, said: () => lines.join('').trim(), stop };
}

/** @throws Error with the child's own words where it ends before `isReady`, or after five minutes */
async function until(
  isReady: () => boolean | Promise<boolean>,
  { child, said }: Child,
  signal: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + START_DEADLINE_MS;
  while (!(await isReady())) {
    signal.throwIfAborted();
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
      if (await isReady()) return;
      throw new Error(`${child.spawnargs.slice(1).join(' ')} did not get ready:\n${said()}`);
    }
    await sleep(100);
  }
}
