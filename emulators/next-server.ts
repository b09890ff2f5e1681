// Next as a child of the local stack: builds it where the build is older than its sources, starts it, keeps its
// output calm, and takes it down whole.

import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { findProcesses, guardAgainstOrphan, stopProcess, waitForEnd } from './processes';
import type { Settings } from './stand-ins';

export type Mode = 'dev' | 'preview';

export type NextServer = {
  pid: number;
  /** Resolves with what to say about its end, asked for or not. */
  ended: Promise<string>;
  close: () => Promise<void>;
};

type StartNext = { mode: Mode; port: number; root: string; settings: Settings };

const STOP_GRACE_MS = 6_000;
const HEALTH_DEADLINE_MS = 180_000;
/** What Next builds from. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'proxy.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/** What Next says of itself at each start; the stack prints its own summary. */
const CHATTER = [
  /^\s*$/,
  /^\s*▲ Next\.js/,
  /^\s*- (Local|Network|Environments|Experiments|Experimental)\b/,
  // Experiments, one by one.
  /^\s*[✓⨯] turbopack\w+\s*$/,
  /^\s*✓ (Starting|Ready|Compiled)\b/,
  /^\s*○ Compiling\b/,
  /^\s*✓ Running next\.config/,
  /^\s*GET \/api\/health 200\b/,
  /^\s*POST \/api\/stripe\/webhook 200\b/,
];

/**
 * Where Next keeps its output for this state folder, relative to the project, or undefined for its own default.
 * Two stacks with one output folder would refuse each other.
 */
export function distDirOf(stateDir: string, root: string): string | undefined {
  if (relative(root, stateDir) === '.local') return undefined;
  const name = createHash('sha256').update(stateDir).digest('hex').slice(0, 10);
  return join('.local', 'next', name);
}

/** Builds for production unless the build at hand is of these very sources. */
export async function buildIfStale({
  root,
  settings,
  say,
  signal,
}: {
  root: string;
  settings: Settings;
  say: (line: string) => void;
  signal: AbortSignal;
}): Promise<void> {
  const marker = join(root, settings.SLOTWISE_DIST_DIR || '.next', 'slotwise-build');
  const fingerprint = await fingerprintOf(root);
  if (readText(marker) === fingerprint) return;
  say('building the app for production; the next start finds it built');
  const child = spawn(process.execPath, [nextCli(root), 'build'], {
    cwd: root,
    env: settings as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const lines: string[] = [];
  const keep = (chunk: Buffer) => lines.push(chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const withdrawGuard = child.pid ? guardAgainstOrphan(-child.pid, 'KILL') : () => {};
  const stop = () => child.pid && stopProcess(-child.pid, 'SIGTERM', 1_000);
  signal.addEventListener('abort', stop);
  const [code] = await once(child, 'close');
  signal.removeEventListener('abort', stop);
  withdrawGuard();
  signal.throwIfAborted();
  if (code !== 0) throw new Error(`The production build failed:\n${lines.join('').trim()}`);
  // Taken before the build: a file changed meanwhile makes the next start build again.
  writeFileSync(marker, fingerprint);
}

/** Starts the server; it may not answer yet (see `waitUntilHealthy`). */
export function startNext({ mode, port, root, settings }: StartNext): NextServer {
  const command = mode === 'dev' ? [nextCli(root), 'dev'] : ['--import', 'tsx', join(root, 'lib/start.ts')];
  const child = spawn(process.execPath, [...command, '--port', String(port)], {
    cwd: root,
    env: settings as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C reaches us, and Next with all its workers is stopped by us, first of all.
    detached: true,
  });
  const { pid } = child;
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `exit code ${code}`));
    child.once('error', (error) => resolve(error.message));
  });
  if (!pid) throw new Error('Next could not be started.');
  passOutput(child);
  const withdrawGuard = guardAgainstOrphan(-pid, 'KILL');
  return {
    pid,
    ended,
    close: async () => {
      await stopProcess(-pid, 'SIGTERM', STOP_GRACE_MS);
      withdrawGuard();
      await ended;
      // At its end `next dev` starts a process that would send usage figures, even when told to send none.
      await Promise.all(findProcesses('detached-flush', root).map((flush) => waitForEnd(flush, 3_000)));
    },
  };
}

/** @throws Error when the server does not say that it is well within three minutes, or `signal` is aborted */
export async function waitUntilHealthy(appUrl: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + HEALTH_DEADLINE_MS;
  let last = 'no answer';
  while (Date.now() < deadline) {
    signal.throwIfAborted();
    try {
      const response = await fetch(`${appUrl}/api/health`, { signal: AbortSignal.timeout(60_000) });
      // Read in any case: the timeout would else strike a body that nobody waits for.
      const answer = await response.text();
      if (response.ok) return;
      last = `${response.status} ${answer.slice(0, 300)}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await sleep(300, undefined, { signal });
  }
  throw new Error(`The app did not become healthy. Its last answer: ${last}`);
}

function nextCli(root: string): string {
  return join(
    dirname(createRequire(join(root, 'package.json')).resolve('next/package.json')),
    'dist',
    'bin',
    'next',
  );
}

function passOutput({ stdout, stderr }: ChildProcess): void {
  for (const [from, to] of [
    [stdout, process.stdout],
    [stderr, process.stderr],
  ] as const) {
    if (!from) continue;
    createInterface({ input: from }).on('line', (line) => {
      if (!CHATTER.some((pattern) => pattern.test(stripVTControlCharacters(line)))) to.write(`${line}\n`);
    });
  }
}

async function fingerprintOf(root: string): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) await addToFingerprint(root, source, (line) => hash.update(line));
  return hash.digest('hex');
}

async function addToFingerprint(root: string, path: string, add: (line: string) => void): Promise<void> {
  const facts = await stat(join(root, path)).catch(() => undefined);
  if (!facts || /\.test\.tsx?$/.test(path)) return;
  if (facts.isFile()) return add(`${path} ${facts.size} ${facts.mtimeMs}\n`);
  const names = await readdir(join(root, path));
  for (const name of names.sort()) await addToFingerprint(root, join(path, name), add);
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
