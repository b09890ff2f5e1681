import { afterEach, expect, test, vi } from 'vitest';

const settings = {
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
  UPLOADTHING_TOKEN: Buffer.from(
    JSON.stringify({ apiKey: 'sk_live_1', appId: 'app1', regions: ['fra1', 'sea1'] }),
  ).toString('base64'),
  SMTP_URL: 'smtps://mail.example',
  MAIL_FROM: 'Slotwise <hello@slotwise.example>',
};

/** The directives under these settings, by name. */
async function policyUnder(changes: Record<string, string> = {}): Promise<Record<string, string[]>> {
  vi.resetModules();
  for (const [name, value] of Object.entries({ ...settings, ...changes })) vi.stubEnv(name, value);
  const { contentSecurityPolicy } = await import('./content-security-policy');
  const directives = contentSecurityPolicy({ nonce: 'n' }).split('; ');
  return Object.fromEntries(
    directives.map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );
}

afterEach(() => vi.unstubAllEnvs());

test('files are sent to the account’s own ingest host, and shown from its own file host', async () => {
  const policy = await policyUnder();
  const files = 'https://app1.ufs.sh';
  expect(policy['connect-src']).toEqual(
    expect.arrayContaining(['https://fra1.ingest.uploadthing.com', files]),
  );
  for (const name of ['img-src', 'media-src', 'frame-src']) expect(policy[name]).toContain(files);
  expect(policy['object-src']).toEqual(["'none'"]);
  expect(
    Object.values(policy)
      .flat()
      .filter((source) => /\*.*(ufs|uploadthing)/.test(source)),
  ).toEqual([]);
});

test('the stand-in of UploadThing is one host for both', async () => {
  const policy = await policyUnder({
    UPLOADTHING_INGEST_URL: 'http://localhost:4100',
    UPLOADTHING_UFS_HOST: 'localhost:4100',
    UPLOADTHING_UFS_APP_ID_LOCATION: 'path',
  });
  for (const name of ['connect-src', 'img-src', 'media-src', 'frame-src']) {
    expect(policy[name]).toContain('http://localhost:4100');
  }
  expect(policy['script-src']).not.toContain('http://localhost:4100');
});

test('Agora’s network is open to pages where an account of it is set, on any port for its sockets', async () => {
  const without = await policyUnder({ AGORA_APP_ID: '', AGORA_APP_CERTIFICATE: '' });
  expect(without['connect-src']?.filter((source) => /agora|sd-rtn/.test(source))).toEqual([]);
  const policy = await policyUnder({
    AGORA_APP_ID: 'a'.repeat(32),
    AGORA_APP_CERTIFICATE: 'b'.repeat(32),
  });
  expect(policy['connect-src']).toEqual(
    expect.arrayContaining([
      'https://*.agora.io',
      'https://*.sd-rtn.com',
      'wss://*.agora.io:*',
      'wss://*.sd-rtn.com:*',
    ]),
  );
});
