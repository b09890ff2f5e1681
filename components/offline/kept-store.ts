// Where the next sessions are kept. A browser that keeps nothing (private windows, plain http) is no fault: then the
// offline page has nothing to show.

const CACHE = 'slotwise-own-sessions';
const ENTRY = '/offline/own-sessions';

export async function writeStore(kept: unknown): Promise<void> {
  if (!('caches' in window)) return;
  const cache = await caches.open(CACHE);
  await cache.put(ENTRY, Response.json(kept));
}

export async function readStore(): Promise<unknown> {
  if (!('caches' in window)) return null;
  const cache = await caches.open(CACHE);
  const entry = await cache.match(ENTRY);
  return entry ? entry.json() : null;
}

/** Whatever is kept, and of whomever, is gone afterwards. */
export async function clearStore(): Promise<void> {
  if ('caches' in window) await caches.delete(CACHE);
}
