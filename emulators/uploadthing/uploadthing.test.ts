// The UploadThing stand-in, through the vendor's SDK: UTApi as the app's server uses it, and a whole file route.
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouteHandler, createUploadthing, UTApi, UTFile } from 'uploadthing/server';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { startUploadthing, type UploadthingStandIn } from '../uploadthing';

const keys = { apiKey: 'sk_live_local', appId: 'localapp' };
const token = Buffer.from(JSON.stringify({ ...keys, regions: ['local'] })).toString('base64');
const closing: (() => unknown)[] = [];

// The SDK reads its own deprecated fields, and warns of that.
vi.spyOn(console, 'warn').mockImplementation(() => {});

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  vi.unstubAllEnvs();
});

async function start(dataDir = mkdtempSync(join(tmpdir(), 'uploadthing-'))) {
  const standIn = await startUploadthing({ port: 0, ...keys, dataDir });
  closing.push(standIn.close);
  pointSdkAt(standIn);
  return { standIn, dataDir, api: new UTApi({ token }) };
}

function pointSdkAt({ url }: UploadthingStandIn) {
  const settings = {
    UPLOADTHING_TOKEN: token,
    UPLOADTHING_IS_DEV: 'false',
    UPLOADTHING_LOG_LEVEL: 'None',
    UPLOADTHING_INGEST_URL: url,
    UPLOADTHING_API_URL: url,
    UPLOADTHING_UFS_HOST: new URL(url).host,
    UPLOADTHING_UFS_APP_ID_LOCATION: 'path',
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
}

const control = async (standIn: UploadthingStandIn, method: string, path: string, body?: unknown) => {
  const response = await fetch(standIn.url + path, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return response.json();
};

async function upload(
  api: UTApi,
  { text = 'Hello, lesson', acl = 'private' as 'private' | 'public-read', name = 'Übung 1.txt' } = {},
) {
  const file = new UTFile([text], name, { type: 'text/plain', customId: `custom-${name}` });
  const { data, error } = await api.uploadFiles(file, { acl, contentDisposition: 'attachment' });
  if (!data) throw error;
  return data;
}

describe('a private file', () => {
  test('is read only by a signed URL, until that runs out', async () => {
    const { api } = await start();
    const { key, ufsUrl } = await upload(api);
    expect((await fetch(ufsUrl)).status).toBe(403);

    const { ufsUrl: signed } = await api.generateSignedURL(key, { expiresIn: 60 });
    const answer = await fetch(signed);

    expect(await answer.text()).toBe('Hello, lesson');
    expect(answer.headers.get('content-type')).toBe('text/plain');
    expect(answer.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''%C3%9Cbung%201.txt");
    expect((await fetch(signed.replace(key, `${key}x`))).status).toBe(404);
    expect((await fetch(signed.replace(/expires=\d/, 'expires=9'))).status).toBe(403);
    vi.useFakeTimers({ now: Date.now() - 120_000, toFake: ['Date'] });
    const { ufsUrl: expired } = await api.generateSignedURL(key, { expiresIn: 60 });
    vi.useRealTimers();
    expect((await fetch(expired)).status).toBe(403);
  });

  test('can be made public, and be asked for through the API', async () => {
    const { api } = await start();
    const { key, ufsUrl } = await upload(api);
    const { ufsUrl: signed } = await api.getSignedURL(key, { expiresIn: 60 });
    expect((await fetch(signed)).status).toBe(200);
    await api.updateACL(key, 'public-read');
    expect((await fetch(ufsUrl)).status).toBe(200);
  });

  test('is gone from the disk once it is deleted', async () => {
    const { api, dataDir } = await start();
    const { key } = await upload(api);
    const { ufsUrl: signed } = await api.generateSignedURL(key);
    expect(existsSync(join(dataDir, 'files', key))).toBe(true);

    expect(await api.deleteFiles([key, 'another-key'])).toEqual({ success: true, deletedCount: 1 });

    expect(existsSync(join(dataDir, 'files', key))).toBe(false);
    expect((await fetch(signed)).status).toBe(404);
    await upload(api, { name: 'b.txt' });
    expect(await api.deleteFiles('custom-b.txt', { keyType: 'customId' })).toMatchObject({ deletedCount: 1 });
  });
});

test('a file is read in parts', async () => {
  const { api } = await start();
  const { ufsUrl } = await upload(api, { text: '0123456789', acl: 'public-read' });
  const read = async (range: string) => {
    const answer = await fetch(ufsUrl, { headers: { range } });
    return [answer.status, answer.headers.get('content-range'), await answer.text()];
  };
  expect(await read('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '234']);
  expect(await read('bytes=7-')).toEqual([206, 'bytes 7-9/10', '789']);
  expect(await read('bytes=-2')).toEqual([206, 'bytes 8-9/10', '89']);
  expect((await read('bytes=10-12')).slice(0, 2)).toEqual([416, 'bytes */10']);
  const head = await fetch(ufsUrl, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length')]).toEqual([200, '10']);
});

test('files are listed, renamed, and outlive a restart', async () => {
  const { standIn, dataDir, api } = await start();
  const { key } = await upload(api, { acl: 'public-read' });
  await api.renameFiles({ fileKey: key, newName: 'new.txt' });
  await standIn.close();

  const { api: apiAfter } = await start(dataDir);

  expect((await apiAfter.listFiles()).files).toMatchObject([
    { key, name: 'new.txt', size: 13, status: 'Uploaded' },
  ]);
  const { ufsUrl } = await apiAfter.generateSignedURL(key);
  expect(await (await fetch(ufsUrl)).text()).toBe('Hello, lesson');
  expect(readdirSync(join(dataDir, 'files'))).toEqual([key]);
});

describe('a file route', () => {
  async function startApp() {
    const { standIn, api } = await start();
    const completed = vi.fn();
    const build = createUploadthing();
    const handler = createRouteHandler({
      router: {
        lesson: build({ text: { maxFileSize: '1MB' } })
          .middleware(() => ({ sessionId: 's-1' }))
          .onUploadComplete(({ file, metadata }) => {
            completed({ key: file.key, name: file.name, metadata });
            return { savedAs: file.name };
          }),
      },
    });
    const app = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const answer = await handler(
        new Request(`http://${request.headers.host}${request.url}`, {
          method: request.method,
          headers: request.headers as Record<string, string>,
          body: Buffer.concat(chunks),
        }),
      );
      response.writeHead(answer.status).end(await answer.text());
    });
    await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
    closing.push(() => app.close());
    const routeUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}/api/uploadthing?actionType=upload&slug=lesson`;
    return { standIn, api, completed, routeUrl };
  }

  const requestUrl = async (routeUrl: string, text: string): Promise<{ url: string; key: string }> => {
    const body = JSON.stringify({
      files: [{ name: 'a.txt', size: text.length, type: 'text/plain' }],
      input: null,
    });
    const answer = await fetch(routeUrl, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-uploadthing-package': '@uploadthing/react',
        'x-uploadthing-version': '7.7.4',
      },
    });
    const [first] = await answer.json();
    return first;
  };

  const put = (url: string, text: string) => {
    const form = new FormData();
    form.append('file', new Blob([text], { type: 'text/plain' }), 'a.txt');
    return fetch(url, { method: 'PUT', body: form });
  };

  test('is called back, and its answer reaches who uploaded', async () => {
    const { completed, routeUrl } = await startApp();
    const { url, key } = await requestUrl(routeUrl, 'content');
    expect((await fetch(url, { method: 'HEAD' })).headers.get('x-ut-range-start')).toBe('0');

    const answer = await put(url, 'content');

    expect(await answer.json()).toMatchObject({
      serverData: { savedAs: 'a.txt' },
      ufsUrl: expect.stringContaining(key),
    });
    expect(completed).toHaveBeenCalledWith({ key, name: 'a.txt', metadata: { sessionId: 's-1' } });
  });

  test('takes nothing but what it signed', async () => {
    const { completed, routeUrl } = await startApp();
    const { url } = await requestUrl(routeUrl, 'content');
    expect((await put(url, 'more than was announced')).status).toBe(400);
    expect((await put(url.replace('a.txt', 'b.exe'), 'content')).status).toBe(403);
    expect((await put(url.slice(0, url.indexOf('?')), 'content')).status).toBe(403);
    expect(completed).not.toHaveBeenCalled();
  });
});

test('faults hit uploads and the API, and a cut line leaves the file where it is', async () => {
  const { standIn, api } = await start();
  await control(standIn, 'POST', '/_fault', { match: 'PUT /', status: 503, times: 1 });
  await expect(upload(api)).rejects.toMatchObject({ code: 'UPLOAD_FAILED' });
  await control(standIn, 'POST', '/_fault', { match: 'PUT /', dropAfter: true, times: 1 });
  await expect(upload(api)).rejects.toBeDefined();
  expect((await api.listFiles()).files).toHaveLength(1);
  const wrongKey = await fetch(`${standIn.url}/v6/listFiles`, { method: 'POST', body: '{}' });
  expect(wrongKey.status).toBe(401);
  const log = await control(standIn, 'GET', '/_log');
  expect(log.map(({ status }: { status: number | null }) => status)).toEqual([503, null, 200, 401]);
  expect(JSON.stringify(log)).not.toContain('hmac-sha256');
});
