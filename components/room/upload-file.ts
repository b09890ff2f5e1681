// Sends one file: through UploadThing's own client straight to its storage, and through our server where the browser
// cannot reach that, as behind a school's filter. Loaded with the first upload.
import { generateReactHelpers } from '@uploadthing/react';
import type { FileRoute } from 'uploadthing/types';
import type { SharedFile, UploadOutcome } from '@/lib/room/schema';
import { type Answer, failureOf, filesPath } from './room-client';

/** The file route as this client calls it; its code is the server's. */
type SessionFileRouter = {
  sessionFile: FileRoute<{ input: { sessionId: string }; output: UploadOutcome; errorShape: unknown }>;
};

export type Upload = {
  sessionId: string;
  file: File;
  /** Bytes on their way so far. */
  onProgress: (loaded: number) => void;
  signal: AbortSignal;
};

/** A filter may swallow what it does not like without a word. */
const STALLED_AFTER_MS = 20_000;

/** UploadThing's names for what our file route refuses. */
const REFUSALS = ['BAD_REQUEST', 'FORBIDDEN', 'NOT_FOUND', 'TOO_LARGE', 'TOO_MANY_FILES'];

const { uploadFiles } = generateReactHelpers<SessionFileRouter>();

/** Rejects only when called off. */
export async function uploadFile(upload: Upload): Promise<Answer<SharedFile>> {
  const answer = await toStorage(upload);
  upload.signal.throwIfAborted();
  if (answer !== 'unreachable') return answer;
  upload.onProgress(0);
  return toServer(upload);
}

async function toStorage({
  sessionId,
  file,
  onProgress,
  signal,
}: Upload): Promise<Answer<SharedFile> | 'unreachable'> {
  const ending = new AbortController();
  const end = () => ending.abort();
  signal.addEventListener('abort', end, { once: true });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hasBegun = false;
  let isAllSent = false;
  try {
    const [done] = await uploadFiles('sessionFile', {
      files: [file],
      input: { sessionId },
      signal: ending.signal,
      onUploadBegin: () => {
        hasBegun = true;
        timer = setTimeout(end, STALLED_AFTER_MS);
      },
      onUploadProgress: ({ loaded }) => {
        clearTimeout(timer);
        isAllSent = loaded >= file.size;
        // With all of it there, the server looks at it, for as long as that takes.
        if (!isAllSent) timer = setTimeout(end, STALLED_AFTER_MS);
        onProgress(Math.min(loaded, file.size));
      },
    });
    const outcome = done?.serverData;
    if (outcome?.file) return { ok: true, body: outcome.file };
    return outcome?.refusal
      ? { ok: false, status: 422, ...outcome.refusal, retryAfterMs: undefined }
      : failureOf(0, '');
  } catch (error) {
    // Before the storage was asked, it is our own route that refuses, in our own words.
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!hasBegun && error instanceof Error && REFUSALS.includes(code)) {
      return { ...failureOf(422, ''), code, detail: error.message };
    }
    // It may be there, and sent by the other way it would be there twice.
    return isAllSent ? failureOf(0, '') : 'unreachable';
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

/** By XMLHttpRequest, since fetch tells nothing of how far an upload is. */
function toServer({ sessionId, file, onProgress, signal }: Upload): Promise<Answer<SharedFile>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', filesPath(sessionId));
    request.upload.onprogress = ({ loaded }) => onProgress(Math.min(loaded, file.size));
    request.onload = () => {
      const isTaken = request.status === 201;
      const refusal = failureOf(
        request.status,
        request.responseText,
        request.getResponseHeader('retry-after'),
      );
      resolve(isTaken ? { ok: true, body: JSON.parse(request.responseText).file } : refusal);
    };
    request.onerror = () => resolve(failureOf(0, ''));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}
