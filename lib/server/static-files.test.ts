import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { StaticFiles } from './static-files';

const SCRIPT = 'globalThis.answer = "forty-two";\n'.repeat(50);
const files = new StaticFiles();
let folder: string;
let server: Server;
let origin: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slotwise-static-'));
  await mkdir(join(folder, 'chunks'));
  await writeFile(join(folder, 'chunks', 'a.js'), SCRIPT);
  await writeFile(join(folder, 'b.css'), 'p { color: green }');
  await writeFile(join(folder, 'c.woff2'), 'letters');
  await writeFile(join(folder, 'd.png'), 'a picture');
  await files.load(folder);
  server = createServer((request, response) => {
    if (!files.answer(request, response)) response.writeHead(404).end();
  }).listen(0);
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const ask = (path: string, encodings: string, method = 'GET') =>
  fetch(`${origin}${path}`, { method, headers: { 'Accept-Encoding': encodings } });

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
])('who takes "%s" gets the file as %s, to be kept for ever', async (accepted, encoding) => {
  const answer = await ask('/_next/static/chunks/a.js', accepted);
  expect(await answer.text()).toBe(SCRIPT);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-encoding': encoding,
    'content-type': 'application/javascript; charset=UTF-8',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
  });
});

test('a font goes out as it is, to whoever has frames on the page as well', async () => {
  const answer = await ask('/_next/static/c.woff2', 'br');
  expect(await answer.text()).toBe('letters');
  expect(answer.headers.get('content-encoding')).toBeNull();
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'font/woff2',
    'content-length': '7',
    'access-control-allow-origin': '*',
    'cache-control': 'public, max-age=31536000, immutable',
  });
});

test('a HEAD says how long it is and no more', async () => {
  const answer = await ask('/_next/static/b.css', 'br', 'HEAD');
  expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(0);
  expect(await answer.text()).toBe('');
});

test.each([
  ['who takes nothing compressed', '/_next/static/chunks/a.js', 'identity', 'GET'],
  ['what is neither script, stylesheet nor font', '/_next/static/d.png', 'br', 'GET'],
  ['what is not in the build', '/_next/static/chunks/b.js', 'br', 'GET'],
  ['another method', '/_next/static/chunks/a.js', 'br', 'POST'],
])('left to others: %s', async (_, path, accepted, method) => {
  expect((await ask(path, accepted, method)).status).toBe(404);
});

test.each([
  '/_next/static/chunks/../../package.json',
  '/_next/static/..%2f..%2fpackage.json',
  '/_next/static/%00',
])('no way leads out of the build: %s', async (path) => {
  // By hand: `fetch` would tidy the path up.
  const status = await new Promise((resolve) => {
    get(`${origin}`, { path, headers: { 'Accept-Encoding': 'br' } }, (answer) => resolve(answer.statusCode));
  });
  expect(status).toBe(404);
});
