// The files themselves: bytes on disk under their key, and an index of what is known about each.
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { keepState, readState } from '../state-file';

export type Acl = 'public-read' | 'private';

export type StoredFile = {
  key: string;
  customId: string | null;
  name: string;
  type: string;
  size: number;
  hash: string;
  acl: Acl;
  disposition: 'inline' | 'attachment';
  uploadedAt: number;
};

export type Files = ReturnType<typeof openFiles>;

export function openFiles(dataDir: string) {
  const indexFile = join(dataDir, 'index.json');
  mkdirSync(join(dataDir, 'files'), { recursive: true });
  // Our own file: a missing or torn one means that no upload is known.
  const saved = (readState(indexFile) ?? []) as StoredFile[];
  const files = new Map(saved.map((file) => [file.key, file]));
  const index = keepState(indexFile, () => [...files.values()]);
  const pathOf = (key: string) => join(dataDir, 'files', key);

  return {
    put(file: Omit<StoredFile, 'size' | 'hash' | 'uploadedAt'>, data: Buffer): StoredFile {
      const hash = createHash('md5').update(data).digest('hex');
      const stored = { ...file, size: data.length, hash, uploadedAt: Date.now() };
      writeFileSync(pathOf(file.key), data);
      files.set(file.key, stored);
      index.changed();
      return stored;
    },
    get: (key: string) => files.get(key),
    /** By key, or by the id that the app gave it. */
    find: ({ fileKey, customId }: { fileKey?: string; customId?: string }) =>
      fileKey === undefined
        ? [...files.values()].find((file) => customId !== undefined && file.customId === customId)
        : files.get(fileKey),
    /** Newest first. */
    list: () => [...files.values()].reverse(),
    change(file: StoredFile, changes: Partial<Pick<StoredFile, 'acl' | 'name' | 'customId'>>) {
      Object.assign(file, changes);
      index.changed();
    },
    delete(file: StoredFile) {
      files.delete(file.key);
      rmSync(pathOf(file.key), { force: true });
      index.changed();
    },
    /** The bytes from `start` to `end`, both included. */
    read: (file: StoredFile, range: { start: number; end: number }): Readable =>
      createReadStream(pathOf(file.key), range),
    close: index.close,
  };
}

/** Keys become file names, so only what the SDK makes them of is let in. */
export function isFileKey(key: string): boolean {
  return /^[A-Za-z0-9_-]{8,200}$/.test(key);
}
