// UploadThing behind our own types: private objects that are stored, read by signed addresses, and removed. An object
// is found by the key that UploadThing gives it, or by the id that we give it before there is a key.
import { randomInt } from 'node:crypto';
import {
  createRouteHandler,
  createUploadthing,
  UploadThingError,
  UTApi,
  UTFile,
  UTFiles,
} from 'uploadthing/server';
import type { z } from 'zod';
import { env } from '../env';
import { AppError } from '../errors';
import { log } from '../log';

/** An object that does not arrive within this time never does. */
export const STORING_SECONDS = 60;
const ANSWER_SECONDS = 15;

let client: UTApi | undefined;

function api(): UTApi {
  client ??= new UTApi({
    token: env().UPLOADTHING_TOKEN,
    // It would print signed addresses; what fails is said below.
    logLevel: 'None',
    fetch: (url, init) => fetch(url, withTimeLimit(init as RequestInit | undefined)),
  });
  return client;
}

function withTimeLimit(init: RequestInit = {}): RequestInit {
  const seconds = init.method === 'PUT' ? STORING_SECONDS : ANSWER_SECONDS;
  const limit = AbortSignal.timeout(seconds * 1000);
  return { ...init, signal: init.signal ? AbortSignal.any([init.signal, limit]) : limit };
}

/**
 * Stores an object that only signed addresses open, under an id of ours. Where this fails it may be there all the same:
 * have it removed by that id.
 * @throws AppError STORAGE_UNAVAILABLE
 */
export async function storeObject({
  id,
  name,
  mimeType,
  bytes,
}: {
  id: string;
  name: string;
  mimeType: string;
  bytes: Uint8Array<ArrayBuffer>;
}): Promise<{ key: string }> {
  const file = new UTFile([bytes], name, {
    type: mimeType,
    customId: id,
    // The SDK makes the key from name, size, type, this and the millisecond: two of a kind at once would get one key.
    lastModified: randomInt(2 ** 47),
  });
  const { data, error } = await api()
    .uploadFiles(file, { acl: 'private', contentDisposition: 'inline' })
    .catch((cause: unknown) => ({ data: null, error: cause }));
  if (data) return { key: data.key };
  // Not whole: it holds the signed address.
  log().error({ fileId: id, reason: (error as Error | null)?.message }, 'a file could not be stored');
  throw new AppError('STORAGE_UNAVAILABLE', { cause: error });
}

/** Removes an object; one that is gone already, or never came, is no error. @throws Error where UploadThing does not answer */
export async function removeObject(object: { key: string } | { id: string }): Promise<void> {
  if ('key' in object) await api().deleteFiles(object.key, { keyType: 'fileKey' });
  else await api().deleteFiles(object.id, { keyType: 'customId' });
}

/** An address that opens an object for so long, to anybody who has it. Nothing is asked of a network. */
export async function signObjectUrl({ key, minutes }: { key: string; minutes: number }): Promise<string> {
  const { ufsUrl } = await api().generateSignedURL(key, { expiresIn: minutes * 60 });
  return ufsUrl;
}

/**
 * Reads a stored object: its first `maxBytes`, and its whole size.
 * @throws AppError STORAGE_UNAVAILABLE
 */
export async function readObject({
  key,
  maxBytes,
}: {
  key: string;
  maxBytes: number;
}): Promise<{ bytes: Uint8Array; size: number }> {
  try {
    const answer = await fetch(await signObjectUrl({ key, minutes: 2 }), {
      headers: { range: `bytes=0-${maxBytes - 1}` },
      signal: AbortSignal.timeout(ANSWER_SECONDS * 1000),
    });
    if (!answer.ok || !answer.body) throw new Error(`UploadThing answered ${answer.status} for a file`);
    const chunks: Uint8Array[] = [];
    let length = 0;
    // A host that knows no ranges would send all of it.
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      length += chunk.byteLength;
      if (length >= maxBytes) break;
    }
    const said =
      answer.headers.get('content-range')?.split('/').at(-1) ?? answer.headers.get('content-length');
    return { bytes: Buffer.concat(chunks).subarray(0, maxBytes), size: Number(said ?? length) };
  } catch (cause) {
    log().error({ err: cause }, 'a stored file could not be read');
    throw new AppError('STORAGE_UNAVAILABLE', { cause });
  }
}

type FileRoute<Input, Ticket> = {
  /** As the browser names the route. */
  slug: string;
  input: z.ZodType<Input, Input>;
  maxFileSize: '32MB';
  /** Where UploadThing tells that a file has come. */
  callbackUrl: string;
  /** Decides before anything is sent; the ticket comes back with the file. */
  admit: (asked: {
    request: Request;
    input: Input;
    file: { name: string; size: number; type: string };
  }) => Promise<{ id: string; name: string; ticket: Ticket }>;
  /** Decides on what is stored now, and says what the browser hears of it. */
  complete: (stored: {
    id: string;
    key: string;
    name: string;
    type: string;
    ticket: Ticket;
  }) => Promise<object>;
};

/**
 * The server's side of UploadThing's own client, for one private file at a time: the browser asks, sends the file to the
 * storage, and the storage calls back. Callbacks whose signature is not UploadThing's are refused with 400.
 */
export function createFileRoute<Input extends object, Ticket extends Record<string, string>>(
  route: FileRoute<Input, Ticket>,
): (request: Request) => Promise<Response> {
  const build = createUploadthing({ errorFormatter: describeError });
  const kinds = { blob: { maxFileSize: route.maxFileSize, maxFileCount: 1, acl: 'private' } } as const;
  // The key is made from these: two files of one name and size at once would get one.
  const fileRoute = build(kinds, { getFileHashParts: (file) => [file.name, randomInt(2 ** 47)] })
    .input(route.input as never)
    .middleware(async ({ req, input, files: [file, ...others] }) => {
      if (!file || others.length > 0)
        throw refusalOf(new AppError('VALIDATION_FAILED', { detail: 'Send one file.' }));
      try {
        const { id, name, ticket } = await route.admit({ request: req, input: input as Input, file });
        return { id, ticket, [UTFiles]: [{ ...file, name, customId: id }] };
      } catch (error) {
        throw refusalOf(error);
      }
    })
    .onUploadComplete(async ({ file: { key, name, type }, metadata: { id, ticket } }) => {
      try {
        return (await route.complete({ id, key, name, type, ticket })) as Record<string, never>;
      } catch (error) {
        log().error({ err: error, fileId: id }, 'an upload could not be completed');
        throw error;
      }
    });
  return createRouteHandler({
    router: { [route.slug]: fileRoute },
    config: {
      token: env().UPLOADTHING_TOKEN,
      callbackUrl: route.callbackUrl,
      logLevel: 'None',
      fetch: (url, init) => fetch(url, withTimeLimit(init as RequestInit | undefined)),
    },
  });
}

/** UploadThing's client reads `message`, and of the status one of these names. */
function refusalOf(error: unknown): UploadThingError {
  if (!(error instanceof AppError) || error.status >= 500) {
    log().error({ err: error }, 'an upload could not be admitted');
    return new UploadThingError({ code: 'INTERNAL_SERVER_ERROR', message: 'The fault is ours. Try again.' });
  }
  const codes = { 403: 'FORBIDDEN', 404: 'NOT_FOUND', 413: 'TOO_LARGE' } as const;
  const code = codes[error.status as keyof typeof codes] ?? 'BAD_REQUEST';
  return new UploadThingError({ code, message: error.detail, cause: error });
}

function describeError({ message, cause }: UploadThingError) {
  return cause instanceof AppError ? { message, code: cause.code, title: cause.title } : { message };
}
