// The folder in which one local stack keeps everything: its database, secrets, ports, uploads, and the description
// of the running stack for tools. One launcher at a time owns it.

import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import getPort from 'get-port';
import { commandLine, isAlive, stopProcess } from './processes';
import { newVendorSecrets, type VendorPorts, type VendorSecrets } from './stand-ins';

type Owner = { pid: number; appUrl?: string; nextPid?: number };

export type StateFolder = {
  path: string;
  /** Tells the next launcher, and a second one, what runs here. */
  note: (facts: Omit<Owner, 'pid'>) => void;
  release: () => void;
};

export type LocalSecrets = VendorSecrets & { nextAuthSecret: string; cronSecret: string };

/**
 * Takes the state folder for this process and stops what a killed launcher left running.
 * @throws Error naming the launcher that owns it already
 */
export async function claimStateFolder(path: string, say: (line: string) => void): Promise<StateFolder> {
  mkdirSync(path, { recursive: true });
  const lock = join(path, 'launcher.json');
  let owner: Owner = { pid: process.pid };
  const claim = join(path, `launcher.${process.pid}.json`);
  writeJson(claim, owner);
  try {
    for (;;) {
      if (tryLink(claim, lock)) break;
      await clearLock({ lock, path, say });
    }
  } finally {
    rmSync(claim, { force: true });
  }
  // Written by a launcher that had no time to take it back.
  removeStackFile(path);
  return {
    path,
    note: (facts) => {
      owner = { ...owner, ...facts };
      writeJson(lock, owner);
    },
    release: () => {
      if (readJson<Owner>(lock)?.pid === process.pid) rmSync(lock, { force: true });
    },
  };
}

type ClearLock = { lock: string; path: string; say: (line: string) => void };

async function clearLock({ lock, path, say }: ClearLock): Promise<void> {
  const aside = join(path, `launcher.stale.${process.pid}.json`);
  const refuse = (owner: Owner) => {
    throw new Error(
      `Another Slotwise already runs on ${path} (process ${owner.pid}${owner.appUrl ? `, ${owner.appUrl}` : ''}). ` +
        'Stop it first, or name another folder in SLOTWISE_STATE to run two side by side.',
    );
  };
  const seen = readJson<Owner>(lock);
  if (seen && isLauncher(seen.pid)) refuse(seen);
  try {
    renameSync(lock, aside);
  } catch {
    return; // Another launcher cleared it first.
  }
  const moved = readJson<Owner>(aside);
  if (moved && isLauncher(moved.pid)) {
    // Between the look and the rename another one had cleared the old lock and set its own.
    tryLink(aside, lock);
    rmSync(aside, { force: true });
    refuse(moved);
  }
  rmSync(aside, { force: true });
  say('an earlier run was killed and could not tidy up; going on from its data');
  if (moved?.nextPid && isAlive(-moved.nextPid) && commandLine(moved.nextPid).includes('next')) {
    say(`stopping the app server that it left behind (process ${moved.nextPid})`);
    await stopProcess(-moved.nextPid, 'SIGTERM', 3_000);
  }
}

function isLauncher(pid: number): boolean {
  return pid !== process.pid && isAlive(pid) && commandLine(pid).includes('local-stack');
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Made at the first start and kept, so that sign-ins and signatures outlive a restart. */
export function keptSecrets(path: string): LocalSecrets {
  const file = join(path, 'secrets.json');
  const kept = readJson<LocalSecrets>(file);
  if (kept) return kept;
  const secrets = {
    ...newVendorSecrets(),
    nextAuthSecret: randomBytes(32).toString('hex'),
    cronSecret: randomBytes(24).toString('hex'),
  };
  writeJson(file, secrets);
  return secrets;
}

export type LocalPorts = VendorPorts & { postgres: number };

/** The ports of the last start where they are still free, so that addresses in tabs and stored links stay good. */
export async function keptPorts(path: string): Promise<LocalPorts> {
  const file = join(path, 'ports.json');
  const kept = readJson<Partial<LocalPorts>>(file) ?? {};
  const take = (port: number | undefined) => getPort(port ? { port } : {});
  const ports: LocalPorts = {
    postgres: await take(kept.postgres),
    stripe: await take(kept.stripe),
    pusher: await take(kept.pusher),
    uploadthing: await take(kept.uploadthing),
    smtp: await take(kept.smtp),
    inbox: await take(kept.inbox),
  };
  writeJson(file, ports);
  return ports;
}

/** What tools read; see `stackFile` in local-stack.ts for its shape. */
export function writeStackFile(path: string, stack: object): void {
  writeJson(stackFile(path), stack);
}

export function removeStackFile(path: string): void {
  rmSync(stackFile(path), { force: true });
}

export function stackFile(path: string): string {
  return join(path, 'stack.json');
}

export function stateFolderPath(root: string): string {
  return resolve(root, process.env.SLOTWISE_STATE || '.local');
}

function readJson<Value>(file: string): Value | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Value;
  } catch {
    return undefined;
  }
}

/** Whole or not at all, and for our eyes: all of these files hold secrets or lead to them. */
function writeJson(file: string, value: unknown): void {
  const unfinished = `${file}.${process.pid}.tmp`;
  writeFileSync(unfinished, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(unfinished, file);
}
