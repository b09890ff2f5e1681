// Carries the outbox to the server, one message at a time and in order. What the outbox says is kept before anything
// is sent and until the server has it, so a drop, a reload or another tab loses nothing and sends nothing twice.
import type { Message } from '@/lib/room/schema';
import { nextToSend, type Outbox, type Unsent, without, withProblem, withProblemEach } from './chat-outbox';

export type Sending =
  | { kind: 'sent'; message: Message }
  /** Nobody answered, or somebody was busy. */
  | { kind: 'later'; afterMs?: number }
  | { kind: 'refused'; problem: string }
  /** None can be sent: signed out, or the session takes no more. */
  | { kind: 'stopped'; problem: string; isFinal: boolean };

type SenderParts = {
  read: () => Outbox;
  change: (change: (outbox: Outbox) => Outbox) => void;
  send: (unsent: Unsent) => Promise<Sending>;
  onSending: (clientId: string | null) => void;
  onSent: (message: Message) => void;
  onStopped: (stopped: Extract<Sending, { kind: 'stopped' }>) => void;
  /** Runs nothing of the kind in another tab meanwhile. */
  alone: (work: () => Promise<void>) => Promise<void>;
  /** @returns calls it off */
  after: (ms: number, run: () => void) => () => void;
};

export type Sender = {
  /** There is something to send, or reason to believe that it would work now. */
  flush: () => void;
  stop: () => void;
};

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

export function createSender(parts: SenderParts): Sender {
  let isRunning = false;
  let wantsAnother = false;
  let isStopped = false;
  let failures = 0;
  let callOff: (() => void) | undefined;

  async function run(): Promise<void> {
    for (;;) {
      // Read anew each time: another tab, or the person, may have changed it.
      const next = isStopped ? undefined : nextToSend(parts.read());
      if (!next) return;
      parts.onSending(next.clientId);
      const outcome = await parts.send(next);
      if (outcome.kind === 'sent') {
        failures = 0;
        // First there, then no longer here: between the two it must not vanish from the screen.
        parts.onSent(outcome.message);
        parts.change((outbox) => without(outbox, next.clientId));
      } else if (outcome.kind === 'refused') {
        parts.change((outbox) => withProblem(outbox, next.clientId, outcome.problem));
      } else if (outcome.kind === 'stopped') {
        if (outcome.isFinal) parts.change((outbox) => withProblemEach(outbox, outcome.problem));
        return parts.onStopped(outcome);
      } else {
        const wait = outcome.afterMs ?? Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
        failures += 1;
        if (!isStopped) callOff = parts.after(wait, flush);
        return;
      }
    }
  }

  function flush(): void {
    if (isStopped) return;
    callOff?.();
    if (isRunning) {
      wantsAnother = true;
      return;
    }
    isRunning = true;
    wantsAnother = false;
    parts.alone(run).finally(() => {
      isRunning = false;
      if (!isStopped) parts.onSending(null);
      if (wantsAnother) flush();
    });
  }

  return {
    flush,
    stop() {
      isStopped = true;
      callOff?.();
    },
  };
}
