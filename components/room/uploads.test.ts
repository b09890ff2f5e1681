import { expect, test, vi } from 'vitest';
import type { SharedFile } from '@/lib/room/schema';
import { type Answer, failureOf } from './room-client';
import type { Upload } from './upload-file';
import { createUploads } from './uploads';

const fileOf = (name: string) => new File(['content'], name);
const shared = (name: string): SharedFile => ({
  id: name,
  name,
  size: 7,
  mimeType: 'application/pdf',
  uploader: { id: 'me', name: 'Me' },
  createdAt: '2026-12-01T10:00:00.000Z',
  url: 'https://files.example/x',
});

/** Uploads that end when the test says so. */
function start() {
  const under = new Map<string, Upload & { end: (answer: Answer<SharedFile>) => void }>();
  const onShared = vi.fn();
  const uploads = createUploads({
    sessionId: 's',
    upload: (upload) =>
      new Promise((resolve, reject) => {
        under.set(upload.file.name, { ...upload, end: resolve });
        upload.signal.addEventListener('abort', () => reject(upload.signal.reason));
      }),
  });
  uploads.start({ onShared });
  const end = async (name: string, answer: Answer<SharedFile> = { ok: true, body: shared(name) }) => {
    under.get(name)?.end(answer);
    await new Promise((resolve) => setTimeout(resolve));
  };
  const lines = () => uploads.rows().map(({ name, state }) => `${name} ${state}`);
  return { uploads, under, end, lines, onShared };
}

test('several go up two at a time, and leave the list when they are shared', async () => {
  const { uploads, under, end, lines, onShared } = start();
  uploads.add(['a.pdf', 'b.pdf', 'c.pdf'].map(fileOf));
  expect(lines()).toEqual(['a.pdf uploading', 'b.pdf uploading', 'c.pdf waiting']);
  under.get('a.pdf')?.onProgress(4);
  expect(uploads.rows()[0]?.loaded).toBe(4);
  await end('a.pdf');
  expect(onShared).toHaveBeenCalledWith(shared('a.pdf'));
  expect(lines()).toEqual(['b.pdf uploading', 'c.pdf uploading']);
});

test('what cannot be shared is not sent, and says why', () => {
  const { uploads, under, lines } = start();
  uploads.add([fileOf('setup.exe'), new File([], 'empty.pdf'), fileOf('a.pdf')]);
  expect(lines()).toEqual(['setup.exe failed', 'empty.pdf failed', 'a.pdf uploading']);
  expect(uploads.rows().map(({ canRetry }) => canRetry)).toEqual([false, false, false]);
  expect([...under.keys()]).toEqual(['a.pdf']);
});

test('called off, it is gone, and the next one begins', async () => {
  const { uploads, under, end, lines, onShared } = start();
  uploads.add(['a.pdf', 'b.pdf', 'c.pdf'].map(fileOf));
  uploads.remove(uploads.rows()[0]?.id ?? '');
  await end('a.pdf');
  expect(under.get('a.pdf')?.signal.aborted).toBe(true);
  expect(lines()).toEqual(['b.pdf uploading', 'c.pdf uploading']);
  expect(onShared).not.toHaveBeenCalled();
});

test('after a drop it is tried again from the beginning', async () => {
  const { uploads, under, end, lines } = start();
  uploads.add([fileOf('a.pdf')]);
  under.get('a.pdf')?.onProgress(4);
  await end('a.pdf', failureOf(0, ''));
  expect(uploads.rows()).toMatchObject([{ state: 'failed', canRetry: true }]);
  uploads.tryAgain(uploads.rows()[0]?.id ?? '');
  expect(uploads.rows()).toMatchObject([{ state: 'uploading', loaded: 0, problem: null }]);
  await end('a.pdf');
  expect(lines()).toEqual([]);
});

test('what the server refuses says why, and is not tried again', async () => {
  const { uploads, end } = start();
  uploads.add([fileOf('a.pdf')]);
  await end('a.pdf', failureOf(409, JSON.stringify({ code: 'TOO_MANY_FILES', detail: 'Too many.' })));
  expect(uploads.rows()).toMatchObject([{ state: 'failed', problem: 'Too many.', canRetry: false }]);
});

test('a program that calls itself a PDF is told from a PDF that cannot be shared', async () => {
  const { uploads, end } = start();
  uploads.add([fileOf('a.pdf')]);
  await end(
    'a.pdf',
    failureOf(415, JSON.stringify({ code: 'FILE_TYPE_NOT_ALLOWED', detail: 'Share a PDF.' })),
  );
  expect(uploads.rows()[0]?.problem).toMatch(/not what its name says.*Share a PDF\.$/);
});
