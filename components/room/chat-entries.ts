// A chat as it is read: the days between, who speaks, and at the end what is still to be sent. Pure.
import type { Message } from '@/lib/room/schema';
import { dayOf } from '@/lib/time-format';
import type { Unsent } from './chat-outbox';

export type ChatEntry =
  | { kind: 'day'; key: string; at: string }
  | {
      kind: 'message';
      key: string;
      senderId: string;
      content: string;
      at: string;
      /** The first of several by the same person in a row. */
      isFirst: boolean;
      isLast: boolean;
      /** Null once the server has it. */
      unsent: Unsent | null;
    };

type MessageEntry = Extract<ChatEntry, { kind: 'message' }>;

/** What one person says within this time stands together. */
const TOGETHER_MS = 5 * 60_000;

export function chatEntries({
  messages,
  unsent,
  userId,
  zone,
}: {
  messages: readonly Message[];
  unsent: readonly Unsent[];
  userId: string;
  zone: string;
}): ChatEntry[] {
  const sent = new Set(
    messages.filter(({ senderId }) => senderId === userId).map(({ clientId }) => clientId),
  );
  const said: MessageEntry[] = [
    ...messages.map((message) => ({
      kind: 'message' as const,
      // The sender's own key: the line on the screen stays the same one when the server has it.
      key: `${message.senderId} ${message.clientId}`,
      senderId: message.senderId,
      content: message.content,
      at: message.createdAt,
      isFirst: true,
      isLast: true,
      unsent: null,
    })),
    // It is told live before the answer to its sending is read, or in the other order.
    ...unsent
      .filter(({ clientId }) => !sent.has(clientId))
      .map((one) => ({
        kind: 'message' as const,
        key: `${userId} ${one.clientId}`,
        senderId: userId,
        content: one.content,
        at: one.writtenAt,
        isFirst: true,
        isLast: true,
        unsent: one,
      })),
  ];
  const entries: ChatEntry[] = [];
  for (const [index, entry] of said.entries()) {
    const before = said[index - 1];
    const after = said[index + 1];
    const day = dayOf(entry.at, zone);
    if (!before || dayOf(before.at, zone) !== day)
      entries.push({ kind: 'day', key: `${day} ${index}`, at: entry.at });
    entries.push({
      ...entry,
      isFirst: !before || !areTogether(before, entry, zone),
      isLast: !after || !areTogether(entry, after, zone),
    });
  }
  return entries;
}

function areTogether(one: MessageEntry, next: MessageEntry, zone: string): boolean {
  return (
    one.senderId === next.senderId &&
    Date.parse(next.at) - Date.parse(one.at) < TOGETHER_MS &&
    dayOf(one.at, zone) === dayOf(next.at, zone)
  );
}
