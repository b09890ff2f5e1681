// The sole reader of process.env. A setting that is missing or malformed stops the boot, and all of them are named
// at once. Read lazily, because `next build` imports every module on machines that have no settings at all.
import { z } from 'zod';

const text = z.string().trim().min(1);
const flag = z
  .enum(['0', '1', 'true', 'false', ''])
  .default('0')
  .transform((value) => value === '1' || value === 'true');
const port = z.coerce.number().int().min(1).max(65535);

const schema = z
  .object({
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

    UPLOADTHING_TOKEN: text,
    UPLOADTHING_UFS_HOST: text.optional(),

    SMTP_URL: z.url({ protocol: /^smtps?$/ }),
    MAIL_FROM: text,
  })
  .superRefine((value, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (!value.PUSHER_CLUSTER && !value.PUSHER_HOST) {
      refuse('PUSHER_CLUSTER', 'missing (or PUSHER_HOST and PUSHER_PORT for a server of your own)');
    }
    if (Boolean(value.GOOGLE_CLIENT_ID) !== Boolean(value.GOOGLE_CLIENT_SECRET)) {
      refuse(value.GOOGLE_CLIENT_ID ? 'GOOGLE_CLIENT_SECRET' : 'GOOGLE_CLIENT_ID', 'missing beside its twin');
    }
    if (value.NODE_ENV === 'production' && !value.SLOTWISE_LOCAL) {
      if (value.STRIPE_API_BASE) refuse('STRIPE_API_BASE', 'names a stand-in, which production never uses');
      if (value.STRIPE_JS_URL) refuse('STRIPE_JS_URL', 'names a stand-in, which production never uses');
    }
  });

export type Env = z.infer<typeof schema>;

type EnvReading = { ok: true; env: Env } | { ok: false; problems: string[] };

/** Reads settings without throwing. `problems` has one line for each setting that is missing or malformed. */
export function readEnv(source: Record<string, string | undefined>): EnvReading {
  // An empty line in a .env file means "not set".
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const reading = schema.safeParse(given);
  if (reading.success) return { ok: true, env: reading.data };
  const problems = reading.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return `${name}: ${given[name] === undefined && issue.code !== 'custom' ? 'missing' : issue.message}`;
  });
  return { ok: false, problems };
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
  }
  return cached;
}
