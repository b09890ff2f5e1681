// A stand-in for UploadThing 7 on one port: the ingest host that takes files, the API that UTApi calls, and the
// host that files are read from. Its parts are in `uploadthing/`.
import { z } from 'zod';
import { createControl, parseJson } from './control';
import { type Call, headerOf, json, type Reply, startHttpServer } from './http-server';
import { type Acl, type Files, isFileKey, openFiles, type StoredFile } from './uploadthing/files';
import { signedUrl, urlRefusal } from './uploadthing/signed-urls';
import { createUploads, type Uploads } from './uploadthing/uploads';

export type UploadthingOptions = {
  /** 0 for any free one */
  port: number;
  apiKey: string;
  appId: string;
  /** Where files and their index are kept. */
  dataDir: string;
};

export type UploadthingStandIn = { url: string; port: number; close: () => Promise<void> };

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, HEAD, PUT, OPTIONS',
  'access-control-allow-headers': 'range, content-type, b3, traceparent, x-uploadthing-version',
  'access-control-expose-headers': 'x-ut-range-start, content-range, content-disposition',
};

type Host = { options: UploadthingOptions; files: Files; uploads: Uploads; origin: () => string };

export async function startUploadthing(options: UploadthingOptions): Promise<UploadthingStandIn> {
  const files = openFiles(options.dataDir);
  // By name and not 127.0.0.1: the SDK reads a host with "local" in it as one without TLS, and signs that URL.
  const origin = () => `http://localhost:${server.port}`;
  const uploads = createUploads({ apiKey: options.apiKey, origin });
  const host: Host = { options, files, uploads, origin };
  const control = createControl();
  const server = await startHttpServer({
    port: options.port,
    control,
    isAway: control.isAway,
    cors: CORS,
    failure: (status) => refusal(status, 'A fault that was ordered from the stand-in'),
    answer: (call) => route(host, call),
  });
  return {
    url: origin(),
    port: server.port,
    async close() {
      await server.close();
      files.close();
    },
  };
}

function route(host: Host, call: Call): Reply | Promise<Reply> {
  const [, first = '', second = '', third = ''] = call.path.split('/').map(decodeURIComponent);
  if (call.method === 'POST')
    return hasKey(host, call) ? answerApi(host, call) : refusal(401, 'Invalid API key');
  // Both of UploadThing's forms: /a/<appId>/<key>, and /f/<key> of the app's own host.
  if (first === 'a')
    return second === host.options.appId ? serveFile(host, call, third) : refusal(404, 'Unknown app');
  if (first === 'f') return serveFile(host, call, second);
  return ingest(host, call, first);
}

/** The file's bytes, whole or in part; a private one only for a signed URL. */
function serveFile({ options, files }: Host, call: Call, key: string): Reply {
  if (call.method !== 'GET' && call.method !== 'HEAD') return refusal(405, 'Method not allowed');
  const file = files.get(key);
  if (!file) return refusal(404, 'File not found');
  const denied = file.acl === 'private' ? urlRefusal(options.apiKey, urlOf(call)) : undefined;
  if (denied) return refusal(403, denied);
  const range = rangeOf(headerOf(call, 'range'), file.size);
  if (range === 'unsatisfiable') {
    return { ...refusal(416, 'Range not satisfiable'), headers: { 'content-range': `bytes */${file.size}` } };
  }
  const { start, end } = range ?? { start: 0, end: file.size - 1 };
  const headers = {
    'content-type': file.type || 'application/octet-stream',
    'content-length': String(end - start + 1),
    'content-disposition': `${file.disposition}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'accept-ranges': 'bytes',
    etag: `"${file.hash}"`,
    'cache-control': file.acl === 'private' ? 'private, max-age=0' : 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    ...(range && { 'content-range': `bytes ${start}-${end}/${file.size}` }),
  };
  const isEmpty = call.method === 'HEAD' || file.size === 0;
  return { status: range ? 206 : 200, headers, body: isEmpty ? '' : files.read(file, { start, end }) };
}

/** Takes a file by its signed URL, then tells the file route (where one asked for it) and waits for its answer. */
async function ingest({ options, files, uploads, origin }: Host, call: Call, key: string): Promise<Reply> {
  if (call.method !== 'PUT' && call.method !== 'HEAD') return refusal(404, 'Not found');
  if (!isFileKey(key)) return refusal(404, 'Not found');
  const denied = urlRefusal(options.apiKey, urlOf(call));
  if (denied) return refusal(403, denied);
  // Nothing is kept of an upload that broke off, so one always begins at the beginning.
  if (call.method === 'HEAD') return { status: 200, headers: { 'x-ut-range-start': '0' } };
  if (param(call, 'identifier') !== options.appId) return refusal(403, 'Unknown app');
  const data = await uploadedBytes(call);
  if (!data) return refusal(400, 'Expected multipart form data with the field "file"');
  const expected = Number(param(call, 'file-size'));
  if (data.length !== expected)
    return refusal(400, `Size mismatch: got ${data.length}, signed were ${expected}`);
  const file = files.put(
    {
      key,
      customId: param(call, 'custom-id') ?? null,
      name: param(call, 'file-name') ?? key,
      type: param(call, 'file-type') ?? '',
      acl: param(call, 'acl') === 'private' ? 'private' : 'public-read',
      disposition: param(call, 'content-disposition') === 'attachment' ? 'attachment' : 'inline',
    },
    data,
  );
  const url = `${origin()}/a/${options.appId}/${key}`;
  const urls = { url, appUrl: url, ufsUrl: url };
  const isFromRoute = param(call, 'slug') !== undefined;
  const result = isFromRoute ? await uploads.callBack(file, urls) : { serverData: null };
  return json(200, 'error' in result ? result : { ...urls, fileHash: file.hash, ...result });
}

async function uploadedBytes(call: Call): Promise<Buffer | undefined> {
  try {
    const headers = { 'content-type': headerOf(call, 'content-type') ?? '' };
    const form = await new Response(new Uint8Array(call.body), { headers }).formData();
    const file = form.get('file');
    return file instanceof Blob ? Buffer.from(await file.arrayBuffer()) : undefined;
  } catch {
    return undefined;
  }
}

const fileNames = z.object({ fileKey: z.string().optional(), customId: z.string().optional() });
const schemas = {
  metadata: z.object({
    fileKeys: z.array(z.string()),
    metadata: z.unknown(),
    isDev: z.boolean().optional(),
    callbackUrl: z.string(),
    callbackSlug: z.string(),
    awaitServerData: z.boolean().default(true),
  }),
  result: z.object({ fileKey: z.string(), callbackData: z.unknown(), error: z.string().optional() }),
  delete: z.object({ fileKeys: z.array(z.string()).default([]), customIds: z.array(z.string()).default([]) }),
  list: z.object({ limit: z.int().min(1).default(500), offset: z.int().min(0).default(0) }),
  access: fileNames.extend({ expiresIn: z.number().optional() }),
  acl: z.object({ updates: z.array(fileNames.extend({ acl: z.enum(['public-read', 'private']) })) }),
  rename: z.object({ updates: z.array(fileNames.extend({ newName: z.string() })) }),
  keys: z.object({ fileKeys: z.array(z.string()).default([]) }),
};

/** What the app's server asks with its API key. */
function answerApi({ options, files, uploads, origin }: Host, call: Call): Reply {
  const body = parseJson(call.body.toString());
  const urlFor = (file: StoredFile) => `${origin()}/a/${options.appId}/${file.key}`;
  switch (call.path) {
    case '/route-metadata':
      return withBody(schemas.metadata, body, (route) => {
        if (route.isDev) return refusal(400, 'This stand-in plays production: set UPLOADTHING_IS_DEV=false');
        uploads.announce(route);
        return json(200, { ok: true });
      });
    case '/callback-result':
      return withBody(schemas.result, body, (result) => {
        uploads.resolve(result);
        return json(200, { ok: true });
      });
    case '/v6/deleteFiles':
      return withBody(schemas.delete, body, ({ fileKeys, customIds }) => {
        const named = [
          ...fileKeys.map((fileKey) => ({ fileKey })),
          ...customIds.map((customId) => ({ customId })),
        ];
        const doomed = named.map(files.find).filter((file) => file !== undefined);
        for (const file of doomed) files.delete(file);
        return json(200, { success: true, deletedCount: doomed.length });
      });
    case '/v6/listFiles':
      return withBody(schemas.list, body, ({ limit, offset }) => {
        const all = files.list();
        return json(200, {
          hasMore: all.length > offset + limit,
          files: all.slice(offset, offset + limit).map(listed),
        });
      });
    case '/v6/requestFileAccess':
      return withBody(schemas.access, body, ({ expiresIn = 300, ...named }) => {
        const file = files.find(named);
        if (!file) return refusal(404, 'File not found');
        const url = signedUrl(options.apiKey, urlFor(file), expiresIn);
        return json(200, { url, ufsUrl: url });
      });
    case '/v6/updateACL':
      return withBody(schemas.acl, body, ({ updates }) => {
        for (const { acl, ...named } of updates) changeFile(files, named, { acl });
        return json(200, { success: true });
      });
    case '/v6/renameFiles':
      return withBody(schemas.rename, body, ({ updates }) => {
        for (const { newName, ...named } of updates) changeFile(files, named, { name: newName });
        return json(200, { success: true });
      });
    case '/v6/getFileUrl':
      return withBody(schemas.keys, body, ({ fileKeys }) => {
        const known = fileKeys.map((fileKey) => files.find({ fileKey })).filter((file) => file !== undefined);
        return json(200, { data: known.map((file) => ({ key: file.key, url: urlFor(file) })) });
      });
    case '/v6/getUsageInfo':
      return json(200, usageOf(files.list()));
    default:
      return refusal(404, `Unknown call ${call.path}`);
  }
}

function withBody<T>(schema: z.ZodType<T>, body: unknown, answer: (value: T) => Reply): Reply {
  const parsed = schema.safeParse(body);
  return parsed.success ? answer(parsed.data) : refusal(400, z.prettifyError(parsed.error));
}

function changeFile(
  files: Files,
  named: { fileKey?: string; customId?: string },
  changes: { acl?: Acl; name?: string },
) {
  const file = files.find(named);
  if (file) files.change(file, changes);
}

function listed({ key, customId, name, size, uploadedAt }: StoredFile) {
  return { id: key, customId, key, name, size, status: 'Uploaded', uploadedAt };
}

function usageOf(files: StoredFile[]) {
  const totalBytes = files.reduce((sum, { size }) => sum + size, 0);
  return { totalBytes, appTotalBytes: totalBytes, filesUploaded: files.length, limitBytes: 2 * 1024 ** 3 };
}

/** One range of bytes (`bytes=0-99`, `bytes=-50`); undefined for none, or for what one may ignore. */
function rangeOf(
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end ? 'unsatisfiable' : { start, end };
}

function hasKey({ options }: Host, call: Call): boolean {
  return headerOf(call, 'x-uploadthing-api-key') === options.apiKey;
}

/** The URL as the caller wrote it: signatures are made over its host, too. */
function urlOf(call: Call): string {
  return `http://${headerOf(call, 'host')}${call.target}`;
}

/** A value signed into the upload's URL. The SDK encodes it before the URL does. */
function param(call: Call, name: string): string | undefined {
  const value = call.query.get(`x-ut-${name}`);
  return value === null ? undefined : decodeURIComponent(value);
}

function refusal(status: number, error: string): Reply {
  return json(status, { error });
}
