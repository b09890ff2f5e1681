// Passwords are kept as argon2id with the parameters of OWASP's first recommendation (19 MiB, 2 passes, 1 lane).
import { createHash } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let standIn: Promise<string> | undefined;

export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS);
}

/**
 * Whether `password` is the one behind `passwordHash`. Takes as long where there is no hash, so that the time of
 * the answer does not tell whether an account exists.
 */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  standIn ??= hashPassword('nobody has this password');
  const matches = await verify(passwordHash ?? (await standIn), password);
  return passwordHash !== null && matches;
}

/** What is kept of a secret in a mailed link: nobody who reads the table can follow it. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
