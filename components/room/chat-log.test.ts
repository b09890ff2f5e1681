import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Message } from '@/lib/room/schema';
import {
  type ChatLog,
  countedWith,
  countUnread,
  EMPTY_LOG,
  fallBehind,
  messagesOf,
  withLatest,
  withMessage,
  withOlder,
} from './chat-log';

const PAGE = 3;

/** The nth message of a session; two have the same instant each. */
const said = (n: number, senderId = 'ana'): Message => ({
  id: `m${String(n).padStart(4, '0')}`,
  senderId,
  clientId: `c${n}`,
  content: `message ${n}`,
  createdAt: new Date(1_800_000_000_000 + Math.floor(n / 2) * 1_000).toISOString(),
});

/** What the server answers, newest first. */
function pageOf(all: readonly Message[], before?: string | null) {
  const end = before ? all.findIndex(({ id }) => id === before) : all.length;
  const items = all.slice(Math.max(0, end - PAGE), end).reverse();
  return { items, nextCursor: end > PAGE ? (items.at(-1)?.id ?? null) : null };
}

const idsOf = (log: ChatLog) => messagesOf(log).map(({ id }) => id);
const ids = (messages: readonly Message[]) => messages.map(({ id }) => id);
const all = Array.from({ length: 10 }, (_, n) => said(n));

describe('a chat', () => {
  test('begins with the latest page, oldest first, and is paged upwards to its beginning', () => {
    let log = withLatest(EMPTY_LOG, pageOf(all));
    expect(idsOf(log)).toEqual(ids(all.slice(-3)));
    while (log.olderCursor) log = withOlder(log, pageOf(all, log.olderCursor), log.olderCursor);
    expect(idsOf(log)).toEqual(ids(all));
    expect(log.olderCursor).toBeNull();
  });

  test('shows once what is told live, answered and paged', () => {
    let log = withLatest(EMPTY_LOG, pageOf(all.slice(0, 3)));
    log = withMessage(withMessage(log, said(3)), said(3));
    log = withLatest(log, pageOf(all.slice(0, 4)));
    expect(idsOf(log)).toEqual(ids(all.slice(0, 4)));
    expect(withMessage(log, { ...said(3), id: 'another-id' })).toBe(log);
  });

  test('keeps the order of the server, whichever is heard first', () => {
    const log = [said(5), said(3), said(4)].reduce(
      withMessage,
      withLatest(EMPTY_LOG, pageOf(all.slice(0, 3))),
    );
    expect(idsOf(log)).toEqual(ids(all.slice(0, 6)));
  });

  test('shows at once what is heard before the first page, and after a drop', () => {
    expect(idsOf(withMessage(EMPTY_LOG, said(4)))).toEqual(ids([said(4)]));
    const log = withMessage(fallBehind(withLatest(EMPTY_LOG, pageOf(all.slice(0, 3)))), said(9));
    expect(idsOf(log)).toEqual(ids([...all.slice(0, 3), said(9)]));
  });

  test('fills in what was said during a drop', () => {
    let log = fallBehind(withLatest(EMPTY_LOG, pageOf(all.slice(0, 4))));
    log = withMessage(log, said(5));
    log = withLatest(log, pageOf(all.slice(0, 6)));
    expect(idsOf(log)).toEqual(ids(all.slice(1, 6)));
    expect(log.olderCursor).toBe(said(1).id);
  });

  test('lets go of what lies before a hole, so that it is paged up again', () => {
    let log = fallBehind(withLatest(EMPTY_LOG, pageOf(all.slice(0, 3))));
    // Meeting only what was heard after the drop says nothing of what was missed before it.
    log = withMessage(log, said(9));
    log = withLatest(log, pageOf(all));
    expect(idsOf(log)).toEqual(ids(all.slice(7)));
    while (log.olderCursor) log = withOlder(log, pageOf(all, log.olderCursor), log.olderCursor);
    expect(idsOf(log)).toEqual(ids(all));
  });

  test('pages up what was heard before the first page and lies before it', () => {
    let log = withLatest(withMessage(EMPTY_LOG, said(0)), pageOf(all));
    expect(idsOf(log)).toEqual(ids(all.slice(7)));
    while (log.olderCursor) log = withOlder(log, pageOf(all, log.olderCursor), log.olderCursor);
    expect(idsOf(log)).toEqual(ids(all));
  });

  test('drops an older page that was asked for before it began anew', () => {
    const before = withLatest(EMPTY_LOG, pageOf(all.slice(0, 5)));
    const cursor = before.olderCursor as string;
    const anew = withLatest(fallBehind(before), pageOf(all));
    expect(withOlder(anew, pageOf(all, cursor), cursor)).toBe(anew);
  });

  test('never has a hole and never says anything twice, whatever is dropped and heard', () => {
    const step = fc.constantFrom('say', 'answer', 'drop', 'back', 'older', 'ask');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const server: Message[] = [];
        let log = EMPTY_LOG;
        let isLive = false;
        for (const one of steps) {
          if (one === 'say') {
            server.push(said(server.length));
            if (isLive) log = withMessage(log, server.at(-1) as Message);
          } else if (one === 'answer') {
            // One's own sending is answered whether or not the channel is there.
            server.push(said(server.length, 'me'));
            log = withMessage(log, server.at(-1) as Message);
          } else if (one === 'drop') {
            isLive = false;
            log = fallBehind(log);
          } else if (one === 'back') {
            isLive = true;
          } else if (one === 'ask') {
            log = withLatest(log, pageOf(server));
            if (!isLive) log = fallBehind(log);
          } else if (one === 'older' && log.olderCursor) {
            log = withOlder(log, pageOf(server, log.olderCursor), log.olderCursor);
          }
          const shown = ids(log.messages);
          const from = server.findIndex(({ id }) => id === shown[0]);
          expect(shown).toEqual(shown.length ? ids(server).slice(from, from + shown.length) : []);
        }
        log = withLatest(log, pageOf(server));
        while (log.olderCursor) log = withOlder(log, pageOf(server, log.olderCursor), log.olderCursor);
        expect(idsOf(log)).toEqual(ids(server));
      }),
      { numRuns: 500 },
    );
  });
});

describe('unread', () => {
  const messages = [said(0, 'ana'), said(2, 'me'), said(4, 'ana'), said(6, 'ana')];
  const unread = (counted: { unread: number; upTo: string | null }, seenTo: string | null = null) =>
    countUnread({ messages, userId: 'me', counted, seenTo });

  test('is what the server counted, and what the other side said since', () => {
    expect(unread({ unread: 7, upTo: said(6).createdAt })).toBe(7);
    expect(unread({ unread: 7, upTo: said(2).createdAt })).toBe(9);
    expect(unread({ unread: 0, upTo: null })).toBe(3);
  });

  test('is nothing once the latest was looked at, also where the server had not heard of it when it counted', () => {
    expect(unread({ unread: 7, upTo: said(6).createdAt }, said(6).createdAt)).toBe(0);
    expect(unread({ unread: 7, upTo: said(4).createdAt }, said(4).createdAt)).toBe(1);
    expect(unread({ unread: 1, upTo: said(6).createdAt }, said(4).createdAt)).toBe(1);
  });

  test('is counted as of what the other side last said, whatever one answered since', () => {
    const page = { items: [said(6, 'me'), said(4, 'ana'), said(2, 'ana')], nextCursor: null };
    expect(countedWith({ page, unread: 2, userId: 'me' })).toEqual({ unread: 2, upTo: said(4).createdAt });
    expect(countedWith({ page, unread: 0, userId: 'bob' })).toEqual({ unread: 0, upTo: said(6).createdAt });
    const alone = { items: [said(6, 'me'), said(5, 'me')], nextCursor: 'm0005' };
    expect(countedWith({ page: alone, unread: 1, userId: 'me' }).upTo).toBe(said(5).createdAt);
    expect(countedWith({ page: { items: [], nextCursor: null }, unread: 0, userId: 'me' }).upTo).toBeNull();
  });
});
