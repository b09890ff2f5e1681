// Keyset paging: a cursor names the last row seen, so a page costs the same however far down it lies.
import { z } from 'zod';
import { AppError } from './errors';

export const limitSchema = z.coerce.number().int().min(1).max(100).default(20);
export const cursorSchema = z.string().max(500).optional();

/** An instant in a cursor: one that Postgres can read, whoever wrote it. */
export const cursorInstantSchema = z.iso.datetime().refine((at) => at >= '1000');

/** `{ items, nextCursor }` of a list endpoint. */
export function pageOf<S extends z.ZodType>(item: S) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export type Page<T> = { items: T[]; nextCursor: string | null };

export function encodeCursor(key: Record<string, string | number>): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** @throws AppError VALIDATION_FAILED for anything that encodeCursor did not make for this list */
export function decodeCursor<S extends z.ZodType>(cursor: string | undefined, key: S): z.output<S> | null {
  if (cursor === undefined) return null;
  try {
    return key.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new AppError('VALIDATION_FAILED', {
      cause,
      errors: [{ path: 'cursor', message: 'is not one that this list gave' }],
      detail: 'cursor: is not one that this list gave',
    });
  }
}

/** Cuts rows fetched with `limit + 1` to the page, and says where the next one begins. */
export function cutPage<R, T>({
  rows,
  limit,
  keyOf,
  toItem,
}: {
  rows: readonly R[];
  limit: number;
  keyOf: (row: R) => Record<string, string | number>;
  toItem: (row: R) => T;
}): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    nextCursor: rows.length > limit && last ? encodeCursor(keyOf(last)) : null,
  };
}
