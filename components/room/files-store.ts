// The files of one session as this tab knows them. Their addresses lapse, so they are asked for again when needed.
import type { FileEvent, FileFacts, SharedFile } from '@/lib/room/schema';
import { FILE_URL_MINUTES } from './limits';
import type { RoomChannel } from './room-channel';
import { type Answer, deleteFile, failureOf, listFiles } from './room-client';

export type FilesState = {
  /** Newest first; null until the list came. */
  files: readonly SharedFile[] | null;
  trouble: string | null;
  isSignedOut: boolean;
};

export type Files = {
  subscribe: (listener: () => void) => () => void;
  state: () => FilesState;
  /** `onHeard`: somebody else shared one just now. @returns stops it */
  start: (told: { onHeard: (file: FileFacts) => void }) => () => void;
  ask: () => Promise<void>;
  /** Shared from here. */
  add: (file: SharedFile) => void;
  remove: (fileId: string) => Promise<Answer<null>>;
  /** Its bytes, by an address that still opens it. */
  bytesOf: (fileId: string, signal?: AbortSignal) => Promise<Answer<Blob>>;
};

const POLL_MS = 30_000;
/** An address is used until shortly before it lapses. */
const URL_GOOD_FOR_MS = (FILE_URL_MINUTES - 1) * 60_000;
const PAGES_AT_MOST = 10;

export function createFiles({
  sessionId,
  userId,
  channel,
}: {
  sessionId: string;
  userId: string;
  channel: RoomChannel;
}): Files {
  const listeners = new Set<() => void>();
  let state: FilesState = { files: null, trouble: null, isSignedOut: false };
  let lastAsked = 0;
  let askedAt = 0;

  const set = (change: Partial<FilesState>) => {
    state = { ...state, ...change };
    for (const listener of [...listeners]) listener();
  };
  const find = (fileId: string) => state.files?.find(({ id }) => id === fileId);

  async function ask(): Promise<void> {
    const asked = ++lastAsked;
    const startedAt = performance.now();
    const files: SharedFile[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < PAGES_AT_MOST; page += 1) {
      const answer = await listFiles(sessionId, cursor);
      // A slow answer must not undo a newer one.
      if (asked !== lastAsked) return;
      if (!answer.ok) return set({ trouble: answer.detail, isSignedOut: answer.status === 401 });
      files.push(...answer.body.items);
      cursor = answer.body.nextCursor ?? undefined;
      if (!cursor) break;
    }
    askedAt = startedAt;
    set({ files, trouble: null, isSignedOut: false });
  }

  async function bytesOf(fileId: string, signal?: AbortSignal): Promise<Answer<Blob>> {
    if (performance.now() - askedAt > URL_GOOD_FOR_MS) await ask();
    const first = await fetchBytes(find(fileId), signal);
    // The clocks of two machines differ, and a laptop that slept counts nothing.
    if (first.ok || (first.status !== 403 && first.status !== 404)) return first;
    await ask();
    return fetchBytes(find(fileId), signal);
  }

  function start({ onHeard }: { onHeard: (file: FileFacts) => void }): () => void {
    let isLive = false;
    const hear = ({ file, deletedFileId }: Partial<FileEvent>) => {
      if (deletedFileId) return set({ files: state.files?.filter(({ id }) => id !== deletedFileId) ?? null });
      if (file && file.uploader.id !== userId && !find(file.id)) onHeard(file);
      // What is told has no address: each person has their own.
      ask();
    };
    const stopListening = channel.on({
      onEvent: (name, data) => name === 'session:file' && hear(data as Partial<FileEvent>),
      onState: (now) => {
        isLive = now === 'live';
        if (isLive) ask();
      },
    });
    const isSeen = () => document.visibilityState === 'visible';
    const onVisibility = () => isSeen() && ask();
    const poll = setInterval(() => isSeen() && (!isLive || state.trouble) && ask(), POLL_MS);
    window.addEventListener('online', ask);
    document.addEventListener('visibilitychange', onVisibility);
    if (!isLive) ask();
    return () => {
      stopListening();
      clearInterval(poll);
      window.removeEventListener('online', ask);
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    start,
    ask,
    add(file) {
      if (!find(file.id)) set({ files: [file, ...(state.files ?? [])] });
    },
    async remove(fileId) {
      const answer = await deleteFile(sessionId, fileId);
      const isGone = answer.ok || answer.status === 404;
      if (isGone) set({ files: state.files?.filter(({ id }) => id !== fileId) ?? null });
      return isGone ? { ok: true, body: null } : answer;
    },
    bytesOf,
  };
}

async function fetchBytes(file: SharedFile | undefined, signal?: AbortSignal): Promise<Answer<Blob>> {
  if (!file) return { ...failureOf(404, ''), detail: 'This file was deleted.' };
  try {
    const answer = await fetch(file.url, { ...(signal && { signal }), credentials: 'omit' });
    if (!answer.ok) return { ...failureOf(answer.status, ''), detail: 'The file could not be opened.' };
    // Under the type that was judged from its content, whatever the storage calls it.
    return { ok: true, body: new Blob([await answer.arrayBuffer()], { type: file.mimeType }) };
  } catch {
    return {
      ...failureOf(0, ''),
      detail: 'The file could not be fetched. Check your connection and try again.',
    };
  }
}
