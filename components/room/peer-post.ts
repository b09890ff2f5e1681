// How browsers write to each other before they have a line: notes over the session's channel. Pusher takes ten events
// a second of 10 KB from a connection, and chat needs some of them, so notes that come together travel together and
// long ones in parts.
import type { RoomChannel } from './room-channel';

/** What somebody sends at the moment. */
export type Sending = { isMuted: boolean; isCameraOff: boolean; isSharing: boolean };

/**
 * `to` is a visit; what has none is for everybody. `line` is one connection of a pair, later ones greater; `turn`
 * counts the offers on it: an answer says to which. What may be the first word of a visit carries its ticket.
 */
export type Note =
  | { kind: 'hello'; ticket: string; sending: Sending }
  | { kind: 'here'; to: string; ticket: string; sending: Sending }
  | { kind: 'full'; to: string; ticket: string }
  | { kind: 'sending'; sending: Sending }
  | { kind: 'bye' }
  | { kind: 'repair'; to: string; ticket: string; isAnew: boolean }
  | {
      kind: 'description';
      to: string;
      ticket: string;
      line: number;
      turn: number;
      description: RTCSessionDescriptionInit;
      sending: Sending;
    }
  | { kind: 'candidate'; to: string; line: number; candidate: RTCIceCandidateInit };

export type Letter = { userId: string; visit: string; note: Note };

export type Post = {
  send(note: Note): void;
  /** Sends what waits now: the page is about to go. */
  flush(): void;
  close(): void;
};

const EVENT = 'client-video';
const MAX_CHARACTERS = 7_000;
/** Candidates come in a bunch; waiting this long saves most of the events. */
const TOGETHER_MS = 25;
const AT_ONCE = 3;
const PER_SECOND = 5;
const PARTS_AT_MOST = 20;

/** Sends as `visit`, and hands over what others send to it or to everybody. */
export function openPost({
  channel,
  visit,
  onLetter,
}: {
  channel: RoomChannel;
  visit: string;
  onLetter: (letter: Letter) => void;
}): Post {
  let waiting: Note[] = [];
  let envelopes: object[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let allowance = AT_ONCE;
  let countedAt = performance.now();
  let letters = 0;
  /** Long notes on their way in, by sender. */
  const parts = new Map<string, string[]>();

  function flush(): void {
    timer = undefined;
    envelopes.push(...pack());
    const now = performance.now();
    allowance = Math.min(AT_ONCE, allowance + ((now - countedAt) * PER_SECOND) / 1_000);
    countedAt = now;
    while (allowance >= 1 && envelopes.length > 0) {
      allowance -= 1;
      // What cannot be said now is not kept: whoever comes back says hello again, and old notes would confuse.
      if (!channel.send(EVENT, envelopes.shift() as object)) envelopes = [];
    }
    if (envelopes.length > 0) timer = setTimeout(flush, 1_000 / PER_SECOND);
  }

  /** What waits, in as few events as it fits into. */
  function pack(): object[] {
    const texts: string[] = [];
    for (const note of waiting) {
      const text = JSON.stringify(note);
      const last = texts.at(-1);
      if (last !== undefined && last.length + text.length < MAX_CHARACTERS) {
        texts[texts.length - 1] = `${last},${text}`;
      } else {
        texts.push(text);
      }
    }
    waiting = [];
    return texts.flatMap((text) => {
      letters += 1;
      const id = letters;
      // Text inside the event is escaped once more, hence far below the limit.
      const count = Math.ceil(text.length / MAX_CHARACTERS);
      return Array.from({ length: count }, (_, index) => ({
        visit,
        id,
        part: index,
        of: count,
        text: text.slice(index * MAX_CHARACTERS, (index + 1) * MAX_CHARACTERS),
      }));
    });
  }

  const stop = channel.on({
    onEvent(name, data, userId) {
      if (name !== EVENT || userId === null) return;
      const text = textOf(data, `${userId} ${data.visit} ${data.id}`, parts);
      for (const note of text === null ? [] : notesIn(text)) {
        if (!('to' in note) || note.to === visit) onLetter({ userId, visit: String(data.visit), note });
      }
    },
  });

  return {
    send(note) {
      waiting.push(note);
      timer ??= setTimeout(flush, TOGETHER_MS);
    },
    flush() {
      clearTimeout(timer);
      allowance = AT_ONCE;
      flush();
    },
    close() {
      clearTimeout(timer);
      stop();
    },
  };
}

/** The whole text once all its parts are here. */
function textOf(data: Record<string, unknown>, key: string, parts: Map<string, string[]>): string | null {
  const { part, of, text } = data;
  if (typeof text !== 'string' || typeof part !== 'number' || typeof of !== 'number') return null;
  if (of === 1) return text;
  if (!(of <= PARTS_AT_MOST && part >= 0 && part < of)) return null;
  const have = parts.get(key) ?? [];
  have[part] = text;
  parts.set(key, have);
  // A part that never came leaves a rest behind; the oldest go.
  const [oldest] = parts.keys();
  if (parts.size > PARTS_AT_MOST && oldest !== undefined) parts.delete(oldest);
  if (Object.keys(have).length < of) return null;
  parts.delete(key);
  return have.join('');
}

/** Another browser wrote it, so it may be anything. */
function notesIn(text: string): Note[] {
  try {
    return (JSON.parse(`[${text}]`) as unknown[]).filter(
      (note): note is Note => typeof note === 'object' && note !== null && 'kind' in note,
    );
  } catch {
    return [];
  }
}
