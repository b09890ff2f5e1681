// Which Chromium the browser tests use: one on the machine, else Playwright's own, else one that is fetched now.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright';

const ON_THE_MACHINE = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

export function findChromium(): string | undefined {
  return [process.env.CHROMIUM_PATH, ...ON_THE_MACHINE, chromium.executablePath()].find(
    (path) => path && existsSync(path),
  );
}

/** @throws Error that says what to do, when there is no Chromium and none can be had */
export function ensureChromium(): void {
  if (findChromium()) return;
  const isRoot = process.getuid?.() === 0;
  console.log('No Chromium on this machine; installing one.');
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js');
  run(process.execPath, [
    cli,
    'install',
    ...(isRoot && process.platform === 'linux' ? ['--with-deps'] : []),
    'chromium',
  ]);
  if (!findChromium() && isRoot && existsSync('/usr/bin/apt-get')) {
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', 'chromium']);
  }
  if (!findChromium()) {
    throw new Error(
      'The browser tests need Chromium. Install one (Debian: apt-get install chromium), or name it in CHROMIUM_PATH.',
    );
  }
}

function run(command: string, args: string[]): void {
  spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 240_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
