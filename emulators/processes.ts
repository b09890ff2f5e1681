// Child processes that must not outlive us, and what is left of earlier runs that were killed.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether a process with this id exists, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !isZombie(Math.abs(pid));
}

/** The command line of a process, or '' when there is none: an id alone may meanwhile belong to another program. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    if (process.platform === 'linux') return '';
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
  }
}

/** The ids of the processes whose command line contains all of `parts`. */
export function findProcesses(...parts: string[]): number[] {
  const pids =
    process.platform === 'linux'
      ? readdirSync('/proc').map(Number)
      : spawnSync('ps', ['-axo', 'pid='], { encoding: 'utf8' }).stdout.split('\n').map(Number);
  return pids.filter((pid) => {
    const line = pid > 0 && pid !== process.pid ? commandLine(pid) : '';
    return parts.every((part) => line.includes(part));
  });
}

/** The npm that started this process, by way of a shell or not. */
export function findNpm(): number | undefined {
  let pid = process.ppid;
  for (let generation = 0; generation < 3 && pid > 1; generation += 1) {
    if (/\bnpm\b/.test(commandLine(pid))) return pid;
    pid = parentOf(pid);
  }
  return undefined;
}

/** Waits for the end of a process, and kills it when `withinMs` have passed. */
export async function waitForEnd(pid: number, withinMs: number): Promise<void> {
  if (!(await hasEnded(pid, withinMs))) send(pid, 'SIGKILL');
}

/**
 * Stops a process, or with a negative `pid` a process group, and waits for its end.
 * Repeats with SIGKILL when `graceMs` have passed.
 */
export async function stopProcess(pid: number, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  if (!send(pid, signal)) return;
  const ended = await hasEnded(pid, graceMs);
  // Of a group the leader may be gone while another member lives on.
  const stillThere = send(pid, 'SIGKILL');
  if (ended || !stillThere) return;
  await hasEnded(pid, 5_000);
}

/**
 * Ends `target` with `signal` should this very process die without being able to do so itself (SIGKILL, power of
 * the memory killer). A negative `target` means a process group. The guard waits for the end of a pipe, which the
 * kernel closes however we die. Returns a function that withdraws the guard.
 */
export function guardAgainstOrphan(target: number, signal: 'INT' | 'KILL'): () => void {
  const guard = spawn('/bin/sh', ['-c', `cat >/dev/null; kill -s ${signal} -- ${target}`], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => {});
  guard.unref();
  unrefPipe(guard);
  return () => {
    if (guard.pid) send(-guard.pid, 'SIGKILL');
  };
}

function unrefPipe({ stdin }: ChildProcess): void {
  stdin?.on('error', () => {});
  // A socket underneath, which the type of `stdin` does not tell.
  (stdin as { unref?: () => void } | null)?.unref?.();
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

async function hasEnded(pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    if (!isAlive(pid)) return true;
    await sleep(25);
  }
  return !isAlive(pid);
}

/** In a container without an init, a process whose parent was killed stays in the table after its end. */
function isZombie(pid: number): boolean {
  return statOf(pid)?.[0] === 'Z';
}

function parentOf(pid: number): number {
  const fromProc = statOf(pid)?.[1];
  if (fromProc || process.platform === 'linux') return Number(fromProc ?? 0);
  return Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout);
}

/** On Linux: the state of a process, its parent, and more. The name before them may hold blanks and brackets. */
function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
