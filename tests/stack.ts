// Playwright's global setup: the built app with all its stand-ins, in a folder of its own that is gone afterwards.
// SLOTWISE_STATE names a stack that runs already (`npm run preview`), to be used and left alone.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import getPort from 'get-port';
import { distDirOf } from '../emulators/next-server';
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
  const stateDir = await mkdtemp(join(tmpdir(), 'slotwise-e2e-'));
  const launcher = spawn(process.execPath, ['--import', 'tsx', 'emulators/local-stack.ts', 'preview'], {
    cwd: root,
    env: {
      ...process.env,
      // The person's own accounts, in their shell or .env, are not for tests.
      ...Object.fromEntries(REAL_ACCOUNTS.map((name) => [name, ''])),
      SLOTWISE_STATE: stateDir,
      PORT: String(await getPort()),
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
    await writeFile(join(root, 'test-results', 'stack.log'), said.join(''));
    await rm(stateDir, { recursive: true, force: true });
    const distDir = distDirOf(stateDir, root);
    if (distDir) await rm(join(root, distDir), { recursive: true, force: true });
  };

  const deadline = Date.now() + START_DEADLINE_MS;
  while (!existsSync(stackFile(stateDir))) {
    if (launcher.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`The local stack did not start:\n${said.join('')}`);
    }
    await sleep(100);
  }
  process.env.SLOTWISE_STACK = stackFile(stateDir);
  return stop;
}

function runningStack(stateDir: string): string {
  if (existsSync(stackFile(stateDir))) return stackFile(stateDir);
  throw new Error(
    `No stack runs on ${stateDir}. Start one there with "npm run preview", or unset SLOTWISE_STATE.`,
  );
}
