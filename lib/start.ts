// `npm run start`: production. Refuses to start until every setting is there, naming all that are missing at once,
// and only then loads the server. Migrations are a step of their own (`npm run migrate`), because several servers may
// start together and an old one still runs while a new one is rolled out.

import { parseArgs } from 'node:util';
import nextEnv from '@next/env';
import { env } from './env';

/** By how a process is said to have ended that was told to: 128 and the signal's number. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

// Before anything reads it: what is allowed depends on it.
Object.assign(process.env, { NODE_ENV: 'production' });
// The .env files that Next itself would read, or the settings in them would be called missing.
nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: console.error });

try {
  const { values } = parseArgs({
    options: { port: { type: 'string', short: 'p' }, hostname: { type: 'string', short: 'H' } },
  });
  const port = Number(values.port || process.env.PORT || 3000);
  env();
  // tsx, by which this runs, switches them on: all of Next's would be read, and every error looked up in them.
  process.setSourceMapsEnabled(false);
  const { serve } = await import('./server/serve');
  const serving = serve({
    port,
    hostname: values.hostname,
    distDir: process.env.SLOTWISE_DIST_DIR || '.next',
  });
  let isEnding = false;
  for (const [signal, exitCode] of Object.entries(EXIT_CODES)) {
    // A terminal sends it to every process of its group, so it may come twice.
    process.on(signal, () => {
      if (isEnding) return;
      isEnding = true;
      void serving.then((close) => close()).finally(() => process.exit(exitCode));
    });
  }
  await serving;
  console.log(`✓ Ready on http://${values.hostname ?? 'localhost'}:${port}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
