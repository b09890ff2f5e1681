// `npm run start`: production. Refuses to start until every setting is there, naming all that are missing at once,
// and hands over to Next. Migrations are a step of their own (`npm run migrate`), because several servers may start
// together and an old one still runs while a new one is rolled out.

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import nextEnv from '@next/env';
import { env } from './env';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

// Before anything reads it: what is allowed depends on it.
Object.assign(process.env, { NODE_ENV: 'production' });
// The .env files that Next itself would read, or the settings in them would be called missing.
nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: console.error });

try {
  env();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

const nextCli = createRequire(import.meta.url).resolve('next/dist/bin/next');
const next = spawn(process.execPath, [nextCli, 'start', ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of SIGNALS) process.on(signal, () => next.kill(signal));
next.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
