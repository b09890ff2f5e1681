// State that outlives a restart: one JSON file, written some moments after a change (many changes, one write) and
// at the end. It is replaced by a rename, so a crash leaves the old file or the new one and never half of one.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const WRITE_AFTER_MS = 250;

export type StateFile = { changed: () => void; close: () => void };

/** What the file holds, or undefined where it is missing or torn (which is set aside and said aloud). */
export function readState(path: string | undefined): unknown {
  if (!path) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) {
      renameSync(path, `${path}.torn`);
      console.warn(`${path} could not be read and was set aside as ${path}.torn; starting empty.`);
    } else if (!isMissing(error)) {
      throw error;
    }
    return undefined;
  }
}

/** Keeps `snapshot()` in the file from now on: call `changed` after each change, `close` at the end. */
export function keepState(path: string | undefined, snapshot: () => unknown): StateFile {
  let timer: NodeJS.Timeout | undefined;
  let lastWriteMs = 0;

  function write() {
    clearTimeout(timer);
    timer = undefined;
    if (!path) return;
    const startedAt = Date.now();
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, JSON.stringify(snapshot()), { mode: 0o600 });
    renameSync(`${path}.new`, path);
    lastWriteMs = Date.now() - startedAt;
  }

  function changed() {
    // A large state is written less often, so that writing never takes more than a small part of the time.
    if (path && !timer) timer = setTimeout(write, Math.max(WRITE_AFTER_MS, lastWriteMs * 20)).unref();
  }

  return { changed, close: write };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
