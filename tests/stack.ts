// Playwright's global setup: the built app with all its stand-ins, in a folder of its own that is gone afterwards.
// SLOTWISE_STATE names a stack that runs already (`npm run preview`), to be used and left alone.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import getPort from 'get-port';
import { guardAgainstOrphan } from '../emulators/processes';
import { REAL_ACCOUNTS } from '../emulators/stand-ins';
import { stackFile } from '../emulators/state-folder';
import { ensureChromium } from './browser';

const root = resolve(import.meta.dirname, '..');
const START_DEADLINE_MS = 300_000;
const KEPT_LINES = 2_000;

export default async function startStack(): Promise<() => Promise<void>> {
  ensureChromium();
  if (process.env.SLOTWISE_STATE) {
    process.env.SLOTWISE_STACK = runningStack(resolve(root, process.env.SLOTWISE_STATE));
    return async () => {};
  }
  const stack = await launchStack({ distDir: BUILD_DIR, log: 'stack.log' });
  process.env.SLOTWISE_STACK = stack.file;
  return async () => {
    await stack.stop();
    await rm(join(root, BUILD_DIR), { recursive: true, force: true });
  };
}

/** Where the browser tests have the app built, for one stack or several. */
const BUILD_DIR = join('.local', 'next', 'e2e');

export type RunningStack = { file: string; stop: () => Promise<void> };

/**
 * A stack over the production build in a state folder of its own. `clockAheadMs` puts its clock forward, for what
 * only a clock change shows.
 */
export async function launchStack({
  distDir = BUILD_DIR,
  clockAheadMs = 0,
  settings = {},
  log,
}: {
  distDir?: string;
  clockAheadMs?: number;
  /** On top of what the local stack makes up. */
  settings?: Record<string, string>;
  log: string;
}): Promise<RunningStack> {
  const stateDir = await mkdtemp(join(tmpdir(), 'slotwise-e2e-'));
  const launcher = spawn(process.execPath, ['--import', 'tsx', 'emulators/local-stack.ts', 'preview'], {
    cwd: root,
    env: {
      ...process.env,
      // The person's own accounts, in their shell or .env, are not for tests.
      ...Object.fromEntries(REAL_ACCOUNTS.map((name) => [name, ''])),
      ...settings,
      SLOTWISE_STATE: stateDir,
      SLOTWISE_DIST_DIR: distDir,
      PORT: String(await getPort()),
      ...(clockAheadMs && {
        NODE_OPTIONS: `--import=${pathToFileURL(join(root, 'tests', 'shifted-clock.mjs')).href}`,
        SLOTWISE_CLOCK_AHEAD_MS: String(clockAheadMs),
      }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const withdrawGuard = launcher.pid ? guardAgainstOrphan(launcher.pid, 'INT') : () => {};
  const said: string[] = [];
  for (const stream of [launcher.stdout, launcher.stderr]) {
    stream.on('data', (chunk) => {
      said.push(String(chunk));
      if (said.length > KEPT_LINES) said.shift();
    });
  }
  const stop = async () => {
    if (launcher.exitCode === null && launcher.signalCode === null) {
      launcher.kill('SIGTERM');
      await once(launcher, 'exit');
    }
    withdrawGuard();
    // Beside the traces, for whoever looks why a journey failed.
    await mkdir(join(root, 'test-results'), { recursive: true });
    await writeFile(join(root, 'test-results', log), said.join(''));
    await rm(stateDir, { recursive: true, force: true });
  };

  const deadline = Date.now() + START_DEADLINE_MS;
  while (!existsSync(stackFile(stateDir))) {
    if (launcher.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`The local stack did not start:\n${said.join('')}`);
    }
    await sleep(100);
  }
  return { file: stackFile(stateDir), stop };
}

function runningStack(stateDir: string): string {
  if (existsSync(stackFile(stateDir))) return stackFile(stateDir);
  throw new Error(
    `No stack runs on ${stateDir}. Start one there with "npm run preview", or unset SLOTWISE_STATE.`,
  );
}
