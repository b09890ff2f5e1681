// Commands of the files of a session. An object is stored before the row that names it, and removed after: so before
// anything is stored a job stands ready to remove it, which is withdrawn by the transaction that writes the row. Whatever
// fails or dies in between, no object stays that nobody can find, and no row names one that is not there.
import { randomUUID } from 'node:crypto';
import { db, type Tx, transaction } from '../db';
import { AppError } from '../errors';
import { enqueue, withdraw } from '../jobs/queue';
import { readObject, removeObject, storeObject } from '../services/uploadthing';
import { addMinutes } from '../time';
import { pushToSession } from './commands';
import { HEAD_BYTES, judgeFile } from './content';
import { type FileRow, findFile, lockPlace, requirePlace, toFacts, toSharedFile } from './queries';
import {
  assertEnding,
  assertFileSize,
  assertMayDelete,
  assertMayShare,
  assertServedAs,
  readFileName,
} from './rules';
import { MAX_FILE_BYTES, type SharedFile } from './schema';

const MAX_FILES = 100;
/** Far longer than storing may take. */
const ABANDONED_AFTER_MINUTES = 15;
/** An address for a browser's upload is good for an hour. */
const ABANDONED_BY_BROWSER_AFTER_MINUTES = 120;

type Caller = { sessionId: string; userId: string };

/**
 * Whether somebody may share a file in a session as things stand. `shareFile` asks again.
 * @throws AppError NOT_FOUND for strangers; TUTOR_ONLY_UPLOAD for a group's students; INVALID_STATE once it is cancelled
 * or nobody came; FORBIDDEN for those who gave up their seat; TOO_MANY_FILES
 */
export async function assertCanShare(caller: Caller): Promise<void> {
  assertMayShare(await requirePlace(caller));
  await assertRoomForOne(db(), caller);
}

async function assertRoomForOne(tx: Pick<Tx, 'sessionFile'>, { sessionId }: Caller): Promise<void> {
  const count = await tx.sessionFile.count({ where: { sessionId } });
  if (count >= MAX_FILES) throw new AppError('TOO_MANY_FILES');
}

type Share = Caller & { name: string; bytes: Uint8Array<ArrayBuffer>; now: Date };

/**
 * Shares a file with the people of a session, who are told at once. Its type is judged by its content and its name
 * together, its name is cleaned. Either it is stored and listed, or nothing is kept of it.
 * @throws AppError what assertCanShare refuses; FILE_TOO_LARGE, VALIDATION_FAILED for an empty file,
 * FILE_TYPE_NOT_ALLOWED, STORAGE_UNAVAILABLE
 */
export async function shareFile({ sessionId, userId, name: given, bytes, now }: Share): Promise<SharedFile> {
  await assertCanShare({ sessionId, userId });
  assertFileSize(bytes.byteLength);
  const head = bytes.subarray(0, HEAD_BYTES);
  const kept = await judgeFile({ name: readFileName(given), head, readAll: async () => bytes });
  const fileId = randomUUID();
  await removeUnlessShared({ fileId, at: addMinutes(now, ABANDONED_AFTER_MINUTES) });
  try {
    const { key } = await storeObject({ id: fileId, ...kept, bytes });
    return await recordFile({ fileId, key, sessionId, userId, ...kept, size: bytes.byteLength, now });
  } catch (error) {
    await removeUnlessShared({ fileId, at: now });
    throw error;
  }
}

/** What a browser says of a file that it wants to send to the storage by itself. */
type Announced = Caller & { name: string; size: number; type: string; now: Date };

/**
 * Lets a browser send a file to the storage by itself, under the name and the id that this gives.
 * @throws AppError what assertCanShare refuses, FILE_TOO_LARGE, VALIDATION_FAILED for an empty file, and
 * FILE_TYPE_NOT_ALLOWED where its name alone says so
 */
export async function admitUpload({ sessionId, userId, name: given, size, type, now }: Announced) {
  await assertCanShare({ sessionId, userId });
  assertFileSize(size);
  assertServedAs(type);
  const name = readFileName(given);
  assertEnding(name);
  const fileId = randomUUID();
  await removeUnlessShared({ fileId, at: addMinutes(now, ABANDONED_BY_BROWSER_AFTER_MINUTES) });
  return { fileId, name: name.ending === null ? name.stem : `${name.stem}.${name.ending}` };
}

/**
 * Shares what a browser has sent to the storage, judged by what is stored there. Told twice, it is shared once. What is
 * refused is removed.
 * @throws AppError the refusals of `shareFile`; NOT_FOUND where it was deleted since
 */
export async function acceptUpload({
  fileId,
  key,
  sessionId,
  userId,
  name,
  type,
  now,
}: Caller & { fileId: string; key: string; name: string; type: string; now: Date }): Promise<SharedFile> {
  try {
    const head = await readObject({ key, maxBytes: HEAD_BYTES });
    assertFileSize(head.size);
    assertServedAs(type);
    const kept = await judgeFile({
      name: readFileName(name),
      head: head.bytes,
      readAll: async () => (await readObject({ key, maxBytes: MAX_FILE_BYTES })).bytes,
    });
    return await recordFile({ fileId, key, sessionId, userId, ...kept, size: head.size, now });
  } catch (error) {
    await removeUnlessShared({ fileId, at: now });
    throw error;
  }
}

type Recorded = Caller & {
  fileId: string;
  key: string;
  name: string;
  mimeType: string;
  size: number;
  now: Date;
};

/** The one transaction in which a stored object becomes a file of the session. */
async function recordFile({ fileId, key, sessionId, userId, now, ...facts }: Recorded): Promise<SharedFile> {
  const row = await transaction(async (tx) => {
    // One after the other, so that the count holds.
    await tx.$queryRaw`SELECT 1 FROM "TeachingSession" WHERE "id" = ${sessionId}::uuid FOR UPDATE`;
    assertMayShare(await lockPlace(tx, { sessionId, userId }));
    const known = await tx.file.findUnique({ where: { id: fileId }, select: { id: true } });
    if (known) return await findFileOrRefuse(tx, { sessionId, fileId });
    await assertRoomForOne(tx, { sessionId, userId });
    await tx.file.create({
      data: { id: fileId, ownerId: userId, storageKey: key, createdAt: now, ...facts },
    });
    await tx.sessionFile.create({ data: { sessionId, fileId, uploaderId: userId, createdAt: now } });
    const file = await findFileOrRefuse(tx, { sessionId, fileId });
    await pushToSession(tx, {
      sessionId,
      event: 'session:file',
      data: { eventId: fileId, sessionId, at: now.toISOString(), file: toFacts(file) },
    });
    await withdraw(tx, removalKey(fileId));
    return file;
  });
  return toSharedFile(row);
}

async function findFileOrRefuse(tx: Tx, key: { sessionId: string; fileId: string }): Promise<FileRow> {
  const file = await findFile(tx, key);
  if (!file) throw new AppError('NOT_FOUND');
  return file;
}

/**
 * Takes a file away from a session: its uploader, or the tutor. It is gone from the list at once, and from the storage
 * as soon as that answers.
 * @throws AppError NOT_FOUND for strangers and where there is no such file; FORBIDDEN for others; INVALID_STATE once the
 * session is cancelled or nobody came
 */
export async function deleteFile({
  sessionId,
  userId,
  fileId,
  now,
}: Caller & { fileId: string; now: Date }): Promise<void> {
  await transaction(async (tx) => {
    const place = await lockPlace(tx, { sessionId, userId });
    const file = await findFileOrRefuse(tx, { sessionId, fileId });
    assertMayDelete(place, { isUploader: file.uploaderId === userId });
    // Of two at once, one deletes it; for the other it is not there any more.
    const { count } = await tx.sessionFile.deleteMany({ where: { sessionId, fileId } });
    if (count === 0) throw new AppError('NOT_FOUND');
    await tx.file.update({ where: { id: fileId }, data: { deletedAt: now } });
    await pushToSession(tx, {
      sessionId,
      event: 'session:file',
      data: { eventId: randomUUID(), sessionId, at: now.toISOString(), deletedFileId: fileId },
    });
    await enqueue(tx, 'delete-object', { fileId }, { key: removalKey(fileId) });
  });
}

function removalKey(fileId: string): string {
  return `delete-object:${fileId}`;
}

async function removeUnlessShared({ fileId, at }: { fileId: string; at: Date }): Promise<void> {
  await transaction((tx) => enqueue(tx, 'delete-object', { fileId }, { runAt: at, key: removalKey(fileId) }));
}

/**
 * Removes the stored object of a file that was deleted, or never came to be; leaves that of a living one. Again is no
 * error.
 * @throws Error where the storage does not answer, for the job to try again
 */
export async function removeStoredFile({ fileId }: { fileId: string }): Promise<void> {
  const file = await db().file.findUnique({
    where: { id: fileId },
    select: { storageKey: true, deletedAt: true },
  });
  if (file && !file.deletedAt) return;
  await removeObject(file ? { key: file.storageKey } : { id: fileId });
}
