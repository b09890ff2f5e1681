import { expect, test, vi } from 'vitest';
import { type Outbox, without, withUnsent } from './chat-outbox';
import { createSender, type Sending } from './chat-sender';

const write = (outbox: Outbox, clientId: string) =>
  withUnsent(outbox, { clientId, content: clientId, writtenAt: '2026-12-01T10:00:00.000Z' });

/** A server that answers each sending as the test says, and sends after that. */
function start({ keys = ['a', 'b', 'c'], answers = [] as (Sending | undefined)[] } = {}) {
  const asked: string[] = [];
  const known = new Set<string>();
  const shown: string[] = [];
  const retries: { ms: number; run: () => void }[] = [];
  const stopped = vi.fn();
  let outbox = keys.reduce(write, [] as Outbox);
  let inTurn = Promise.resolve();
  const parts = {
    read: () => outbox,
    change: (change: (before: Outbox) => Outbox) => {
      outbox = change(outbox);
    },
    send: async ({ clientId }: { clientId: string }): Promise<Sending> => {
      asked.push(clientId);
      await Promise.resolve();
      const answer = answers.shift();
      if (answer) return answer;
      known.add(clientId);
      const message = { id: clientId, senderId: 'me', clientId, content: clientId, createdAt: '2026-12-01' };
      return { kind: 'sent', message };
    },
    onSending: () => {},
    onSent: ({ clientId }: { clientId: string }) => {
      shown.push(clientId);
    },
    onStopped: stopped,
    // Two senders with the same parts are two tabs.
    alone: (work: () => Promise<void>) => {
      inTurn = inTurn.then(work);
      return inTurn;
    },
    after: (ms: number, run: () => void) => {
      const retry = { ms, run };
      retries.push(retry);
      return () => {
        retry.run = () => {};
      };
    },
  };
  const quiet = async () => {
    for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
  };
  return {
    sender: createSender(parts),
    parts,
    asked,
    known,
    shown,
    retries,
    stopped,
    quiet,
    outbox: () => outbox,
    write: (clientId: string) => {
      outbox = write(outbox, clientId);
    },
    discard: (clientId: string) => {
      outbox = without(outbox, clientId);
    },
  };
}

test('sends all there is, one after the other', async () => {
  const { sender, asked, shown, outbox, quiet } = start();
  sender.flush();
  sender.flush();
  await quiet();
  expect(asked).toEqual(['a', 'b', 'c']);
  expect(shown).toEqual(['a', 'b', 'c']);
  expect(outbox()).toEqual([]);
});

test('after a drop goes on where it stopped, later and later', async () => {
  const later = { kind: 'later' } as const;
  const { sender, asked, retries, outbox, quiet } = start({ answers: [undefined, later, later] });
  sender.flush();
  await quiet();
  retries[0]?.run();
  await quiet();
  expect(retries.map(({ ms }) => ms)).toEqual([1_000, 2_000]);
  expect(outbox()).toHaveLength(2);
  retries[1]?.run();
  await quiet();
  expect(asked).toEqual(['a', 'b', 'b', 'b', 'c']);
  expect(outbox()).toEqual([]);
});

test('waits as long as the server asks, or until there is reason to try', async () => {
  const { sender, asked, retries, quiet } = start({
    keys: ['a'],
    answers: [{ kind: 'later', afterMs: 9_000 }],
  });
  sender.flush();
  await quiet();
  expect(retries[0]?.ms).toBe(9_000);
  sender.flush();
  await quiet();
  retries[0]?.run();
  await quiet();
  expect(asked).toEqual(['a', 'a']);
});

test('what is refused stays with its reason, and the rest is sent', async () => {
  const { sender, shown, outbox, quiet } = start({ answers: [{ kind: 'refused', problem: 'Too long.' }] });
  sender.flush();
  await quiet();
  expect(shown).toEqual(['b', 'c']);
  expect(outbox()).toMatchObject([{ clientId: 'a', problem: 'Too long.' }]);
});

test('where one is signed out, nothing more is tried and nothing is lost', async () => {
  const signedOut = { kind: 'stopped', problem: 'Sign in.', isFinal: false } as const;
  const { sender, asked, outbox, stopped, quiet } = start({ answers: [signedOut] });
  sender.flush();
  await quiet();
  expect(asked).toEqual(['a']);
  expect(stopped).toHaveBeenCalledWith(signedOut);
  expect(outbox().map(({ problem }) => problem)).toEqual([null, null, null]);
});

test('where the session takes no more, all that waits is refused', async () => {
  const closed = { kind: 'stopped', problem: 'It was cancelled.', isFinal: true } as const;
  const { sender, asked, outbox, quiet } = start({ answers: [closed] });
  sender.flush();
  await quiet();
  expect(asked).toEqual(['a']);
  expect(outbox().map(({ problem }) => problem)).toEqual(Array(3).fill('It was cancelled.'));
});

test('two tabs send each message once', async () => {
  const { sender, parts, asked, quiet } = start();
  const otherTab = createSender(parts);
  sender.flush();
  otherTab.flush();
  await quiet();
  expect(asked).toEqual(['a', 'b', 'c']);
});

test('what is written, or given up, while another is sent counts', async () => {
  const { sender, asked, write: add, discard, quiet } = start();
  sender.flush();
  add('d');
  discard('b');
  sender.flush();
  await quiet();
  expect(asked).toEqual(['a', 'c', 'd']);
});

test('stopped, it sends nothing more', async () => {
  const { sender, asked, retries, quiet } = start({ answers: [{ kind: 'later' }] });
  sender.flush();
  await quiet();
  sender.stop();
  retries[0]?.run();
  sender.flush();
  await quiet();
  expect(asked).toEqual(['a']);
});
