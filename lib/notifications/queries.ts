import { z } from 'zod';
import { emptySql, read, sql } from '../db';
import { cursorInstantSchema, cutPage, decodeCursor, type Page } from '../paging';
import { type Notification, readContent } from './schema';

type Row = {
  id: string;
  type: string;
  sessionId: string | null;
  data: unknown;
  readAt: Date | null;
  createdAt: Date;
};

const cursorKey = z.object({ at: cursorInstantSchema, id: z.uuid() });

type ListNotifications = { userId: string; limit?: number; cursor?: string | undefined };

/** What one person was told, newest first. */
export async function listNotifications({
  userId,
  limit = 20,
  cursor,
}: ListNotifications): Promise<Page<Notification>> {
  const after = decodeCursor(cursor, cursorKey);
  const rows = await read<Row>(sql`
    SELECT "id", "type", "sessionId", "data", "readAt", "createdAt" FROM "Notification"
    WHERE "userId" = ${userId}::uuid
      ${after ? sql`AND ("createdAt", "id") < (${after.at}::timestamptz, ${after.id}::uuid)` : emptySql}
    ORDER BY "createdAt" DESC, "id" DESC
    LIMIT ${limit + 1}::int`);
  return cutPage({
    rows,
    limit,
    toItem: toNotification,
    keyOf: (row) => ({ at: row.createdAt.toISOString(), id: row.id }),
  });
}

function toNotification(row: Row): Notification {
  return {
    id: row.id,
    sessionId: row.sessionId,
    ...readContent(row),
    readAt: row.readAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

/** How much of what one person was told they have not read. */
export async function countUnread(userId: string): Promise<number> {
  const [row] = await read<{ unread: number }>(sql`
    SELECT count(*)::int AS "unread" FROM "Notification" WHERE "userId" = ${userId}::uuid AND "readAt" IS NULL`);
  return row?.unread ?? 0;
}
