import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { readToken, refusalOf } from '../../emulators/agora/token';
import type { issueVideoTicket } from './video';

const APP_ID = 'a1'.repeat(16);
const CERTIFICATE = 'b2'.repeat(16);
const now = new Date('2027-03-08T12:00:00Z');
const endsAt = new Date('2027-03-08T13:00:00Z');
/** As sessions ask for it: half an hour after the end. */
const expiresAt = new Date('2027-03-08T13:30:00Z');

const base = {
  APP_URL: 'http://localhost:3000',
  NEXTAUTH_SECRET: 'x'.repeat(32),
  DATABASE_URL: 'postgres://localhost/slotwise',
  CRON_SECRET: 'y'.repeat(16),
  STRIPE_SECRET_KEY: 'sk',
  STRIPE_PUBLISHABLE_KEY: 'pk',
  STRIPE_WEBHOOK_SECRET: 'whsec',
  PUSHER_APP_ID: '1',
  PUSHER_KEY: 'k',
  PUSHER_SECRET: 's',
  PUSHER_CLUSTER: 'eu',
  UPLOADTHING_TOKEN: btoa(JSON.stringify({ apiKey: 'sk_live_1', appId: 'app1', regions: ['fra1'] })),
  SMTP_URL: 'smtp://localhost',
  MAIL_FROM: 'a@b.example',
  // Whoever runs this may have an account.
  AGORA_APP_ID: '',
  AGORA_APP_CERTIFICATE: '',
};

let issue: typeof issueVideoTicket;

async function withSettings(changes: Record<string, string>): Promise<void> {
  vi.resetModules();
  vi.unstubAllEnvs();
  for (const [name, value] of Object.entries({ ...base, ...changes })) vi.stubEnv(name, value);
  ({ issueVideoTicket: issue } = await import('./video'));
}

const ticketOf = (who: { channel?: string; userId?: string } = {}) =>
  issue({ channel: 'lesson-1', userId: 'ada', expiresAt, now, ...who });

describe('with an account at Agora', () => {
  beforeEach(() => withSettings({ AGORA_APP_ID: APP_ID, AGORA_APP_CERTIFICATE: CERTIFICATE }));

  test('a ticket says to which channel it admits whom, and until when: half an hour after the end', () => {
    const ticket = ticketOf();
    expect(ticket).toMatchObject({ provider: 'agora', appId: APP_ID, channel: 'lesson-1' });
    expect(ticket.expiresAt).toBe(new Date(endsAt.getTime() + 30 * 60_000).toISOString());
    const token = readToken(ticket.token, CERTIFICATE);
    expect(token).toMatchObject({
      isGenuine: true,
      appId: APP_ID,
      channel: 'lesson-1',
      uid: String(ticket.uid),
    });
  });

  test('the token lasts as long as its ticket says, for each thing that one may do in it', () => {
    const token = readToken(ticketOf().token, CERTIFICATE);
    const secondsLeft = (expiresAt.getTime() - now.getTime()) / 1_000;
    // It counts from when it was signed, by the machine's own clock.
    const until = new Date((token?.issuedAt.getTime() ?? 0) + secondsLeft * 1_000);
    expect(token?.expiresAt).toEqual(until);
    expect(token?.privileges).toEqual({ join: until, audio: until, video: until, data: until });
  });

  test('a token opens no other channel, to nobody else, for no other app, and not once it has lapsed', () => {
    const { token, uid } = ticketOf();
    const asked = { token, appId: APP_ID, channel: 'lesson-1', uid };
    const account = { certificate: CERTIFICATE, now: new Date() };
    expect(refusalOf(asked, account)).toBeUndefined();
    expect(refusalOf({ ...asked, channel: 'lesson-2' }, account)).toBe('for another channel');
    expect(refusalOf({ ...asked, uid: uid + 1 }, account)).toBe('for somebody else');
    expect(refusalOf({ ...asked, appId: 'c3'.repeat(16) }, account)).toBe('of another app');
    expect(refusalOf(asked, { ...account, certificate: 'c3'.repeat(16) })).toBe(
      'signed with another certificate',
    );
    const afterwards = new Date(Date.now() + expiresAt.getTime() - now.getTime() + 1_000);
    expect(refusalOf(asked, { ...account, now: afterwards })).toBe('expired');
    expect(refusalOf({ ...asked, token: 'no token' }, account)).toBe('not a token');
  });

  test('a ticket that is asked for too late is void in a second', () => {
    const token = readToken(
      issue({ channel: 'c', userId: 'u', expiresAt: now, now: endsAt }).token,
      CERTIFICATE,
    );
    expect((token?.expiresAt.getTime() ?? 0) - (token?.issuedAt.getTime() ?? 0)).toBe(1_000);
  });

  test('one person has one uid in a channel, of 32 bits and never Agora’s 0 for anybody', () => {
    const name = fc.string({ minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(name, name, (channel, userId) => {
        const { uid } = ticketOf({ channel, userId });
        expect(uid).toBe(ticketOf({ channel, userId }).uid);
        expect(Number.isInteger(uid) && uid > 0 && uid < 2 ** 32).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test('the people of a group have different uids', () => {
    const group = fc.uniqueArray(fc.uuid(), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(fc.uuid(), group, (channel, userIds) => {
        const uids = userIds.map((userId) => ticketOf({ channel, userId }).uid);
        expect(new Set(uids).size).toBe(userIds.length);
      }),
      // Signing takes its time, and each of these signs twenty times.
      { numRuns: 20 },
    );
  });
});

describe('without an account', () => {
  beforeEach(() => withSettings({}));

  test('video goes from browser to browser, under the same uid as with one', async () => {
    const peer = ticketOf();
    expect(peer).toMatchObject({ provider: 'peer', appId: '', channel: 'lesson-1' });
    await withSettings({ AGORA_APP_ID: APP_ID, AGORA_APP_CERTIFICATE: CERTIFICATE });
    expect(ticketOf().uid).toBe(peer.uid);
  });

  test('a ticket is signed for one channel, one person and one end', () => {
    const tokens = [
      ticketOf(),
      ticketOf({ channel: 'lesson-2' }),
      ticketOf({ userId: 'bob' }),
      issue({ channel: 'lesson-1', userId: 'ada', expiresAt: endsAt, now }),
    ].map(({ token }) => token);
    expect(new Set(tokens).size).toBe(4);
  });
});
