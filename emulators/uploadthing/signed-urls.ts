// UploadThing signs URLs and hooks with the API key: HMAC-SHA256, for a URL over all of it before `&signature=`.
import { createHmac, timingSafeEqual } from 'node:crypto';

const SIGNATURE_PARAM = '&signature=';

export function sign(apiKey: string, text: string): string {
  return `hmac-sha256=${createHmac('sha256', apiKey).update(text).digest('hex')}`;
}

/** `url` for so long; `expires` is in milliseconds since 1970. */
export function signedUrl(apiKey: string, url: string, ttlSeconds: number): string {
  const unsigned = `${url}?expires=${Date.now() + ttlSeconds * 1000}`;
  return `${unsigned}${SIGNATURE_PARAM}${encodeURIComponent(sign(apiKey, unsigned))}`;
}

/** Why a URL is no permission; undefined where it is one. */
export function urlRefusal(apiKey: string, url: string): string | undefined {
  const cut = url.lastIndexOf(SIGNATURE_PARAM);
  if (cut < 0) return 'Missing signature';
  const { searchParams } = new URL(url);
  if (!isSame(searchParams.get('signature') ?? '', sign(apiKey, url.slice(0, cut))))
    return 'Invalid signature';
  if (!(Number(searchParams.get('expires')) > Date.now())) return 'URL has expired';
  return undefined;
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
