// The sole reader of process.env. A setting that is missing or malformed stops the boot, and all of them are named
// at once. Read lazily, because `next build` imports every module on machines that have no settings at all.
import { z } from 'zod';

const text = z.string().trim().min(1);
const flag = z
  .enum(['0', '1', 'true', 'false', ''])
  .default('0')
  .transform((value) => value === '1' || value === 'true');
/** Agora's own builder answers anything else with an empty token. */
const hex32 = z.string().regex(/^[0-9a-f]{32}$/i, '32 hexadecimal digits');
/** What UploadThing's dashboard shows: base64 of JSON. Its SDK says only with the first file that it cannot read one. */
const uploadthingToken = text.refine(
  (token) => readStorageAccount(token) !== null,
  'not a token as UploadThing shows it',
);
const iceUrl = z.string().regex(/^(stun|turn)s?:[^/\s]+$/, 'stun:host:port or turn:host:port');
const port = z.coerce.number().int().min(1).max(65535);

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  /** Set by the local stack alone: it says that the vendors named here are stand-ins on this machine. */
  SLOTWISE_LOCAL: flag,
  /** Set by Vercel: no process outlives a request there. */
  VERCEL: flag,
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),

  APP_URL: z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin),
  NEXTAUTH_SECRET: z.string().min(32, 'at least 32 characters'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(20),
  CRON_SECRET: z.string().min(16, 'at least 16 characters'),
  /** Whether a proxy in front sets X-Forwarded-For. */
  TRUST_PROXY: flag,

  GOOGLE_CLIENT_ID: text.optional(),
  GOOGLE_CLIENT_SECRET: text.optional(),

  STRIPE_SECRET_KEY: text,
  STRIPE_PUBLISHABLE_KEY: text,
  STRIPE_WEBHOOK_SECRET: text,
  STRIPE_API_BASE: z.url().optional(),
  STRIPE_JS_URL: z.url().optional(),

  PUSHER_APP_ID: text,
  PUSHER_KEY: text,
  PUSHER_SECRET: text,
  PUSHER_CLUSTER: text.optional(),
  PUSHER_HOST: text.optional(),
  PUSHER_PORT: port.optional(),

  /** Without an account video goes from browser to browser, for up to 6 people. */
  AGORA_APP_ID: hex32.optional(),
  AGORA_APP_CERTIFICATE: hex32.optional(),
  /** For video between browsers: a server that tells them their address, and one that passes on what walls keep out. */
  STUN_URL: iceUrl.optional(),
  TURN_URL: iceUrl.optional(),
  TURN_USERNAME: text.optional(),
  TURN_PASSWORD: text.optional(),

  UPLOADTHING_TOKEN: uploadthingToken,
  UPLOADTHING_UFS_HOST: text.optional(),
  UPLOADTHING_UFS_APP_ID_LOCATION: z.enum(['subdomain', 'path']).default('subdomain'),
  UPLOADTHING_INGEST_URL: z.url().optional(),

  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  MAIL_FROM: text,
});

const storageAccountSchema = z.object({
  apiKey: z.string().startsWith('sk_'),
  appId: z.string().min(1),
  regions: z.array(z.string()).min(1),
  ingestHost: z.string().default('ingest.uploadthing.com'),
});

export type StorageAccount = z.output<typeof storageAccountSchema>;

/** What a token of UploadThing says; null where it is none. */
export function readStorageAccount(token: string): StorageAccount | null {
  try {
    return storageAccountSchema.parse(JSON.parse(Buffer.from(token, 'base64').toString('utf8')));
  } catch {
    return null;
  }
}

export type Env = z.infer<typeof schema>;

type EnvReading = { ok: true; env: Env } | { ok: false; problems: string[] };

/** Reads settings without throwing. `problems` has one line for each setting that is missing or malformed. */
export function readEnv(source: Record<string, string | undefined>): EnvReading {
  // An empty line in a .env file means "not set".
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const reading = schema.safeParse(given);
  const problems = (reading.error?.issues ?? []).map((issue) => {
    const name = String(issue.path[0]);
    return `${name}: ${given[name] === undefined ? 'missing' : issue.message}`;
  });
  problems.push(...contradictions(given));
  return reading.success && problems.length === 0 ? { ok: true, env: reading.data } : { ok: false, problems };
}

/** Each is worth nothing without the other. */
const TWINS = [
  ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  ['AGORA_APP_ID', 'AGORA_APP_CERTIFICATE'],
  ['TURN_USERNAME', 'TURN_PASSWORD'],
] as const;

/** What shows only in several settings together. Read from their text, so that it is told beside all that is missing. */
function contradictions(given: Record<string, string | undefined>): string[] {
  const problems: string[] = [];
  if (!given.PUSHER_CLUSTER && !given.PUSHER_HOST) {
    problems.push('PUSHER_CLUSTER: missing (or PUSHER_HOST and PUSHER_PORT for a server of your own)');
  }
  for (const [one, other] of TWINS) {
    if (Boolean(given[one]) === Boolean(given[other])) continue;
    problems.push(`${given[one] ? other : one}: missing beside its twin`);
  }
  if (given.NODE_ENV === 'production' && !flag.safeParse(given.SLOTWISE_LOCAL).data) {
    for (const name of ['STRIPE_API_BASE', 'STRIPE_JS_URL']) {
      if (given[name]) problems.push(`${name}: names a stand-in, which production never uses`);
    }
  }
  return problems;
}

let cached: Env | undefined;

/** @throws Error naming every setting that is missing or malformed */
export function env(): Env {
  if (!cached) {
    const reading = readEnv(process.env);
    if (!reading.ok) {
      throw new Error(`Slotwise cannot start. These settings are wrong:\n  ${reading.problems.join('\n  ')}`);
    }
    cached = reading.env;
    // next-auth looks for its own address by itself, under this name alone.
    process.env.NEXTAUTH_URL ??= cached.APP_URL;
  }
  return cached;
}
