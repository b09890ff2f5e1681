// `npm test`: every test of every runner, in order, and one closing line for all of them. A runner that dies, or a
// file that cannot even be loaded, counts as a failed test: silence is never success.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

type Tally = {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed and how it said so, to be read again at the end of a log that is long or was cut. */
  failures: string[];
};

const root = resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
const reports = await mkdtemp(join(tmpdir(), 'slotwise-reports-'));

const tallies = [await runVitest(), await runPlaywright()];
await rm(reports, { recursive: true, force: true });

const sum = (key: 'passed' | 'failed' | 'skipped') => tallies.reduce((total, tally) => total + tally[key], 0);
for (const failure of tallies.flatMap((tally) => tally.failures)) console.log(`\n✗ ${failure}`);
if (sum('skipped') > 0) console.log(`\n${sum('skipped')} skipped`);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') > 0 ? 1 : 0);

type VitestReport = {
  numPassedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] | null }[];
  }[];
};

/** Rules, boundaries, stand-ins and everything on the real Postgres. */
async function runVitest(): Promise<Tally> {
  const file = join(reports, 'vitest.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const exitCode = await runNode([join(packageFolder('vitest'), 'vitest.mjs'), ...args]);
  return readTally<VitestReport>(file, exitCode, (report) => {
    const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === 'failed');
      // A file that fails as a whole has no test to show for it.
      if (failed.length === 0 && status === 'failed') return [headOf(`${name}\n${message}`)];
      return failed.map(({ fullName, failureMessages }) =>
        headOf(`${name} › ${fullName}\n${failureMessages?.join('\n') ?? ''}`),
      );
    });
    return {
      passed: report.numPassedTests,
      failed: failures.length,
      failures,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  });
}

type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: { message?: string }[];
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
    // The list of journeys is the last that is printed, with what failed in it; what hindered all of them is not.
    failures: errors.map(({ message }) => headOf(message ?? 'The journeys could not be run.')),
  }));
}

async function readTally<Report>(
  file: string,
  exitCode: number,
  tallyOf: (report: Report) => Tally,
): Promise<Tally> {
  const tally = await readFile(file, 'utf8')
    .then((text) => tallyOf(JSON.parse(text) as Report))
    .catch((): Tally => ({ passed: 0, failed: 0, skipped: 0, failures: [] }));
  const saysNothing = tally.passed + tally.failed === 0;
  if (tally.failed === 0 && (exitCode !== 0 || saysNothing)) {
    tally.failed = 1;
    tally.failures.push(`A runner ended with ${exitCode} and named no test that failed.`);
  }
  return tally;
}

/** Enough of a failure to go by: its first lines. */
function headOf(text: string): string {
  return text.trim().split('\n').slice(0, 15).join('\n  ');
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
