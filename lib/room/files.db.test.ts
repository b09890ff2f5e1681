import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as fileRoute from '@/app/api/teaching/sessions/[id]/files/[fileId]/route';
import * as filesRoute from '@/app/api/teaching/sessions/[id]/files/route';
import { call, cookieOf, expectBookingsToAddUp, first, givenSession, refusalOf } from '@/tests/factories';
import { FORBIDDEN_SAMPLES, SAMPLES } from '@/tests/sample-files';
import {
  recoverStorage,
  skipWaitingOfRemovals,
  storageAway,
  storageFault,
  storedCount,
  storedUnder,
  waitingRemovals,
} from '@/tests/storage';
import { sessionChannel, userChannel } from '../channels';
import { db, pool } from '../db';
import { env } from '../env';
import { drainJobs } from '../jobs/worker';
import { cancelSession } from '../sessions/commands';
import { addMinutes } from '../time';
import { removeStoredFile } from './files';
import { listFiles } from './queries';
import type { FileEvent, SharedFile } from './schema';

let sessionId: string;
let tutorId: string;
let studentId: string;

beforeEach(async () => {
  const given = await givenSession();
  sessionId = given.sessionId;
  tutorId = given.tutor.userId;
  studentId = first(given.bookings).studentId;
});
afterEach(expectBookingsToAddUp);

function upload(
  bytes: Uint8Array<ArrayBuffer>,
  name = 'notes.pdf',
  { as = studentId, headers = {} }: { as?: string; headers?: Record<string, string> } = {},
) {
  const body = new FormData();
  body.append('file', new File([bytes], name, { type: 'application/pdf' }));
  return call(filesRoute.POST, { method: 'POST', as, params: { id: sessionId }, body, headers });
}

async function uploaded(name?: string): Promise<SharedFile> {
  const { status, body } = await upload(SAMPLES.pdf, name);
  expect(status).toBe(201);
  return body.file;
}

const remove = (fileId: string, as = studentId) =>
  call(fileRoute.DELETE, { method: 'DELETE', as, params: { id: sessionId, fileId } });

const listed = async (userId = studentId) => (await listFiles({ sessionId, userId })).items;

async function waitingPushes(): Promise<{ channels: string[]; data: FileEvent }[]> {
  const { rows } = await pool().query(
    `SELECT j.payload FROM graphile_worker._private_jobs j
     WHERE j.payload ->> 'event' = 'session:file' AND j.payload #>> '{data,sessionId}' = $1 ORDER BY j.id`,
    [sessionId],
  );
  return rows.map(({ payload }) => payload);
}

describe('a file', () => {
  test('is stored, listed with an address that opens it, and told of without one', async () => {
    const file = await uploaded();
    expect(file).toEqual({
      id: expect.any(String),
      name: 'notes.pdf',
      size: SAMPLES.pdf.length,
      mimeType: 'application/pdf',
      uploader: { id: studentId, name: 'Student 1' },
      createdAt: expect.stringMatching(/Z$/),
      url: expect.stringContaining('signature='),
    });
    const answer = await fetch(file.url);
    expect(Buffer.from(await answer.arrayBuffer()).equals(SAMPLES.pdf)).toBe(true);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const { url: _, ...facts } = file;
    expect(await listed(tutorId)).toMatchObject([facts]);
    const [push] = await waitingPushes();
    expect(push?.data).toEqual({ eventId: file.id, sessionId, at: file.createdAt, file: facts });
    expect(push?.channels.sort()).toEqual(
      [userChannel(tutorId), userChannel(studentId), sessionChannel(sessionId)].sort(),
    );
    expect(await waitingRemovals()).toEqual([]);
  });

  test.each([
    ['../../x', 'x.pdf'],
    ['..\\..\\secret.pdf', 'secret.pdf'],
    [`${'n'.repeat(496)}.pdf`, `${'n'.repeat(116)}.pdf`],
    ['u\u0308bung \u202efdp.pdf', '\u00fcbung fdp.pdf'],
  ])('called %j is kept as %j', async (given, kept) => {
    const file = await uploaded(given);
    expect(file.name).toBe(kept);
    expect(await storedUnder(file.id)).toEqual([{ name: kept, size: SAMPLES.pdf.length }]);
  });

  test('opens by its address for 15 minutes, and then for nobody', async () => {
    await uploaded();
    vi.useFakeTimers({ now: addMinutes(new Date(), -14), toFake: ['Date'] });
    const late = first(await listed()).url;
    vi.setSystemTime(addMinutes(new Date(), -2));
    const over = first(await listed()).url;
    vi.useRealTimers();
    expect((await fetch(late)).status).toBe(200);
    expect((await fetch(over)).status).toBe(403);
    expect((await fetch(late.replace(/expires=\d/, 'expires=9'))).status).toBe(403);
    expect((await fetch(late.split('?')[0] ?? '')).status).toBe(403);
  });

  test('of one name and size, many at once, are as many', async () => {
    const files = await Promise.all(Array.from({ length: 8 }, () => uploaded()));
    const bodies = await Promise.all(files.map(async ({ url }) => (await fetch(url)).status));
    expect(bodies).toEqual(Array(8).fill(200));
    expect(await listed()).toHaveLength(8);
  });
});

describe('refused, and nothing kept', () => {
  afterEach(async () => {
    await recoverStorage();
    expect(await listed()).toEqual([]);
    await drainJobs();
    expect(await storedCount()).toBe(0);
  });
  beforeEach(emptyStorage);

  test.each([
    ['a program that is called a PDF', FORBIDDEN_SAMPLES.exe, 'notes.pdf', 415, 'FILE_TYPE_NOT_ALLOWED'],
    ['a PDF that is called a program', SAMPLES.pdf, 'notes.exe', 415, 'FILE_TYPE_NOT_ALLOWED'],
    ['an archive', FORBIDDEN_SAMPLES.zip, 'homework.zip', 415, 'FILE_TYPE_NOT_ALLOWED'],
    ['an empty file', Buffer.alloc(0), 'notes.pdf', 422, 'VALIDATION_FAILED'],
    [
      '33 MB',
      Buffer.concat([SAMPLES.pdf, Buffer.alloc(33 * 1024 * 1024)]),
      'notes.pdf',
      413,
      'FILE_TOO_LARGE',
    ],
  ])('is %s', async (_, bytes, name, status, code) => {
    expect(await upload(Buffer.from(bytes), name)).toMatchObject({ status, body: { code } });
  });

  test('is a byte over 32 MB, while 32 MB are taken', async () => {
    const limit = Buffer.concat([SAMPLES.pdf, Buffer.alloc(32 * 1024 * 1024 - SAMPLES.pdf.length + 1)]);
    expect((await upload(limit)).status).toBe(413);
    const { status, body } = await upload(limit.subarray(0, -1));
    expect(status).toBe(201);
    expect((await remove(body.file.id)).status).toBe(204);
  });

  test('is what says that it is large, unread', async () => {
    const answer = await upload(SAMPLES.pdf, 'notes.pdf', { headers: { 'content-length': '34603008' } });
    expect(answer).toMatchObject({ status: 413, body: { code: 'FILE_TOO_LARGE' } });
  });

  test('is a stream that does not end, which is not read on', async () => {
    let sent = 0;
    const chunk = new Uint8Array(1024 * 1024);
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(chunk);
      },
    });
    const request = new Request(`${env().APP_URL}/api`, {
      ...{ method: 'POST', body: endless, duplex: 'half' },
      headers: {
        cookie: await cookieOf(studentId),
        'content-type': 'multipart/form-data; boundary=x',
      },
    } as RequestInit);
    const answer = await filesRoute.POST(request, { params: Promise.resolve({ id: sessionId }) });
    expect(answer.status).toBe(413);
    expect(sent).toBeLessThan(40);
  });

  test('is anything but a form with a file', async () => {
    const post = (body: unknown, headers = {}) =>
      call(filesRoute.POST, { method: 'POST', as: studentId, params: { id: sessionId }, body, headers });
    const withText = new FormData();
    withText.append('file', 'just words');
    const type = { 'content-type': 'multipart/form-data; boundary=x' };
    for (const answer of [
      await post({ file: 'x' }),
      await post(new FormData()),
      await post(withText),
      await post('--x\r\nnonsense', type),
      await post('', type),
    ]) {
      expect(answer).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    }
  });

  test('is a file while the storage is away; the same file is taken when it is back', async () => {
    await storageAway();
    expect(await upload(SAMPLES.pdf)).toMatchObject({ status: 503, body: { code: 'STORAGE_UNAVAILABLE' } });
    expect(await listed()).toEqual([]);
    expect(await waitingRemovals()).toHaveLength(1);
    await recoverStorage();
    expect((await remove((await uploaded()).id)).status).toBe(204);
  });

  test('is a file that the storage took without our hearing of it', async () => {
    await storageFault({ match: 'PUT /', dropAfter: true });
    expect(await upload(SAMPLES.pdf)).toMatchObject({ status: 503, body: { code: 'STORAGE_UNAVAILABLE' } });
    expect(await storedCount()).toBe(1);
  });

  test('is a file of a session that was called off while it was being stored', async () => {
    await storageFault({ match: 'PUT /', delayMs: 1_000 });
    const uploading = upload(SAMPLES.pdf);
    await vi.waitFor(async () => expect(await waitingRemovals()).toHaveLength(1), { timeout: 10_000 });
    await cancelSession({ sessionId, userId: tutorId, now: new Date() });
    expect(await uploading).toMatchObject({ status: 409, body: { code: 'INVALID_STATE' } });
  });
});

async function emptyStorage() {
  const rest = await db().sessionFile.findMany({ select: { fileId: true } });
  await db().sessionFile.deleteMany({});
  await db().file.updateMany({ data: { deletedAt: new Date() } });
  for (const { fileId } of rest) await removeStoredFile({ fileId });
  await skipWaitingOfRemovals();
  await drainJobs();
}

describe('deleting', () => {
  test('takes a file from the list at once and from the storage soon after, and tells of it', async () => {
    const file = await uploaded();
    const answers = await Promise.all([remove(file.id), remove(file.id, tutorId)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
    expect(await listed()).toEqual([]);
    const told = (await waitingPushes()).at(-1)?.data;
    expect(told).toEqual({
      ...{ eventId: expect.any(String), sessionId, at: expect.any(String) },
      deletedFileId: file.id,
    });
    await drainJobs();
    expect(await storedUnder(file.id)).toEqual([]);
    expect((await fetch(file.url)).status).toBe(404);
  });

  test('goes on by itself where the storage is away', async () => {
    const file = await uploaded();
    await storageAway();
    expect((await remove(file.id)).status).toBe(204);
    expect((await drainJobs()).failed).toBe(1);
    await expect(fetch(file.url)).rejects.toThrow();
    await recoverStorage();
    expect(await storedUnder(file.id)).toHaveLength(1);

    await skipWaitingOfRemovals();
    await drainJobs();

    expect(await storedUnder(file.id)).toEqual([]);
    expect(await waitingRemovals()).toEqual([]);
    await removeStoredFile({ fileId: file.id });
  });

  test('by a job whose file is alive removes nothing', async () => {
    const file = await uploaded();
    await removeStoredFile({ fileId: file.id });
    await removeStoredFile({ fileId: randomUUID() });
    expect(await storedUnder(file.id)).toHaveLength(1);
  });

  test('of another session’s file is 404', async () => {
    const file = await uploaded();
    const other = await givenSession();
    const answer = await call(fileRoute.DELETE, {
      ...{ method: 'DELETE', as: other.tutor.userId },
      params: { id: other.sessionId, fileId: file.id },
    });
    expect(answer.status).toBe(404);
  });
});

test('100 files are the most, also for two who share the last one at once', async () => {
  await givenFiles(99);
  const answers = await Promise.all([upload(SAMPLES.pdf), upload(SAMPLES.pdf, 'b.pdf', { as: tutorId })]);
  expect(answers.map(({ status, body }) => body.code ?? status).sort()).toEqual([201, 'TOO_MANY_FILES']);
  expect((await upload(SAMPLES.pdf)).body.code).toBe('TOO_MANY_FILES');
});

test('the list is cut into pages that miss nothing', async () => {
  await givenFiles(7);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listFiles({ sessionId, userId: studentId, limit: 3, cursor });
    seen.push(...page.items.map(({ name }) => name));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen.sort()).toEqual(['0.pdf', '1.pdf', '2.pdf', '3.pdf', '4.pdf', '5.pdf', '6.pdf']);
});

async function givenFiles(count: number) {
  const files = Array.from({ length: count }, (_, index) => ({ id: randomUUID(), name: `${index}.pdf` }));
  const common = { ownerId: tutorId, size: 1, mimeType: 'application/pdf' };
  await db().file.createMany({ data: files.map((file) => ({ ...common, ...file, storageKey: file.id })) });
  await db().sessionFile.createMany({
    data: files.map(({ id }) => ({ sessionId, fileId: id, uploaderId: tutorId })),
  });
}

test('who gave up a seat keeps what was shared while they had it, and gets nothing more', async () => {
  const given = await givenSession({ students: 2 });
  sessionId = given.sessionId;
  tutorId = given.tutor.userId;
  const [gone, stays] = given.bookings;
  await upload(SAMPLES.pdf, 'before.pdf', { as: tutorId });
  await cancelSession({ sessionId, userId: gone?.studentId ?? '', now: new Date() });
  await upload(SAMPLES.pdf, 'after.pdf', { as: tutorId });
  const namesFor = async (userId = '') => (await listed(userId)).map(({ name }) => name);
  expect(await namesFor(gone?.studentId)).toEqual(['before.pdf']);
  expect(await namesFor(stays?.studentId)).toEqual(['after.pdf', 'before.pdf']);
  expect((await refusalOf(listFiles({ sessionId, userId: randomUUID() }))).code).toBe('NOT_FOUND');
});
