// The files on their way up from this tab: a few at a time, each to be called off, and tried again where it failed.
import type { SharedFile } from '@/lib/room/schema';
import { problemOfFile } from './file-facts';
import type { Answer, Failure } from './room-client';
import type { Upload } from './upload-file';

export type UploadRow = {
  id: string;
  name: string;
  size: number;
  loaded: number;
  state: 'waiting' | 'uploading' | 'failed';
  /** In words, where it failed. */
  problem: string | null;
  /** Whether trying the same file again could help. */
  canRetry: boolean;
};

export type Uploads = {
  subscribe: (listener: () => void) => () => void;
  rows: () => readonly UploadRow[];
  add: (files: readonly File[]) => void;
  tryAgain: (id: string) => void;
  /** Calls it off, or takes a failed one from the list. */
  remove: (id: string) => void;
  /** @returns calls off what is still on its way */
  start: (told: { onShared: (file: SharedFile) => void }) => () => void;
};

type UploadsParts = {
  sessionId: string;
  upload: (upload: Upload) => Promise<Answer<SharedFile>>;
};

const AT_ONCE = 2;

type Job = { row: UploadRow; file: File; calledOff: AbortController };

export function createUploads({ sessionId, upload }: UploadsParts): Uploads {
  const listeners = new Set<() => void>();
  let jobs: readonly Job[] = [];
  let rows: readonly UploadRow[] = [];
  let count = 0;
  let onShared: (file: SharedFile) => void = () => {};

  const set = (change: readonly Job[]) => {
    jobs = change;
    rows = jobs.map(({ row }) => row);
    for (const listener of [...listeners]) listener();
  };
  const change = (id: string, to: Partial<UploadRow>) =>
    set(jobs.map((job) => (job.row.id === id ? { ...job, row: { ...job.row, ...to } } : job)));
  const drop = (id: string) => set(jobs.filter(({ row }) => row.id !== id));

  async function run({ row: { id }, file, calledOff }: Job): Promise<void> {
    change(id, { state: 'uploading' });
    try {
      const onProgress = (loaded: number) => change(id, { loaded });
      const answer = await upload({ sessionId, file, onProgress, signal: calledOff.signal });
      if (calledOff.signal.aborted) return;
      if (answer.ok) {
        // In the list before it leaves this one, so that it is never nowhere.
        onShared(answer.body);
        drop(id);
      } else {
        const canRetry = answer.status === 0 || answer.status === 429 || answer.status >= 500;
        change(id, { state: 'failed', problem: problemIn(answer), canRetry });
      }
    } catch {
      if (!calledOff.signal.aborted) {
        change(id, { state: 'failed', problem: 'It could not be sent. Try again.', canRetry: true });
      }
    } finally {
      next();
    }
  }

  function next(): void {
    const running = jobs.filter(({ row }) => row.state === 'uploading').length;
    const waiting = jobs
      .filter(({ row }) => row.state === 'waiting')
      .slice(0, Math.max(0, AT_ONCE - running));
    for (const job of waiting) run(job);
  }

  function jobOf(file: File): Job {
    count += 1;
    const problem = problemOfFile(file);
    const row: UploadRow = {
      id: `upload-${count}`,
      name: file.name,
      size: file.size,
      loaded: 0,
      state: problem ? 'failed' : 'waiting',
      problem,
      canRetry: false,
    };
    return { row, file, calledOff: new AbortController() };
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    rows: () => rows,
    add(files) {
      set([...jobs, ...files.map(jobOf)]);
      next();
    },
    tryAgain(id) {
      change(id, { state: 'waiting', loaded: 0, problem: null });
      next();
    },
    remove(id) {
      jobs.find(({ row }) => row.id === id)?.calledOff.abort();
      drop(id);
      next();
    },
    start(told) {
      onShared = told.onShared;
      return () => {
        for (const { calledOff } of jobs) calledOff.abort();
        set([]);
      };
    },
  };
}

/** Of a name that may be shared, it is the content that speaks against it. */
function problemIn({ code, detail }: Failure): string {
  return code === 'FILE_TYPE_NOT_ALLOWED'
    ? `What is in this file is not what its name says, so it was not shared. ${detail}`
    : detail;
}
