import { expect, test, vi } from 'vitest';
import { POST as register } from '@/app/api/auth/register/route';
import { POST as requestReset, PUT as reset } from '@/app/api/auth/reset/route';
import { GET as getMe } from '@/app/api/me/route';
import { call, codesOf, cookieOf, givenStudent, refusalOf } from '@/tests/factories';
import { db } from '../db';
import { drainJobs } from '../jobs/worker';
import { assertWithin, consume, forgive } from '../rate-limit';
import { addMinutes } from '../time';
import { authenticate, issueResetToken, registerUser, resetPassword, signInWithProvider } from './commands';
import { isResetLinkLiving } from './queries';
import { registerSchema } from './schema';

const now = new Date();
const password = 'correct horse battery';

const someone = () => ({
  name: 'Ada',
  email: `${crypto.randomUUID()}@example.com`,
  password,
  timezone: 'Asia/Kathmandu',
});

test('ten people registering one address at once: one account', async () => {
  const input = someone();
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => registerUser(input)));
  expect(codesOf(outcomes)).toEqual({ ok: 1, EMAIL_TAKEN: 9 });
});

test('an address is one whatever its case, and surrounding space is no part of it', async () => {
  const input = someone();
  const asTyped = { ...input, email: ` ${input.email.toUpperCase()} ` };
  expect((await call(register, { method: 'POST', body: input })).status).toBe(201);
  const again = await call(register, { method: 'POST', body: asTyped });
  expect(again).toMatchObject({ status: 409, body: { code: 'EMAIL_TAKEN' } });
  expect(registerSchema.parse(asTyped).email).toBe(input.email);
});

test('passwords have 10 to 200 characters and are not kept', async () => {
  const of = (length: number) =>
    registerSchema.safeParse({ ...someone(), password: 'p'.repeat(length) }).success;
  expect([9, 10, 200, 201].map(of)).toEqual([false, true, true, false]);
  const { id } = await registerUser(someone());
  const { passwordHash } = await db().user.findUniqueOrThrow({ where: { id } });
  expect(passwordHash).toMatch(/^\$argon2id\$/);
  expect(passwordHash).not.toContain(password);
});

test('signing in takes the right password of an account that has one', async () => {
  const input = someone();
  const { id } = await registerUser(input);
  expect(await authenticate(input)).toMatchObject({ id, authVersion: 0 });
  expect(await authenticate({ ...input, password: `${password}.` })).toBeNull();
  expect(await authenticate({ ...input, email: 'nobody@example.com' })).toBeNull();
  const { email } = await givenStudent();
  expect(await authenticate({ email, password: 'nobody has this password' })).toBeNull();
});

test('a reset works once, for one hour, and ends every sign-in and every other link', async () => {
  const input = someone();
  const { id } = await registerUser(input);
  const cookie = await cookieOf(id);
  expect((await call(getMe, { headers: { cookie } })).status).toBe(200);
  const issue = async () => (await issueResetToken({ email: input.email, now }))?.token ?? '';
  const [late, used, other] = [await issue(), await issue(), await issue()];
  const resetWith = (token: string, at = now) =>
    resetPassword({ token, password: 'a new password', now: at });
  expect((await refusalOf(resetWith(late, addMinutes(now, 60)))).code).toBe('RESET_LINK_INVALID');

  const isLiving = (token: string, at = now) => isResetLinkLiving({ token, now: at });
  expect([await isLiving(used), await isLiving(used, addMinutes(now, 60)), await isLiving('x')]).toEqual([
    ...[true, false, false],
  ]);

  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => resetWith(used)));
  expect(await isLiving(used)).toBe(false);
  expect(codesOf(outcomes)).toEqual({ ok: 1, RESET_LINK_INVALID: 4 });

  expect((await call(getMe, { headers: { cookie } })).status).toBe(401);
  expect((await refusalOf(resetWith(other))).code).toBe('RESET_LINK_INVALID');
  expect(await authenticate(input)).toBeNull();
  expect(await authenticate({ ...input, password: 'a new password' })).toMatchObject({ id, authVersion: 1 });
  expect((await call(getMe, { as: id })).status).toBe(200);
});

test('a reset is mailed to those who are known; the answer is the same for others', async () => {
  const input = someone();
  await registerUser(input);
  const stranger = someone().email;
  const ask = (email: string) =>
    call(requestReset, {
      method: 'POST',
      body: { email },
      headers: { 'x-forwarded-for': crypto.randomUUID() },
    });
  const [known, unknown] = [await ask(input.email), await ask(stranger)];
  expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
  await drainJobs();
  const mailsTo = async (email: string): Promise<{ links: string[]; text: string }[]> =>
    (await fetch(`${process.env.TEST_MAIL_URL}/api/mails?to=${encodeURIComponent(email)}`)).json();
  const [mail] = await vi.waitFor(async () => {
    const mails = await mailsTo(input.email);
    expect(mails).toHaveLength(1);
    return mails;
  });
  expect(await mailsTo(stranger)).toEqual([]);
  const token = /\/reset\/([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
  const answer = await call(reset, { method: 'PUT', body: { token, password: 'a new password' } });
  expect(answer.status).toBe(204);
  expect(await authenticate({ ...input, password: 'a new password' })).not.toBeNull();
  // Only its hash is kept.
  expect(await db().passwordResetToken.count({ where: { tokenHash: token } })).toBe(0);
});

test('asking for resets is limited per account, known or not, with the time to wait', async () => {
  const { email } = someone();
  const ask = () =>
    call(requestReset, {
      method: 'POST',
      body: { email },
      headers: { 'x-forwarded-for': crypto.randomUUID() },
    });
  const statuses = [];
  for (let index = 0; index < 6; index += 1) statuses.push(await ask());
  expect(statuses.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202, 429]);
  expect(Number(statuses.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(3000);
});

test('registering is limited per network address, counted by every server together', async () => {
  const address = crypto.randomUUID();
  const tries = Array.from({ length: 70 }, () => consume('register', address));
  expect(codesOf(await Promise.allSettled(tries))).toEqual({ ok: 60, RATE_LIMITED: 10 });
  const headers = { 'x-forwarded-for': `1.1.1.1, ${address}` };
  const answer = await call(register, { method: 'POST', body: someone(), headers });
  expect(answer).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
  await consume('register', crypto.randomUUID());
});

test('failed sign-ins are counted without counting the question, and forgotten on success', async () => {
  const account = someone().email;
  for (let index = 0; index < 10; index += 1) {
    await assertWithin('signInAccount', account);
    await consume('signInAccount', account);
  }
  expect((await refusalOf(assertWithin('signInAccount', account))).code).toBe('RATE_LIMITED');
  await forgive('signInAccount', account);
  await assertWithin('signInAccount', account);
});

test('a provider that vouches for the address takes the account over, and its old password is worth nothing', async () => {
  const input = someone();
  const { id } = await registerUser(input);
  const cookie = await cookieOf(id);
  const google = { provider: 'google', providerAccountId: crypto.randomUUID(), name: 'Ada' };
  expect(await signInWithProvider({ ...google, email: input.email, emailVerified: false })).toBeNull();
  expect(await authenticate(input)).not.toBeNull();
  const signedIn = await signInWithProvider({
    ...google,
    email: input.email.toUpperCase(),
    emailVerified: true,
  });
  expect(signedIn).toEqual({ id, authVersion: 1 });
  expect(await authenticate(input)).toBeNull();
  expect((await call(getMe, { headers: { cookie } })).status).toBe(401);
  // From then on the link counts, whatever the address.
  expect(await signInWithProvider({ ...google, email: 'other@example.com', emailVerified: false })).toEqual(
    signedIn,
  );
});

test('first sign-ins through a provider from two tabs at once are one account', async () => {
  const google = {
    provider: 'google',
    providerAccountId: crypto.randomUUID(),
    name: 'Ada',
    email: someone().email,
    emailVerified: true,
  };
  const found = await Promise.all(Array.from({ length: 6 }, () => signInWithProvider(google)));
  expect(new Set(found.map((each) => each?.id)).size).toBe(1);
});
