import { describe, expect, test } from 'vitest';
import { readEnv } from './env';

function uploadthingToken(changes: object): string {
  const token = { apiKey: 'sk_live_1', appId: 'app', regions: ['fra1'], ...changes };
  return Buffer.from(JSON.stringify(token)).toString('base64');
}

const complete = {
  NODE_ENV: 'production',
  APP_URL: 'https://slotwise.example',
  NEXTAUTH_SECRET: 'x'.repeat(32),
  DATABASE_URL: 'postgres://slotwise@db.example/slotwise',
  CRON_SECRET: 'y'.repeat(16),
  STRIPE_SECRET_KEY: 'sk_live_1',
  STRIPE_PUBLISHABLE_KEY: 'pk_live_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
  PUSHER_APP_ID: '1',
  PUSHER_KEY: 'k',
  PUSHER_SECRET: 's',
  PUSHER_CLUSTER: 'eu',
  UPLOADTHING_TOKEN: uploadthingToken({}),
  SMTP_URL: 'smtps://mail.example',
  MAIL_FROM: 'Slotwise <hello@slotwise.example>',
};

const problemsOf = (changes: Record<string, string | undefined>) => {
  const reading = readEnv({ ...complete, ...changes });
  return reading.ok ? [] : reading.problems;
};

test('complete settings are read, with what has a standing value left out', () => {
  const reading = readEnv(complete);
  expect(reading).toMatchObject({
    ok: true,
    env: {
      DATABASE_POOL_SIZE: 20,
      LOG_LEVEL: 'info',
      SLOTWISE_LOCAL: false,
      TRUST_PROXY: false,
      VERCEL: false,
    },
  });
});

describe('what is missing', () => {
  test('is named all at once, and what only counts together as well', () => {
    const reading = readEnv({
      NODE_ENV: 'production',
      GOOGLE_CLIENT_ID: 'g',
      STRIPE_API_BASE: 'http://localhost:1',
    });
    const named = reading.ok ? [] : reading.problems.map((line) => line.slice(0, line.indexOf(':')));
    const { NODE_ENV: _, ...required } = complete;
    expect(named.sort()).toEqual(
      [...Object.keys(required), 'GOOGLE_CLIENT_SECRET', 'STRIPE_API_BASE'].sort(),
    );
  });

  test.each(Object.keys(complete).filter((name) => name !== 'NODE_ENV'))('is %s, unset or empty', (name) => {
    for (const value of [undefined, '']) {
      const problems = problemsOf({ [name]: value });
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(new RegExp(`^${name}: missing`));
    }
  });

  test('is not Pusher’s cluster where a host is named', () => {
    expect(problemsOf({ PUSHER_CLUSTER: undefined, PUSHER_HOST: 'soketi.example' })).toEqual([]);
  });

  test('is the other half of Google’s pair', () => {
    expect(problemsOf({ GOOGLE_CLIENT_ID: 'g' })).toEqual(['GOOGLE_CLIENT_SECRET: missing beside its twin']);
    expect(problemsOf({ GOOGLE_CLIENT_SECRET: 'g' })).toEqual(['GOOGLE_CLIENT_ID: missing beside its twin']);
    expect(problemsOf({ GOOGLE_CLIENT_ID: 'g', GOOGLE_CLIENT_SECRET: 's' })).toEqual([]);
  });

  test('is the other half of Agora’s pair', () => {
    const [id, certificate] = ['a'.repeat(32), 'B'.repeat(32)];
    expect(problemsOf({ AGORA_APP_ID: id })).toEqual(['AGORA_APP_CERTIFICATE: missing beside its twin']);
    expect(problemsOf({ AGORA_APP_CERTIFICATE: certificate })).toEqual([
      'AGORA_APP_ID: missing beside its twin',
    ]);
    expect(problemsOf({ AGORA_APP_ID: id, AGORA_APP_CERTIFICATE: certificate })).toEqual([]);
  });
});

test.each([
  ['APP_URL', 'slotwise.example'],
  ['APP_URL', 'ftp://slotwise.example'],
  ['NEXTAUTH_SECRET', 'short'],
  ['CRON_SECRET', 'short'],
  ['DATABASE_URL', 'mysql://db.example/slotwise'],
  ['DATABASE_POOL_SIZE', '0'],
  ['DATABASE_POOL_SIZE', 'many'],
  ['SMTP_URL', 'https://mail.example'],
  ['PUSHER_PORT', '70000'],
  ['LOG_LEVEL', 'loud'],
  ['TRUST_PROXY', 'yes'],
  ['UPLOADTHING_TOKEN', 'sk_live_1'],
  ['UPLOADTHING_TOKEN', uploadthingToken({ apiKey: 'live_1' })],
  ['UPLOADTHING_TOKEN', uploadthingToken({ regions: [] })],
])('%s is not %j, and the problem does not repeat the value', (name, value) => {
  const problems = problemsOf({ [name]: value });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(new RegExp(`^${name}: `));
  if (/SECRET|TOKEN/.test(name)) expect(problems[0]).not.toContain(value);
});

test.each(['a'.repeat(31), 'a'.repeat(33), `${'a'.repeat(31)}g`, 'my-app'])(
  'Agora’s id and certificate are not %j, of which its builder makes an empty token',
  (value) => {
    const good = 'a'.repeat(32);
    for (const name of ['AGORA_APP_ID', 'AGORA_APP_CERTIFICATE']) {
      const pair = { AGORA_APP_ID: good, AGORA_APP_CERTIFICATE: good, [name]: value };
      expect(problemsOf(pair)).toEqual([`${name}: 32 hexadecimal digits`]);
    }
  },
);

test('production uses no stand-in for Stripe, unless the local stack says that it is one', () => {
  const standIn = { STRIPE_API_BASE: 'http://localhost:1', STRIPE_JS_URL: 'http://localhost:1/stripe.js' };
  expect(problemsOf(standIn)).toEqual([
    'STRIPE_API_BASE: names a stand-in, which production never uses',
    'STRIPE_JS_URL: names a stand-in, which production never uses',
  ]);
  expect(problemsOf({ ...standIn, SLOTWISE_LOCAL: '1' })).toEqual([]);
  expect(problemsOf({ ...standIn, SLOTWISE_LOCAL: '0' })).toHaveLength(2);
  expect(problemsOf({ ...standIn, NODE_ENV: 'development' })).toEqual([]);
});

test('the app’s address is its origin, without path or slash', () => {
  const reading = readEnv({ ...complete, APP_URL: 'https://slotwise.example:443/app/' });
  expect(reading.ok && reading.env.APP_URL).toBe('https://slotwise.example');
});
