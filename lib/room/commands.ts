// The talk of a 1-to-1 session. Whoever writes holds the conversation's row, so messages are in the order in which they
// became true, and none of two has the instant of the other.
import { sessionChannel, userChannel } from '../channels';
import { type Tx, transaction } from '../db';
import { enqueue } from '../jobs/queue';
import { lockPlace, type MessageRow, requirePlace, toMessage } from './queries';
import { assertChat, assertMayWrite } from './rules';
import type { FileEvent, Message, MessageEvent } from './schema';

/** Pusher takes 10 KB for an event, and counts more than what we write. */
const MAX_EVENT_BYTES = 8 * 1024;

type Send = { sessionId: string; userId: string; content: string; clientId: string; now: Date };

/**
 * Writes to the other person, before, during and after the session; both are told at once. Sending the same `clientId`
 * again writes nothing and gives the message that it was the first time.
 * @throws AppError NOT_FOUND for strangers; CHAT_DISABLED in a group; INVALID_STATE once it is cancelled or nobody came;
 * FORBIDDEN for those who gave up their seat
 */
export async function sendMessage({
  sessionId,
  userId,
  content,
  clientId,
  now,
}: Send): Promise<{ message: Message; isNew: boolean }> {
  return transaction(async (tx) => {
    const place = await lockPlace(tx, { sessionId, userId });
    assertMayWrite(place);
    const { conversationId } = place;
    await tx.$queryRaw`SELECT 1 FROM "SessionConversation" WHERE "id" = ${conversationId}::uuid FOR UPDATE`;
    // Later than the latest by a millisecond at least: what somebody has read is told by an instant.
    const [written] = await tx.$queryRaw<MessageRow[]>`
      INSERT INTO "SessionMessage" ("conversationId", "senderId", "content", "clientId", "createdAt")
      SELECT ${conversationId}::uuid, ${userId}::uuid, ${content}, ${clientId},
        greatest(${now}::timestamptz, max("createdAt") + interval '1 millisecond')
      FROM "SessionMessage" WHERE "conversationId" = ${conversationId}::uuid
      ON CONFLICT ("conversationId", "senderId", "clientId") DO NOTHING
      RETURNING "id", "senderId", "content", "clientId", "createdAt"`;
    if (written) {
      const message = toMessage(written);
      await pushMessage(tx, { sessionId, message });
      return { message, isNew: true };
    }
    const known = await tx.sessionMessage.findFirstOrThrow({
      where: { conversationId: `${conversationId}`, senderId: userId, clientId },
      select: { id: true, senderId: true, content: true, clientId: true, createdAt: true },
    });
    return { message: toMessage(known), isNew: false };
  });
}

async function pushMessage(
  tx: Tx,
  { sessionId, message }: { sessionId: string; message: Message },
): Promise<void> {
  const short: MessageEvent = { eventId: message.id, sessionId, at: message.createdAt };
  const whole: MessageEvent = { ...short, message };
  const fits = Buffer.byteLength(JSON.stringify(whole)) <= MAX_EVENT_BYTES;
  await pushToSession(tx, { sessionId, event: 'session:message', data: fits ? whole : short });
}

/** Has the people of a session told, each on their own channel and all of them in the room. */
export async function pushToSession(
  tx: Tx,
  {
    sessionId,
    event,
    data,
  }: { sessionId: string } & (
    | { event: 'session:message'; data: MessageEvent }
    | { event: 'session:file'; data: FileEvent }
  ),
): Promise<void> {
  const people = await tx.$queryRaw<{ userId: string }[]>`
    SELECT "instructorId" AS "userId" FROM "TeachingSession" WHERE "id" = ${sessionId}::uuid
    UNION
    SELECT "userId" FROM "SessionParticipant" WHERE "sessionId" = ${sessionId}::uuid AND "status" = 'BOOKED'`;
  const channels = [...people.map(({ userId }) => userChannel(userId)), sessionChannel(sessionId)];
  await enqueue(tx, 'push', { channels, event, data });
}

/**
 * Marks messages as read up to an instant, and never back. An instant after the latest message means that one: what is
 * written later stays unread.
 * @throws AppError NOT_FOUND for strangers, CHAT_DISABLED in a group
 */
export async function markMessagesRead({
  sessionId,
  userId,
  upTo,
}: {
  sessionId: string;
  userId: string;
  upTo: string;
}): Promise<void> {
  const place = await requirePlace({ sessionId, userId });
  assertChat(place);
  await transaction(
    (tx) => tx.$executeRaw`
      INSERT INTO "SessionReadMarker" ("sessionId", "userId", "readUpTo")
      SELECT ${sessionId}::uuid, ${userId}::uuid, least(${upTo}::timestamptz, max("createdAt"))
      FROM "SessionMessage" WHERE "conversationId" = ${place.conversationId}::uuid
      HAVING count(*) > 0
      ON CONFLICT ("sessionId", "userId") DO UPDATE
      SET "readUpTo" = greatest("SessionReadMarker"."readUpTo", excluded."readUpTo")`,
  );
}
