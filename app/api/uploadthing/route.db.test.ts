// UploadThing's own client and its callback, against the stand-in: the app listens under its address, as it would.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { drainJobs } from '@/lib/jobs/worker';
import { admitUpload } from '@/lib/room/files';
import { listFiles } from '@/lib/room/queries';
import { cancelSession } from '@/lib/sessions/commands';
import { call, first, givenSession, givenStudent, refusalOf } from '@/tests/factories';
import { FORBIDDEN_SAMPLES, SAMPLES } from '@/tests/sample-files';
import {
  skipWaitingOfRemovals,
  storageFault,
  storedCount,
  storedUnder,
  waitingRemovals,
} from '@/tests/storage';
import { GET, POST } from './route';

let baseUrl = '';

/** Lets UploadThing reach the handler, as Next would. */
const app = createServer(async (incoming, outgoing) => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  const request = new Request(`${baseUrl}${incoming.url}`, {
    method: incoming.method ?? 'GET',
    headers: incoming.headers as Record<string, string>,
    ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
  });
  const answer = await POST(request, { params: Promise.resolve({}) });
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
});

beforeAll(async () => {
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://localhost:${(app.address() as AddressInfo).port}`;
  Object.assign(process.env, { APP_URL: baseUrl, NEXTAUTH_URL: baseUrl });
});
afterAll(() => app.close());

let sessionId: string;
let tutorId: string;
let studentId: string;

beforeEach(async () => {
  const given = await givenSession();
  sessionId = given.sessionId;
  tutorId = given.tutor.userId;
  studentId = first(given.bookings).studentId;
});

type Wanted = { as?: string; name?: string; type?: string; size?: number; headers?: Record<string, string> };

/** What the browser asks before it sends anything. */
function ask({ as, name = 'notes.pdf', type = 'application/pdf', size = 9, headers = {} }: Wanted = {}) {
  return call(POST, {
    ...{ method: 'POST', path: '/api/uploadthing?actionType=upload&slug=sessionFile' },
    ...(as && { as }),
    headers: { 'content-type': 'application/json', 'x-uploadthing-version': '7.7.4', ...headers },
    body: { files: [{ name, size, type }], input: { sessionId } },
  });
}

async function put(url: string, bytes: Uint8Array<ArrayBuffer>) {
  const form = new FormData();
  form.append('file', new Blob([bytes]), 'whatever');
  const answer = await fetch(url, { method: 'PUT', body: form });
  return { status: answer.status, body: await answer.json() };
}

/** The whole way of one file. @returns what the browser hears, and our id of it */
async function send(bytes: Uint8Array<ArrayBuffer>, wanted: Wanted = {}) {
  const asked = await ask({ as: studentId, size: bytes.length, ...wanted });
  expect(asked.status).toBe(200);
  const [{ url, key, customId }] = asked.body;
  return { ...(await put(url, bytes)), key: key as string, fileId: customId as string };
}

const listed = async () => (await listFiles({ sessionId, userId: tutorId })).items;

describe('a file sent by the browser itself', () => {
  test('is shared under a clean name once it is there', async () => {
    const { body, fileId } = await send(SAMPLES.pdf, { name: '../../ü\u202efdp.pdf' });
    expect(body.serverData).toMatchObject({
      file: { id: fileId, name: 'üfdp.pdf', size: SAMPLES.pdf.length, mimeType: 'application/pdf' },
      refusal: null,
    });
    expect((await fetch(body.serverData.file.url)).status).toBe(200);
    expect((await fetch(body.ufsUrl)).status).toBe(403);
    expect((await listed()).map(({ id }) => id)).toEqual([fileId]);
    expect(await waitingRemovals()).toEqual([]);
  });

  test('is told of twice and shared once', async () => {
    const { fileId, key } = await send(SAMPLES.pdf);
    const again = async () => {
      const { request } = await callbackOf(fileId, { key });
      return (await POST(request, { params: Promise.resolve({}) })).status;
    };
    expect(await Promise.all([again(), again()])).toEqual([200, 200]);
    expect(await listed()).toHaveLength(1);
    await skipWaitingOfRemovals();
    await drainJobs();
    expect(await storedUnder(fileId)).toHaveLength(1);
  });

  test.each([
    ['a program called a PDF', FORBIDDEN_SAMPLES.exe, 'notes.pdf'],
    ['a picture called a PDF', SAMPLES.png, 'notes.pdf'],
    ['an archive called a document', FORBIDDEN_SAMPLES.zip, 'notes.docx'],
    ['text of another encoding', FORBIDDEN_SAMPLES['text of another encoding'], 'notes.txt'],
  ])('that is %s is refused and removed', async (_, bytes, name) => {
    const { body, fileId } = await send(new Uint8Array(bytes), { name });
    expect(body.serverData).toEqual({
      file: null,
      refusal: { code: 'FILE_TYPE_NOT_ALLOWED', title: expect.any(String), detail: expect.any(String) },
    });
    expect(await listed()).toEqual([]);
    await drainJobs();
    expect(await storedUnder(fileId)).toEqual([]);
  });

  test('is judged whole where that is what it takes', async () => {
    const long = Buffer.from(`${'é'.repeat(100_000)}\n`);
    expect((await send(long, { name: 'notes.txt', type: 'text/plain' })).body.serverData.file).not.toBeNull();
    const tail = Buffer.from(`${long}\0`);
    const { body } = await send(tail, { name: 'notes.txt', type: 'text/plain' });
    expect(body.serverData.refusal.code).toBe('FILE_TYPE_NOT_ALLOWED');
    const document = await send(SAMPLES.docx, { name: 'notes.docx', type: '' });
    expect(document.body.serverData.file).toMatchObject({
      mimeType: expect.stringContaining('wordprocessingml'),
    });
  });

  test('is refused and removed where the session was called off meanwhile', async () => {
    const asked = await ask({ as: studentId, size: SAMPLES.pdf.length });
    await cancelSession({ sessionId, userId: tutorId, now: new Date() });
    const { body } = await put(asked.body[0].url, SAMPLES.pdf);
    expect(body.serverData.refusal.code).toBe('INVALID_STATE');
    await drainJobs();
    expect(await storedUnder(asked.body[0].customId)).toEqual([]);
  });

  test('that cannot be read back is refused and removed', async () => {
    await storageFault({ match: 'GET /a/', status: 503 });
    const { body, fileId } = await send(SAMPLES.pdf);
    expect(body.serverData.refusal.code).toBe('STORAGE_UNAVAILABLE');
    await drainJobs();
    expect(await storedUnder(fileId)).toEqual([]);
  });

  test('of which we never hear is removed in time', async () => {
    const asked = await ask({ as: studentId, size: SAMPLES.pdf.length });
    const { url, customId } = asked.body[0];
    await new Promise((resolve) => app.close(resolve));
    await put(url, SAMPLES.pdf);
    await new Promise<void>((resolve) => app.listen(Number(new URL(baseUrl).port), '127.0.0.1', resolve));
    expect(await storedUnder(customId)).toHaveLength(1);
    const [removal] = await waitingRemovals();
    expect(removal?.runAt.getTime()).toBeGreaterThan(Date.now() + 100 * 60_000);
    await skipWaitingOfRemovals();
    await drainJobs();
    expect(await storedUnder(customId)).toEqual([]);
  });
});

/** A callback as UploadThing makes it. */
async function callbackOf(fileId: string, { apiKey = 'sk_live_of_one_test_file', key = 'no-such-key' } = {}) {
  const file = { key, name: 'notes.pdf', size: 9, type: 'application/pdf', customId: fileId };
  const urls = { url: 'http://x.example', appUrl: 'http://x.example', ufsUrl: 'http://x.example' };
  const origin = process.env.UPLOADTHING_INGEST_URL;
  const metadata = { id: fileId, ticket: { sessionId, userId: studentId } };
  const body = JSON.stringify({
    ...{ status: 'uploaded', origin, metadata },
    file: { ...file, ...urls, fileHash: 'x', lastModified: 1 },
  });
  const signature = `hmac-sha256=${createHmac('sha256', apiKey).update(body).digest('hex')}`;
  const headers = {
    'content-type': 'application/json',
    'uploadthing-hook': 'callback',
    'x-uploadthing-signature': signature,
  };
  const url = `${baseUrl}/api/uploadthing?slug=sessionFile`;
  return { request: new Request(url, { method: 'POST', headers, body }), headers, body, url };
}

describe('a callback', () => {
  test('that UploadThing did not sign is refused, and nothing is done', async () => {
    const before = await storedCount();
    const fileId = crypto.randomUUID();
    const forged = await callbackOf(fileId, { apiKey: 'sk_live_of_somebody_else' });
    const { headers, body, url } = await callbackOf(fileId);
    const unsigned = { ...headers, 'x-uploadthing-signature': '' };
    const requests = [
      forged.request,
      new Request(url, { method: 'POST', headers, body: body.replace('notes.pdf', 'other.pdf') }),
      new Request(url, { method: 'POST', headers: unsigned, body }),
    ];
    for (const request of requests) {
      const answer = await POST(request, { params: Promise.resolve({}) });
      expect(answer.status).toBe(400);
    }
    expect(await listed()).toEqual([]);
    expect(await storedCount()).toBe(before);
    expect((await waitingRemovals()).some((removal) => removal.fileId === fileId)).toBe(false);
  });
});

describe('asking', () => {
  test.each([
    ['a signed-out person', {}, 400],
    ['a program', { name: 'x.exe' }, 400],
    ['a page', { name: 'x.pdf', type: 'text/html' }, 400],
    ['33 MB', { size: 33 * 1024 * 1024 }, 413],
    ['nothing', { size: 0 }, 400],
  ])('for %s is refused before anything is sent', async (who, wanted, status) => {
    const answer = await ask({ ...(who !== 'a signed-out person' && { as: studentId }), ...wanted });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ message: expect.stringMatching(/\.$/), code: expect.any(String) });
  });

  test('is for whom the endpoint is', async () => {
    const { id: strangerId } = await givenStudent();
    expect(await ask({ as: strangerId })).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    const group = await givenSession({ students: 2 });
    sessionId = group.sessionId;
    const student = first(group.bookings).studentId;
    expect(await ask({ as: student })).toMatchObject({ status: 403, body: { code: 'TUTOR_ONLY_UPLOAD' } });
    expect((await ask({ as: group.tutor.userId })).status).toBe(200);
    await cancelSession({ sessionId, userId: group.tutor.userId, now: new Date() });
    expect(await ask({ as: group.tutor.userId })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_STATE' },
    });
    const asked = { sessionId, userId: student, name: 'x.pdf', size: 1, type: '', now: new Date() };
    expect((await refusalOf(admitUpload(asked))).code).toBe('TUTOR_ONLY_UPLOAD');
  });

  test('from another site is 403, and without sense 4xx', async () => {
    const foreign = await ask({ as: studentId, headers: { origin: 'https://evil.example' } });
    expect(foreign).toMatchObject({ status: 403, body: { code: 'BAD_ORIGIN' } });
    expect((await ask({ as: studentId, headers: { origin: baseUrl } })).status).toBe(200);
    for (const body of ['', '{', '{}', { files: [], input: { sessionId } }, { files: [{}], input: null }]) {
      const path = '/api/uploadthing?actionType=upload&slug=sessionFile';
      const { status } = await call(POST, { method: 'POST', path, as: studentId, body });
      expect([400, 422]).toContain(status);
    }
    expect((await call(POST, { method: 'POST', path: '/api/uploadthing?slug=x', body: {} })).status).toBe(
      404,
    );
    expect((await call(GET, { path: '/api/uploadthing' })).status).toBe(200);
  });
});
