import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAlive } from './processes';
import { claimStateFolder, keptPorts, keptSecrets, stackFile, writeStackFile } from './state-folder';

let path: string;
let lines: string[];
const say = (line: string) => lines.push(line);

beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'slotwise-state-'));
  lines = [];
});

afterEach(() => rm(path, { recursive: true, force: true }));

/** A process whose command line looks like a launcher's. */
function spawnLookalike(name: string) {
  return spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)', '--', name], {
    stdio: 'ignore',
    detached: true,
  });
}

test('a folder can be claimed, released and claimed again without a word', async () => {
  (await claimStateFolder(path, say)).release();
  (await claimStateFolder(path, say)).release();
  expect(lines).toEqual([]);
});

test('a second launcher is refused, and told which one is there and where', async () => {
  const other = spawnLookalike('local-stack.ts');
  await once(other, 'spawn');
  await writeFile(
    join(path, 'launcher.json'),
    JSON.stringify({ pid: other.pid, appUrl: 'http://localhost:3000' }),
  );

  await expect(claimStateFolder(path, say)).rejects.toThrow(
    new RegExp(`already runs .*process ${other.pid}, http://localhost:3000`),
  );
  other.kill('SIGKILL');
});

test('after a killed launcher the folder is taken over, its Next is stopped and its stack.json removed', async () => {
  const next = spawnLookalike('next');
  await once(next, 'spawn');
  // This very process is alive, but is no launcher: the id was given to another program.
  await writeFile(join(path, 'launcher.json'), JSON.stringify({ pid: process.ppid, nextPid: next.pid }));
  writeStackFile(path, { appUrl: 'http://localhost:3000' });

  await claimStateFolder(path, say);

  expect(isAlive(next.pid ?? 0)).toBe(false);
  expect(existsSync(stackFile(path))).toBe(false);
  expect(lines[0]).toMatch(/an earlier run was killed/);
});

test('a process that is not Next keeps running, whatever the old file says', async () => {
  const bystander = spawnLookalike('editor');
  await once(bystander, 'spawn');
  await writeFile(join(path, 'launcher.json'), JSON.stringify({ pid: 2 ** 22 + 1, nextPid: bystander.pid }));

  await claimStateFolder(path, say);

  expect(isAlive(bystander.pid ?? 0)).toBe(true);
  bystander.kill('SIGKILL');
});

test('secrets are made once', () => {
  expect(keptSecrets(path)).toEqual(keptSecrets(path));
});

test('ports are kept while they are free, and replaced when they are taken', async () => {
  const first = await keptPorts(path);
  const taken = createServer().listen(first.stripe, '127.0.0.1');
  await once(taken, 'listening');

  const second = await keptPorts(path);
  expect(second.stripe).not.toBe(first.stripe);
  expect(new Set(Object.values(second)).size).toBe(6);
  taken.close();
});
