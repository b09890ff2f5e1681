import { expect, test } from 'vitest';
import { registerUser } from '../accounts/commands';
import type { AppError } from '../errors';
import { consume } from '../rate-limit';
import { authOptions } from './options';

const password = 'correct horse battery';

async function givenAccount(): Promise<string> {
  const email = `${crypto.randomUUID()}@example.com`;
  await registerUser({ name: 'Ada', email, password, timezone: 'Asia/Kathmandu' });
  return email;
}

/** Tries to sign in as next-auth does: `in`, `wrong`, or the code of the refusal. */
async function signIn(credentials: { email: string; password: string }, address = crypto.randomUUID()) {
  let refusal: AppError | undefined;
  const { providers } = authOptions({
    address,
    onRefusal: (reason) => {
      refusal = reason;
    },
  });
  const [provider] = providers;
  if (provider?.type !== 'credentials') throw new Error('passwords are not the first way in');
  const user = await provider.options.authorize(credentials, {});
  return refusal?.code ?? (user ? 'in' : 'wrong');
}

test('after ten wrong passwords from anywhere the right one is refused as well', async () => {
  const email = await givenAccount();
  for (let index = 0; index < 10; index += 1) {
    expect(await signIn({ email, password: 'not this one' })).toBe('wrong');
  }
  expect(await signIn({ email: email.toUpperCase(), password })).toBe('RATE_LIMITED');
});

test('forty guesses sent at once are no way around that', async () => {
  const email = await givenAccount();
  const guesses = Array.from({ length: 40 }, (_, index) => signIn({ email, password: `guess ${index}` }));
  await Promise.all(guesses.slice(0, 10));
  const late = signIn({ email, password });
  await Promise.all(guesses);
  expect(await late).toBe('RATE_LIMITED');
});

test('wrong passwords are limited per address, whosever they are', async () => {
  const address = crypto.randomUUID();
  for (let index = 0; index < 100; index += 1) await consume('signInAddress', address);
  const email = await givenAccount();
  expect(await signIn({ email, password }, address)).toBe('RATE_LIMITED');
  expect(await signIn({ email, password })).toBe('in');
});

test('people who know their password are not limited, however many at once, and are forgiven earlier slips', async () => {
  const email = await givenAccount();
  for (let index = 0; index < 9; index += 1) await signIn({ email, password: 'a slip of mine' });
  const answers = await Promise.all(Array.from({ length: 20 }, () => signIn({ email, password })));
  expect(new Set(answers)).toEqual(new Set(['in']));
  for (let index = 0; index < 9; index += 1) await signIn({ email, password: 'a slip of mine' });
  expect(await signIn({ email, password })).toBe('in');
});
