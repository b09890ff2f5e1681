import { z } from 'zod';
import { emptySql, read, sql, type Tx } from '../db';
import { AppError } from '../errors';
import { cursorInstantSchema, cutPage, decodeCursor, type Page } from '../paging';
import { signObjectUrl } from '../services/uploadthing';
import { assertChat, type Place } from './rules';
import { FILE_URL_MINUTES, type FileFacts, type Message, type SharedFile } from './schema';

type PlaceInSession = Place & {
  /** Of a 1-to-1 session. */
  conversationId: string | null;
  /** When the seat went, of those who have none. */
  seatEndedAt: Date | null;
};

type Key = { sessionId: string; userId: string };

/** A session's slot may be offered anew in another form, so what says that this one is 1-to-1 is its conversation. */
function placeSql({ sessionId, userId }: Key) {
  return sql`
    SELECT t."status", c."id" AS "conversationId", c."id" IS NULL AS "isGroup",
      CASE WHEN t."instructorId" = ${userId}::uuid THEN 'TUTOR' ELSE 'STUDENT' END AS "role",
      (t."instructorId" = ${userId}::uuid OR seat."hasSeat") AS "hasSeat",
      CASE WHEN NOT seat."hasSeat" THEN seat."endedAt" END AS "seatEndedAt"
    FROM "TeachingSession" t
    LEFT JOIN "SessionConversation" c ON c."sessionId" = t."id"
    CROSS JOIN LATERAL (
      SELECT coalesce(bool_or(p."status" = 'BOOKED'), false) AS "hasSeat", max(p."cancelledAt") AS "endedAt",
        count(*) AS "seats"
      FROM "SessionParticipant" p WHERE p."sessionId" = t."id" AND p."userId" = ${userId}::uuid) seat
    WHERE t."id" = ${sessionId}::uuid AND (t."instructorId" = ${userId}::uuid OR seat."seats" > 0)`;
}

/**
 * Where somebody stands in a session.
 * @throws AppError NOT_FOUND for people who never had a part in it
 */
export async function requirePlace(key: Key): Promise<PlaceInSession> {
  const [place] = await read<PlaceInSession>(placeSql(key));
  if (!place) throw new AppError('NOT_FOUND');
  return place;
}

/** The same within a transaction, and the session stays as it is until that ends. @throws AppError NOT_FOUND */
export async function lockPlace(tx: Tx, key: Key): Promise<PlaceInSession> {
  // A statement of its own, so that the next one sees what whoever held the lock has changed.
  await tx.$queryRaw`SELECT 1 FROM "TeachingSession" WHERE "id" = ${key.sessionId}::uuid FOR SHARE`;
  const [place] = await tx.$queryRaw<PlaceInSession[]>(placeSql(key));
  if (!place) throw new AppError('NOT_FOUND');
  return place;
}

const cursorKey = z.object({ at: cursorInstantSchema, id: z.uuid() });
type List = Key & { limit?: number; cursor?: string | undefined };

export type MessageRow = Omit<Message, 'createdAt'> & { createdAt: Date };

export function toMessage({ id, senderId, content, clientId, createdAt }: MessageRow): Message {
  return { id, senderId, content, clientId, createdAt: createdAt.toISOString() };
}

/**
 * The messages of a 1-to-1 session, newest first, and how many of the other person's the reader has not marked as read.
 * Those who gave up their seat read on.
 * @throws AppError NOT_FOUND for strangers, CHAT_DISABLED in a group
 */
export async function listMessages({
  sessionId,
  userId,
  limit = 20,
  cursor,
}: List): Promise<Page<Message> & { unread: number }> {
  const after = decodeCursor(cursor, cursorKey);
  const place = await requirePlace({ sessionId, userId });
  assertChat(place);
  const { conversationId } = place;
  const [rows, [count]] = await Promise.all([
    read<MessageRow>(sql`
      SELECT "id", "senderId", "content", "clientId", "createdAt" FROM "SessionMessage"
      WHERE "conversationId" = ${conversationId}::uuid
        ${after ? sql`AND ("createdAt", "id") < (${after.at}::timestamptz, ${after.id}::uuid)` : emptySql}
      ORDER BY "createdAt" DESC, "id" DESC
      LIMIT ${limit + 1}::int`),
    read<{ unread: number }>(sql`
      SELECT count(*)::int AS "unread" FROM "SessionMessage" m
      WHERE m."conversationId" = ${conversationId}::uuid AND m."senderId" <> ${userId}::uuid
        AND m."createdAt" > coalesce((
          SELECT "readUpTo" FROM "SessionReadMarker"
          WHERE "sessionId" = ${sessionId}::uuid AND "userId" = ${userId}::uuid), '-infinity')`),
  ]);
  const page = cutPage({
    rows,
    limit,
    toItem: toMessage,
    keyOf: (row) => ({ at: row.createdAt.toISOString(), id: row.id }),
  });
  return { ...page, unread: count?.unread ?? 0 };
}

export type FileRow = {
  id: string;
  /** Of its place in the session, by which the list is ordered. */
  shareId: string;
  storageKey: string;
  name: string;
  size: number;
  mimeType: string;
  uploaderId: string;
  uploaderName: string;
  sharedAt: Date;
};

const fileColumns = sql`
  f."id", sf."id" AS "shareId", f."storageKey", f."name", f."size", f."mimeType", sf."uploaderId", u."name" AS "uploaderName",
  sf."createdAt" AS "sharedAt"
  FROM "SessionFile" sf JOIN "File" f ON f."id" = sf."fileId" JOIN "User" u ON u."id" = sf."uploaderId"`;

export function toFacts(row: FileRow): FileFacts {
  return {
    id: row.id,
    name: row.name,
    size: row.size,
    mimeType: row.mimeType,
    uploader: { id: row.uploaderId, name: row.uploaderName },
    createdAt: row.sharedAt.toISOString(),
  };
}

/** With an address that opens it for FILE_URL_MINUTES. */
export async function toSharedFile(row: FileRow): Promise<SharedFile> {
  return { ...toFacts(row), url: await signObjectUrl({ key: row.storageKey, minutes: FILE_URL_MINUTES }) };
}

/**
 * The files of a session, newest first, each with an address that opens it for FILE_URL_MINUTES. Those who gave up their
 * seat find what was there while they had one.
 * @throws AppError NOT_FOUND for strangers
 */
export async function listFiles({ sessionId, userId, limit = 20, cursor }: List): Promise<Page<SharedFile>> {
  const after = decodeCursor(cursor, cursorKey);
  const { seatEndedAt } = await requirePlace({ sessionId, userId });
  const rows = await read<FileRow>(sql`
    SELECT ${fileColumns}
    WHERE sf."sessionId" = ${sessionId}::uuid
      ${seatEndedAt ? sql`AND sf."createdAt" <= ${seatEndedAt}` : emptySql}
      ${after ? sql`AND (sf."createdAt", sf."id") < (${after.at}::timestamptz, ${after.id}::uuid)` : emptySql}
    ORDER BY sf."createdAt" DESC, sf."id" DESC
    LIMIT ${limit + 1}::int`);
  const page = cutPage({
    rows,
    limit,
    toItem: toSharedFile,
    keyOf: (row) => ({ at: row.sharedAt.toISOString(), id: row.shareId }),
  });
  return { ...page, items: await Promise.all(page.items) };
}

/** One file of a session, in a transaction; null where it is not there (any more). */
export async function findFile(
  tx: Tx,
  { sessionId, fileId }: { sessionId: string; fileId: string },
): Promise<FileRow | null> {
  const [row] = await tx.$queryRaw<FileRow[]>`
    SELECT ${fileColumns} WHERE sf."sessionId" = ${sessionId}::uuid AND sf."fileId" = ${fileId}::uuid`;
  return row ?? null;
}
