// `npm run dev` and `npm run preview`: everything that Slotwise needs, on this machine, by one command.
// Postgres → migrations and demo people → the vendors' stand-ins → Next → stack.json for tools → the summary.
// Ctrl-C takes it down in the opposite order. docs/operations.md tells where each part keeps its state.

import { setTimeout as sleep } from 'node:timers/promises';
import { generateClient } from '../prisma/generate.mjs';
import { type DemoPerson, prepareDatabase, prepareOwnDatabase } from './local-database';
import { chooseAppPort, givenSettings, localSettings } from './local-settings';
import { buildIfStale, distDirOf, type Mode, startNext, waitUntilHealthy } from './next-server';
import { startPostgres } from './postgres';
import { findNpm, isAlive } from './processes';
import { startStandIns } from './stand-ins';
import {
  claimStateFolder,
  keptPorts,
  keptSecrets,
  removeStackFile,
  stackFile,
  stateFolderPath,
  writeStackFile,
} from './state-folder';

const root = process.cwd();
const say = (line: string) => console.log(`  ${line}`);

/** What was started, in this order; taken down in the opposite one. */
const running: { name: string; stop: () => Promise<void> | void }[] = [];
const leaving = new AbortController();
let exitCode = 0;

async function run(mode: Mode): Promise<void> {
  const startedAt = Date.now();
  const { signal } = leaving;
  const path = stateFolderPath(root);
  const folder = await claimStateFolder(path, say);
  running.push({ name: 'state folder', stop: folder.release });
  generateClient();

  const given = givenSettings({ root, mode });
  const port = await chooseAppPort(process.env.PORT || undefined, say);
  const ports = await keptPorts(path);
  const secrets = keptSecrets(path);
  // Tests run several stacks over one production build, and name it.
  const distDir = (mode === 'preview' && process.env.SLOTWISE_DIST_DIR) || distDirOf(path, root);
  const settings = localSettings({ given, mode, port, secrets, distDir });
  const appUrl = settings.APP_URL;
  folder.note({ appUrl });

  const postgres = given.DATABASE_URL
    ? undefined
    : await startPostgres({ dataDir: `${path}/postgres`, port: ports.postgres, log: say });
  if (postgres) {
    running.push({ name: 'database', stop: postgres.close });
    stopWhenGone(postgres.ended, 'The database');
  }
  signal.throwIfAborted();

  const standIns = await startStandIns({ given, secrets, ports, stateDir: path, appUrl });
  running.push({ name: 'stand-ins', stop: standIns.close });
  const vendorSettings = { ...settings, ...standIns.settings };
  signal.throwIfAborted();

  const inputs = { settings: vendorSettings, root, say, signal };
  const { databaseUrl, people } = postgres
    ? await prepareDatabase({ ...inputs, urlOf: postgres.urlOf })
    : await prepareOwnDatabase({ ...inputs, databaseUrl: given.DATABASE_URL ?? '' });
  const appSettings = { ...vendorSettings, DATABASE_URL: databaseUrl };
  signal.throwIfAborted();

  if (mode === 'preview') await buildIfStale({ root, settings: appSettings, say, signal });
  const next = startNext({ mode, port, root, settings: appSettings });
  running.push({ name: 'app', stop: next.close });
  folder.note({ nextPid: next.pid });
  stopWhenGone(next.ended, 'The app server');
  await waitUntilHealthy(`http://127.0.0.1:${port}`, signal);

  writeStackFile(path, {
    appUrl,
    databaseUrl,
    cronSecret: settings.CRON_SECRET,
    ...standIns.stack,
    people: people.map(({ email, password, role }) => ({ email, password, role })),
  });
  running.push({ name: 'stack.json', stop: () => removeStackFile(path) });
  printSummary({ mode, appUrl, inboxUrl: standIns.stack.mail.url, people, path, startedAt });
}

type Summary = {
  mode: Mode;
  appUrl: string;
  inboxUrl: string;
  people: readonly DemoPerson[];
  path: string;
  startedAt: number;
};

function printSummary({ mode, appUrl, inboxUrl, people, path, startedAt }: Summary): void {
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const widest = Math.max(0, ...people.map(({ email }) => email.length));
  const lines = [
    '',
    `  Slotwise ${mode === 'dev' ? 'in development' : 'as built for production'}, ready in ${seconds} s`,
    '',
    `  App        ${appUrl}`,
    `  Mail inbox ${inboxUrl || '(real mail: SMTP_URL is set)'}`,
    `  For tools  ${stackFile(path)}`,
  ];
  if (people.length > 0) {
    lines.push('', '  People to sign in as');
    for (const { email, password, role, name } of people) {
      lines.push(`    ${email.padEnd(widest)}  ${password}  ${name}, ${role}`);
    }
  }
  lines.push('', '  Ctrl-C stops everything.', '');
  console.log(lines.join('\n'));
}

function stopWhenGone(ended: Promise<string>, name: string): void {
  void ended.then((how) => {
    if (leaving.signal.aborted) return;
    console.error(`  ${name} stopped unexpectedly${how ? ` (${how})` : ''}; stopping everything.`);
    void leave(1);
  });
}

let starting: Promise<void> | undefined;
let departure: Promise<void> | undefined;

/** Stops everything, once, and exits. */
function leave(code: number): Promise<void> {
  exitCode ||= code;
  departure ??= takeDown();
  return departure;
}

async function takeDown(): Promise<void> {
  leaving.abort(new Error('stopped'));
  // What is just being started must first be known before it can be stopped.
  await starting?.catch(() => {});
  while (running.length > 0) {
    const part = running.pop();
    try {
      await part?.stop();
    } catch (error) {
      console.error(`  ${part?.name} did not stop cleanly: ${messageOf(error)}`);
      exitCode ||= 1;
    }
  }
  process.exit(exitCode);
}

function listenForTheEnd(): void {
  // With the terminal closed there is nobody to write to; that must not keep us from tidying up.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!departure) {
        say('stopping …');
        void leave(0);
      } else if (signal === 'SIGINT') {
        // The second Ctrl-C: the guards of the children (processes.ts) see us go and end them.
        process.exit(130);
      }
    });
  }
}

/** npm may be killed without passing it on; then nobody is left who could stop us. */
async function leaveWithNpm(): Promise<void> {
  const npm = findNpm();
  if (!npm) return;
  while (isAlive(npm)) await sleep(1_000, undefined, { ref: false });
  await leave(1);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const [mode] = process.argv.slice(2);
if (mode !== 'dev' && mode !== 'preview') {
  console.error('Usage: local-stack.ts dev|preview');
  process.exit(2);
}
listenForTheEnd();
void leaveWithNpm();
starting = run(mode);
starting.catch((error: unknown) => {
  if (leaving.signal.aborted) return;
  console.error(`  ${messageOf(error)}`);
  void leave(1);
});
