// Uploads under way: what a file route told about its files, and the wait for its callback's result.
import type { StoredFile } from './files';
import { sign } from './signed-urls';

export type RouteMetadata = {
  fileKeys: string[];
  metadata: unknown;
  callbackUrl: string;
  callbackSlug: string;
  awaitServerData: boolean;
};

export type CallbackResult = { fileKey: string; callbackData?: unknown; error?: string };

const METADATA_WITHIN_MS = 5000;
const CALLBACK_WITHIN_MS = 10_000;

export type Uploads = ReturnType<typeof createUploads>;

export function createUploads({ apiKey, origin }: { apiKey: string; origin: () => string }) {
  const metadata = createMailbox<RouteMetadata>();
  const results = createMailbox<CallbackResult>();

  /** Calls the app's file route back, signed, and waits for what its `onUploadComplete` answers. */
  async function callBack(file: StoredFile, urls: { url: string; appUrl: string; ufsUrl: string }) {
    // The browser may be faster than the app's own word about the file.
    const route = await metadata.take(file.key, METADATA_WITHIN_MS);
    if (!route) return { error: 'No file route announced this file' };
    const body = JSON.stringify({
      status: 'uploaded',
      metadata: route.metadata,
      origin: origin(),
      file: {
        ...urls,
        key: file.key,
        name: file.name,
        size: file.size,
        type: file.type,
        lastModified: file.uploadedAt,
        customId: file.customId,
        fileHash: file.hash,
      },
    });
    const answer = await fetch(`${route.callbackUrl}?slug=${encodeURIComponent(route.callbackSlug)}`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'uploadthing-hook': 'callback',
        'x-uploadthing-signature': sign(apiKey, body),
      },
      signal: AbortSignal.timeout(CALLBACK_WITHIN_MS),
    }).catch((error: unknown) => new Response(String(error), { status: 502 }));
    if (!answer.ok) return { error: `Callback failed with ${answer.status}` };
    if (!route.awaitServerData) return { serverData: null };
    const result = await results.take(file.key, CALLBACK_WITHIN_MS);
    if (!result) return { error: 'Callback timed out' };
    return result.error === undefined ? { serverData: result.callbackData ?? null } : { error: result.error };
  }

  return {
    announce(route: RouteMetadata) {
      for (const key of route.fileKeys) metadata.put(key, route);
    },
    resolve: (result: CallbackResult) => results.put(result.fileKey, result),
    callBack,
  };
}

/** Values by key that may be asked for before they are there. */
function createMailbox<T>() {
  const values = new Map<string, T>();
  const waiting = new Map<string, (value: T) => void>();
  return {
    put(key: string, value: T) {
      const receive = waiting.get(key);
      if (receive) receive(value);
      else values.set(key, value);
    },
    take(key: string, withinMs: number): Promise<T | undefined> {
      const value = values.get(key);
      values.delete(key);
      if (value !== undefined) return Promise.resolve(value);
      return new Promise((resolve) => {
        const settle = (result: T | undefined) => {
          clearTimeout(timer);
          waiting.delete(key);
          resolve(result);
        };
        const timer = setTimeout(() => settle(undefined), withinMs);
        waiting.set(key, settle);
      });
    },
  };
}
