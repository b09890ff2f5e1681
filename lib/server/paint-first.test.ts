import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import compression from 'compression';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paintFirst } from './paint-first';

const SCRIPT = '<script src="/_next/static/a.js" async="" nonce="n"></script>';
const PAGE = Buffer.from(`<head>${SCRIPT}</head><body><p>${'Zoë Łuczak '.repeat(200)}</p>${SCRIPT}</body>`);
const EXPECTED = /^<head><\/head><body><p>(Zoë Łuczak ){200}<\/p><script nonce="n">.*<\/script><\/body>$/s;

let server: Server;
let origin: string;

beforeAll(() => {
  const compress = compression() as unknown as (...args: unknown[]) => void;
  server = createServer((request, response) => {
    compress(request, response, () => {
      paintFirst(response);
      const [, kind, step] = (request.url ?? '').split('/');
      response.setHeader('Content-Type', kind === 'html' ? 'text/html; charset=utf-8' : 'text/plain');
      if (!step) {
        response.setHeader('Content-Length', PAGE.length);
        response.end(PAGE, () => {});
        return;
      }
      for (let at = 0; at < PAGE.length; at += Number(step)) {
        response.write(PAGE.subarray(at, at + Number(step)), () => {});
      }
      response.end(() => {});
    });
  }).listen(0);
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

const ask = (path: string, encoding = 'identity', method = 'GET') =>
  fetch(`${origin}${path}`, { method, headers: { 'Accept-Encoding': encoding } });

test.each(['identity', 'gzip', 'br'])(
  'a page goes out whole, as %s, wherever its bytes are cut',
  async (encoding) => {
    for (const path of ['/html', '/html/1', '/html/7', '/html/1000']) {
      expect(await (await ask(path, encoding)).text()).toMatch(EXPECTED);
    }
  },
);

test('what is no page is not touched, nor its length', async () => {
  const answer = await ask('/text');
  expect(answer.headers.get('content-length')).toBe(String(PAGE.length));
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(PAGE);
});

test('a HEAD of a page promises no length that its body would not have', async () => {
  const answer = await ask('/html', 'identity', 'HEAD');
  expect(answer.headers.has('content-length')).toBe(false);
  expect(await answer.text()).toBe('');
});
