// What was written and is not yet with the server, in the order in which it was written. Pure; what is kept over a
// reload is its text, and chat-sender.ts carries it out.

export type Unsent = {
  /** The sender's own key: sent again, it is the same message. */
  clientId: string;
  content: string;
  writtenAt: string;
  /** Refused for good by the server, with its words; sent again only where the person says so. */
  problem: string | null;
};

export type Outbox = readonly Unsent[];

/** One per session and person: whoever signs in next at this machine neither reads nor sends it. */
export function outboxKey({ sessionId, userId }: { sessionId: string; userId: string }): string {
  return `slotwise:unsent:${sessionId}:${userId}`;
}

/** @returns an empty one for anything that `writeOutbox` did not write */
export function readOutbox(text: string | null): Outbox {
  if (!text) return [];
  try {
    const kept: unknown = JSON.parse(text);
    return Array.isArray(kept) ? kept.filter(isUnsent) : [];
  } catch {
    return [];
  }
}

export function writeOutbox(outbox: Outbox): string {
  return JSON.stringify(outbox);
}

export function withUnsent(outbox: Outbox, unsent: Omit<Unsent, 'problem'>): Outbox {
  if (outbox.some(({ clientId }) => clientId === unsent.clientId)) return outbox;
  return [...outbox, { ...unsent, problem: null }];
}

/** Sent, or given up by its writer. */
export function without(outbox: Outbox, clientId: string): Outbox {
  return outbox.filter((one) => one.clientId !== clientId);
}

export function withProblem(outbox: Outbox, clientId: string, problem: string): Outbox {
  return outbox.map((one) => (one.clientId === clientId ? { ...one, problem } : one));
}

/** None of them can be sent. */
export function withProblemEach(outbox: Outbox, problem: string): Outbox {
  return outbox.map((one) => ({ ...one, problem: one.problem ?? problem }));
}

/** To be tried again, now after what was written since: it was refused while that was sent. */
export function withRetry(outbox: Outbox, clientId: string): Outbox {
  const again = outbox.find((one) => one.clientId === clientId);
  return again ? [...without(outbox, clientId), { ...again, problem: null }] : outbox;
}

/** The oldest that is not refused. One that was does not hold up what comes after it. */
export function nextToSend(outbox: Outbox): Unsent | undefined {
  return outbox.find(({ problem }) => problem === null);
}

/** By hand: a schema's library would be loaded for this alone. */
function isUnsent(kept: unknown): kept is Unsent {
  if (typeof kept !== 'object' || kept === null) return false;
  const { clientId, content, writtenAt, problem } = kept as Record<string, unknown>;
  return (
    isText(clientId) &&
    isText(content) &&
    isText(writtenAt) &&
    Number.isFinite(Date.parse(writtenAt)) &&
    (problem === null || isText(problem))
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
