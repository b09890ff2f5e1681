// What the scheduler may call. Vercel sends the secret as a bearer token.
import { createHash, timingSafeEqual } from 'node:crypto';
import { env } from '../env';
import { AppError } from '../errors';
import { guarded, type RouteHandler } from '../http';

/** A cron route around `run`, whose counts it answers. @throws AppError UNAUTHENTICATED without the secret */
export function cronHandler(run: () => Promise<Record<string, number>>): RouteHandler {
  return guarded(async (request) => {
    if (!isEqual(request.headers.get('authorization') ?? '', `Bearer ${env().CRON_SECRET}`)) {
      throw new AppError('UNAUTHENTICATED');
    }
    return Response.json({ ok: true, ...(await run()) });
  });
}

/** Compares digests, so that neither time nor length tells anything. */
function isEqual(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
