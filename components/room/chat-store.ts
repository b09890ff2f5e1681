// One session's chat in one tab: what is known of it, and what keeps that true. React only looks at it.
import type { Message, MessageEvent } from '@/lib/room/schema';
import {
  type ChatLog,
  type Counted,
  countedWith,
  countUnread,
  EMPTY_LOG,
  fallBehind,
  messagesOf,
  withLatest,
  withMessage,
  withOlder,
} from './chat-log';
import {
  type Outbox,
  outboxKey,
  readOutbox,
  without,
  withRetry,
  withUnsent,
  writeOutbox,
} from './chat-outbox';
import { createSender } from './chat-sender';
import type { RoomChannel } from './room-channel';
import { listMessages, markRead, sendMessage } from './room-client';

export type ChatState = {
  log: ChatLog;
  outbox: Outbox;
  sendingId: string | null;
  counted: Counted;
  seenTo: string | null;
  /** The latest answer to asking was none, or a refusal. */
  trouble: string | null;
  isAway: boolean;
  isSignedOut: boolean;
  /** Why nothing more can be written, as the server said it. */
  closedBecause: string | null;
  isAskingOlder: boolean;
};

export type Chat = {
  subscribe: (listener: () => void) => () => void;
  state: () => ChatState;
  /** `onHeard`: said by the other side just now, and not while one was away. @returns stops it */
  start: (told: { onHeard: (message: Message) => void }) => () => void;
  ask: () => Promise<void>;
  askOlder: () => Promise<void>;
  write: (content: string) => void;
  tryAgain: (clientId?: string) => void;
  giveUp: (clientId: string) => void;
  /** Everything known so far was looked at. */
  see: () => void;
  unread: () => number;
};

type ChatParts = { sessionId: string; userId: string; channel: RoomChannel };

const POLL_MS = 30_000;

const NOTHING: ChatState = {
  log: EMPTY_LOG,
  outbox: [],
  sendingId: null,
  counted: { unread: 0, upTo: null },
  seenTo: null,
  trouble: null,
  isAway: false,
  isSignedOut: false,
  closedBecause: null,
  isAskingOlder: false,
};

export function createChat({ sessionId, userId, channel }: ChatParts): Chat {
  const key = outboxKey({ sessionId, userId });
  const listeners = new Set<() => void>();
  let state = NOTHING;
  let isLive = false;
  let isStarted = false;
  let lastAsked = 0;

  const set = (change: Partial<ChatState>) => {
    state = { ...state, ...change };
    for (const listener of [...listeners]) listener();
  };

  /** What another tab of the same person keeps counts as well, so it is read before each change. */
  const changeOutbox = (change: (outbox: Outbox) => Outbox) => {
    const outbox = change(stored() ?? state.outbox);
    store(outbox);
    set({ outbox });
  };
  const stored = (): Outbox | null => {
    try {
      return readOutbox(localStorage.getItem(key));
    } catch {
      // Storage may be forbidden: then what is unsent lives as long as the page.
      return null;
    }
  };
  const store = (outbox: Outbox) => {
    try {
      if (outbox.length === 0) localStorage.removeItem(key);
      else localStorage.setItem(key, writeOutbox(outbox));
    } catch {}
  };

  const sender = () =>
    createSender({
      read: () => stored() ?? state.outbox,
      change: changeOutbox,
      send: ({ content, clientId }) => sendMessage(sessionId, { content, clientId }),
      onSending: (sendingId) => set({ sendingId }),
      onSent: (message) => set({ log: withMessage(state.log, message), isSignedOut: false }),
      onStopped: ({ problem, isFinal }) => set(isFinal ? { closedBecause: problem } : { isSignedOut: true }),
      alone: (work) => (navigator.locks ? navigator.locks.request(key, () => work()) : work()),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    });
  let sending = sender();

  async function ask(): Promise<void> {
    const asked = ++lastAsked;
    const answer = await listMessages(sessionId);
    // A slow answer must not undo a newer one, nor pass for one from after a drop.
    if (asked !== lastAsked || !isStarted) return;
    if (!answer.ok) return set({ trouble: answer.detail, isSignedOut: answer.status === 401 });
    const log = withLatest(state.log, answer.body);
    const { unread } = answer.body;
    const counted = countedWith({ page: answer.body, unread, userId });
    set({ log: isLive ? log : fallBehind(log), counted, trouble: null, isSignedOut: false });
    // Looked at while nobody could be told.
    if (unread > 0 && state.seenTo !== null && counted.upTo !== null && state.seenTo >= counted.upTo) {
      markRead(sessionId, state.seenTo);
    }
  }

  async function askOlder(): Promise<void> {
    const cursor = state.log.olderCursor;
    if (!cursor || state.isAskingOlder) return;
    set({ isAskingOlder: true });
    const answer = await listMessages(sessionId, cursor);
    set({
      isAskingOlder: false,
      ...(answer.ok ? { log: withOlder(state.log, answer.body, cursor) } : { trouble: answer.detail }),
    });
  }

  function hear({ message }: Partial<MessageEvent>, onHeard: (message: Message) => void): void {
    // One too long to be told comes without its text.
    if (!message) return void ask();
    const log = withMessage(state.log, message);
    if (log === state.log) return;
    set({ log });
    if (message.senderId !== userId) onHeard(message);
  }

  function start({ onHeard }: { onHeard: (message: Message) => void }): () => void {
    isStarted = true;
    sending = sender();
    set({ outbox: stored() ?? state.outbox });
    const stopListening = channel.on({
      onEvent: (name, data) => name === 'session:message' && hear(data as Partial<MessageEvent>, onHeard),
      onState: (now) => {
        const wasLive = isLive;
        isLive = now === 'live';
        set({ isAway: now === 'away', ...(wasLive !== isLive && { log: fallBehind(state.log) }) });
        if (isLive) catchUp();
      },
    });
    const catchUp = () => {
      sending.flush();
      ask();
    };
    const isSeen = () => document.visibilityState === 'visible';
    const onVisibility = () => isSeen() && catchUp();
    const onStorage = (event: StorageEvent) =>
      event.key === key && set({ outbox: readOutbox(event.newValue) });
    const poll = setInterval(() => isSeen() && (!isLive || state.trouble) && catchUp(), POLL_MS);
    window.addEventListener('online', catchUp);
    window.addEventListener('storage', onStorage);
    document.addEventListener('visibilitychange', onVisibility);
    if (!isLive) catchUp();
    return () => {
      isStarted = false;
      isLive = false;
      state = { ...state, log: fallBehind(state.log) };
      stopListening();
      sending.stop();
      clearInterval(poll);
      window.removeEventListener('online', catchUp);
      window.removeEventListener('storage', onStorage);
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    start,
    ask,
    askOlder,
    write(content) {
      const clientId = crypto.randomUUID();
      changeOutbox((outbox) =>
        withUnsent(outbox, { clientId, content, writtenAt: new Date().toISOString() }),
      );
      sending.flush();
    },
    tryAgain(clientId) {
      if (clientId) changeOutbox((outbox) => withRetry(outbox, clientId));
      sending.flush();
    },
    giveUp: (clientId) => changeOutbox((outbox) => without(outbox, clientId)),
    see() {
      const latest = messagesOf(state.log).findLast(({ senderId }) => senderId !== userId);
      if (!latest || (state.seenTo !== null && latest.createdAt <= state.seenTo)) return;
      const { createdAt } = latest;
      const hadUnread = countUnread({ messages: messagesOf(state.log), userId, ...state }) > 0;
      set({ seenTo: createdAt });
      if (hadUnread) markRead(sessionId, createdAt);
    },
    unread: () => countUnread({ messages: messagesOf(state.log), userId, ...state }),
  };
}
