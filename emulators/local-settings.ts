// The settings of a local stack: what the person named, and for the rest what the stack makes up.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import getPort, { portNumbers } from 'get-port';
import type { Mode } from './next-server';
import type { Settings } from './stand-ins';
import type { LocalSecrets } from './state-folder';

const DEFAULT_PORT = 3000;

/** The environment over the .env files, in the order in which Next reads them. An empty value is none. */
export function givenSettings({ root, mode }: { root: string; mode: Mode }): Settings {
  const kind = mode === 'dev' ? 'development' : 'production';
  const given: Settings = {};
  for (const name of ['.env', `.env.${kind}`, '.env.local', `.env.${kind}.local`]) {
    Object.assign(given, readEnvFile(join(root, name)));
  }
  Object.assign(given, process.env);
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
}

/**
 * The port for the app: `PORT`, or 3000, or a free one next to it.
 * @throws Error when `PORT` is not a port or is taken: who names one wants that one
 */
export async function chooseAppPort(
  wanted: string | undefined,
  say: (line: string) => void,
): Promise<number> {
  if (wanted !== undefined) {
    const port = Number(wanted);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new Error(`PORT=${wanted} is not a port.`);
    if ((await getPort({ port })) !== port) {
      throw new Error(`Port ${port} is in use. Stop what listens there, or name another in PORT.`);
    }
    return port;
  }
  const port = await getPort({ port: portNumbers(DEFAULT_PORT, DEFAULT_PORT + 99) });
  if (port !== DEFAULT_PORT) say(`port ${DEFAULT_PORT} is in use, so the app is on ${port} (PORT names one)`);
  return port;
}

type LocalSettings = {
  given: Settings;
  mode: Mode;
  port: number;
  secrets: LocalSecrets;
  distDir: string | undefined;
};

/** What the app reads, but for the database and the vendors. */
export function localSettings({ given, mode, port, secrets, distDir }: LocalSettings) {
  const appUrl = given.APP_URL ?? `http://localhost:${port}`;
  return {
    ...given,
    NODE_ENV: mode === 'dev' ? ('development' as const) : ('production' as const),
    SLOTWISE_LOCAL: '1',
    SLOTWISE_DIST_DIR: distDir ?? '',
    NEXT_TELEMETRY_DISABLED: '1',
    PORT: String(port),
    APP_URL: appUrl,
    NEXTAUTH_URL: appUrl,
    NEXTAUTH_SECRET: given.NEXTAUTH_SECRET ?? secrets.nextAuthSecret,
    CRON_SECRET: given.CRON_SECRET ?? secrets.cronSecret,
    TRUST_PROXY: given.TRUST_PROXY ?? '1',
    LOG_LEVEL: given.LOG_LEVEL ?? 'warn',
    ...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
  };
}

function readEnvFile(file: string): Record<string, string | undefined> {
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
