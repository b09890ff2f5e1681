// Pusher's signatures: HMAC-SHA256 with the app's secret, over slightly different texts.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Call } from '../http-server';

export type AppKeys = { appId: string; key: string; secret: string };

const CLOCK_TOLERANCE_SECONDS = 600;

export function hmac(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** `key:signature`, as the app's auth endpoint answers for a channel or a user. */
export function isAuthFor({ key, secret }: AppKeys, auth: unknown, text: string): boolean {
  return typeof auth === 'string' && isSame(auth, `${key}:${hmac(secret, text)}`);
}

/** Why a REST call is not authorised; undefined where it is. */
export function restRefusal({ key, secret }: AppKeys, call: Call): string | undefined {
  const params = [...call.query].filter(([name]) => name !== 'auth_signature');
  if (call.query.get('auth_key') !== key) return 'Unknown auth_key';
  const query = params
    .map(([name, value]) => `${name.toLowerCase()}=${value}`)
    .sort()
    .join('&');
  const expected = hmac(secret, [call.method, call.path, query].join('\n'));
  if (!isSame(call.query.get('auth_signature') ?? '', expected)) {
    return `Invalid signature: you should have sent HmacSHA256Hex(${JSON.stringify([call.method, call.path, query].join('\n'))}, your_secret_key)`;
  }
  const age = Date.now() / 1000 - Number(call.query.get('auth_timestamp'));
  if (!(Math.abs(age) < CLOCK_TOLERANCE_SECONDS))
    return 'Timestamp expired: Given timestamp not within 600s of server time';
  if (
    call.body.length > 0 &&
    call.query.get('body_md5') !== createHash('md5').update(call.body).digest('hex')
  ) {
    return 'body_md5 does not match the body';
  }
  return undefined;
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
