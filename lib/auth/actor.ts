// Who is asking, from the next-auth session cookie and one look at the database: a password reset or a changed
// zone counts from the next request on.
import { decode } from 'next-auth/jwt';
import { z } from 'zod';
import { read, sql } from '../db';
import { env } from '../env';

export type Actor = {
  id: string;
  name: string;
  email: string;
  /** IANA zone in which this person reads times. */
  timezone: string;
  /** null for people who do not teach. */
  providerProfileId: string | null;
};

const claims = z.object({ sub: z.uuid(), authVersion: z.number().int() });

/** Cookies marked Secure have a prefix that browsers enforce; over plain HTTP they could not be set at all. */
export function usesSecureCookies(): boolean {
  return env().APP_URL.startsWith('https://');
}

export function sessionCookieName(): string {
  return usesSecureCookies() ? '__Secure-next-auth.session-token' : 'next-auth.session-token';
}

/** The signed-in person of a `Cookie` header, or null. */
export async function readActor(cookieHeader: string | null): Promise<Actor | null> {
  const token = cookieHeader ? cookieOf(cookieHeader, sessionCookieName()) : null;
  return token ? actorOfToken(token) : null;
}

/** The signed-in person of a session token, or null where it is forged, lapsed or older than a password reset. */
export async function actorOfToken(token: string): Promise<Actor | null> {
  const payload = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  const reading = claims.safeParse(payload);
  if (!reading.success) return null;
  const [row] = await read<Actor & { authVersion: number }>(sql`
    SELECT u."id", u."name", u."email", u."timezone", u."authVersion", p."id" AS "providerProfileId"
    FROM "User" u LEFT JOIN "ProviderProfile" p ON p."userId" = u."id"
    WHERE u."id" = ${reading.data.sub}::uuid`);
  if (!row || row.authVersion !== reading.data.authVersion) return null;
  const { authVersion: _, ...actor } = row;
  return actor;
}

function cookieOf(header: string, name: string): string | null {
  for (const pair of header.split(';')) {
    const separator = pair.indexOf('=');
    if (separator > 0 && pair.slice(0, separator).trim() === name) return pair.slice(separator + 1).trim();
  }
  return null;
}
