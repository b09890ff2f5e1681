// `npm test`: every test of every runner, in order, and one closing line for all of them. A runner that dies, or a
// file that cannot even be loaded, counts as a failed test: silence is never success.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

type Tally = { passed: number; failed: number; skipped: number };

const root = resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
const reports = await mkdtemp(join(tmpdir(), 'slotwise-reports-'));

const tallies = [await runVitest(), await runPlaywright()];
await rm(reports, { recursive: true, force: true });

const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
if (sum('skipped') > 0) console.log(`\n${sum('skipped')} skipped`);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') > 0 ? 1 : 0);

type VitestReport = {
  numPassedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
};

/** Rules, boundaries, stand-ins and everything on the real Postgres. */
async function runVitest(): Promise<Tally> {
  const file = join(reports, 'vitest.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const exitCode = await runNode([join(packageFolder('vitest'), 'vitest.mjs'), ...args]);
  return readTally<VitestReport>(file, exitCode, (report) => {
    const failures = report.testResults.map(({ status, assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === 'failed').length;
      // A file that fails as a whole has no test to show for it.
      return failed === 0 && status === 'failed' ? 1 : failed;
    });
    return {
      passed: report.numPassedTests,
      failed: failures.reduce((total, count) => total + count, 0),
      skipped: report.numPendingTests + report.numTodoTests,
    };
  });
}

type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
};

/** Journeys through the built app. */
async function runPlaywright(): Promise<Tally> {
  const file = join(reports, 'playwright.json');
  const exitCode = await runNode(
    [join(packageFolder('playwright'), 'cli.js'), 'test', '--reporter=list,json'],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  );
  return readTally<PlaywrightReport>(file, exitCode, ({ stats, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }));
}

async function readTally<Report>(
  file: string,
  exitCode: number,
  tallyOf: (report: Report) => Tally,
): Promise<Tally> {
  const tally = await readFile(file, 'utf8')
    .then((text) => tallyOf(JSON.parse(text) as Report))
    .catch(() => ({ passed: 0, failed: 0, skipped: 0 }));
  const saysNothing = tally.passed + tally.failed === 0;
  if (tally.failed === 0 && (exitCode !== 0 || saysNothing)) tally.failed = 1;
  return tally;
}

function packageFolder(name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}

async function runNode(args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
