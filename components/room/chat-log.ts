// What has been said in a session's chat, put together from pages of history, from what is told live and from what
// the server answered to one's own sending. Pure: each function makes a new log of an old one.
import type { Message } from '@/lib/room/schema';

export type MessagePage = { items: readonly Message[]; nextCursor: string | null };

export type ChatLog = {
  /** Oldest first, with nothing missing between them. */
  readonly messages: readonly Message[];
  /** Where the next older page begins; null where there is none, undefined before the first page came. */
  readonly olderCursor: string | null | undefined;
  /** After a drop, until the latest page says what was missed. */
  readonly isBehind: boolean;
  /** Heard while behind. Kept apart, or a page that meets them would seem to meet all that was known before. */
  readonly aside: readonly Message[];
};

export const EMPTY_LOG: ChatLog = { messages: [], olderCursor: undefined, isBehind: true, aside: [] };

/** From now on something may be said without being heard. */
export function fallBehind(log: ChatLog): ChatLog {
  return log.isBehind ? log : { ...log, isBehind: true };
}

/** A message told live, or the server's answer to one's own. Told twice, it stands once. */
export function withMessage(log: ChatLog, message: Message): ChatLog {
  if (isKnown(log, message)) return log;
  return log.isBehind
    ? { ...log, aside: merge(log.aside, [message]) }
    : { ...log, messages: merge(log.messages, [message]) };
}

/**
 * The latest page, asked for at first and after each drop. Where it does not reach back to what was known, that is let
 * go: what lies between is paged up again, and never silently missing.
 */
export function withLatest(log: ChatLog, page: MessagePage): ChatLog {
  const known = new Set(log.messages.map(({ id }) => id));
  const meets = page.nextCursor === null || page.items.some(({ id }) => known.has(id));
  const isFirst = log.olderCursor === undefined;
  // What was heard aside and lies before the page is paged up with the rest: more was said between the two.
  const oldest = page.items.at(-1);
  const heard = log.aside.filter((message) => !oldest || inOrder(message, oldest) > 0);
  return {
    messages: merge(meets ? log.messages : [], [...page.items, ...heard]),
    olderCursor: isFirst || !meets || page.nextCursor === null ? page.nextCursor : log.olderCursor,
    isBehind: false,
    aside: [],
  };
}

/** An older page. One that was asked for before the log was begun anew belongs nowhere. */
export function withOlder(log: ChatLog, page: MessagePage, cursor: string): ChatLog {
  if (log.olderCursor !== cursor) return log;
  return { ...log, messages: merge(log.messages, page.items), olderCursor: page.nextCursor };
}

/** Everything there is to show, oldest first. */
export function messagesOf(log: ChatLog): readonly Message[] {
  return log.aside.length === 0 ? log.messages : merge(log.messages, log.aside);
}

/** What the server counted as unread, and when the other side had last said something by then. */
export type Counted = { unread: number; upTo: string | null };

export function countedWith({
  page,
  unread,
  userId,
}: {
  page: MessagePage;
  unread: number;
  userId: string;
}): Counted {
  const latest = page.items.find(({ senderId }) => senderId !== userId);
  return { unread, upTo: latest?.createdAt ?? page.items.at(-1)?.createdAt ?? null };
}

/**
 * How many of the other side's messages nobody has looked at. The server counts them as of its latest page; what was
 * heard or seen since is newer than its count.
 */
export function countUnread({
  messages,
  userId,
  counted,
  seenTo,
}: {
  messages: readonly Message[];
  userId: string;
  counted: Counted;
  /** `createdAt` of the latest message that was looked at here. */
  seenTo: string | null;
}): number {
  const hasSeenCounted = seenTo !== null && (counted.upTo === null || seenTo >= counted.upTo);
  const since = hasSeenCounted ? seenTo : counted.upTo;
  const later = messages.filter(
    ({ senderId, createdAt }) => senderId !== userId && (since === null || createdAt > since),
  ).length;
  return hasSeenCounted ? later : counted.unread + later;
}

function isKnown(log: ChatLog, message: Message): boolean {
  return [...log.messages, ...log.aside].some((known) => isSame(known, message));
}

function isSame(one: Message, other: Message): boolean {
  return one.id === other.id || (one.senderId === other.senderId && one.clientId === other.clientId);
}

/** In the order in which the server keeps them. */
function merge(known: readonly Message[], added: readonly Message[]): readonly Message[] {
  const byId = new Map([...known, ...added].map((message) => [message.id, message]));
  return [...byId.values()].sort(inOrder);
}

function inOrder(one: Message, other: Message): number {
  return compare(one.createdAt, other.createdAt) || compare(one.id, other.id);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
