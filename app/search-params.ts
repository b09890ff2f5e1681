// What pages take from their address. Anything that makes no sense reads as not said.
import { AppError } from '@/lib/errors';
import type { Page } from '@/lib/paging';

type Query = Record<string, string | string[] | undefined>;

export function textOf(value: string | string[] | undefined): string | undefined {
  const first = Array.isArray(value) ? value[0] : value;
  return first || undefined;
}

export type ListQuery = {
  when: 'upcoming' | 'past';
  order: 'soonest' | 'newest';
  cursor: string | undefined;
};

/** Upcoming sessions come soonest first, past ones latest first. */
export function readListQuery(query: Query): ListQuery {
  const when = query.when === 'past' ? 'past' : 'upcoming';
  return { when, order: when === 'past' ? 'newest' : 'soonest', cursor: textOf(query.cursor) };
}

/** The page of a list that a cursor names. One that is stale or forged names none, and the list begins at its start. */
export async function pageAt<T>(
  cursor: string | undefined,
  list: (cursor: string | undefined) => Promise<Page<T>>,
): Promise<Page<T> & { cursor: string | undefined }> {
  try {
    return { ...(await list(cursor)), cursor };
  } catch (error) {
    const isAboutCursor =
      cursor !== undefined && error instanceof AppError && error.code === 'VALIDATION_FAILED';
    if (!isAboutCursor) throw error;
    return { ...(await list(undefined)), cursor: undefined };
  }
}
