import { expect, test } from 'vitest';
import type { Message } from '@/lib/room/schema';
import { chatEntries } from './chat-entries';

const said = (createdAt: string, senderId: string, clientId = createdAt): Message => ({
  id: `id ${createdAt}`,
  senderId,
  clientId,
  content: 'Hello',
  createdAt,
});
const written = (writtenAt: string, clientId: string) => ({
  clientId,
  content: 'Wait',
  writtenAt,
  problem: null,
});

const linesOf = (messages: Message[], zone = 'Europe/Lisbon', unsent: ReturnType<typeof written>[] = []) =>
  chatEntries({ messages, unsent, userId: 'me', zone }).map((entry) =>
    entry.kind === 'day'
      ? 'day'
      : `${entry.isFirst ? '<' : ''}${entry.senderId}${entry.isLast ? '>' : ''}${entry.unsent ? '…' : ''}`,
  );

test('days are those of the reader', () => {
  const messages = [said('2026-12-01T23:30:00.000Z', 'ana'), said('2026-12-02T00:30:00.000Z', 'ana')];
  expect(linesOf(messages)).toEqual(['day', '<ana>', 'day', '<ana>']);
  expect(linesOf(messages, 'Asia/Kathmandu')).toEqual(['day', '<ana>', '<ana>']);
});

test('what one person says in a row stands together for five minutes', () => {
  const messages = [
    said('2026-12-01T10:00:00.000Z', 'ana'),
    said('2026-12-01T10:04:59.000Z', 'ana'),
    said('2026-12-01T10:05:00.000Z', 'me'),
    said('2026-12-01T10:10:00.000Z', 'me'),
  ];
  expect(linesOf(messages)).toEqual(['day', '<ana', 'ana>', '<me>', '<me>']);
});

test('what is not sent yet stands last, and once when the server has it', () => {
  const messages = [
    said('2026-12-01T10:00:00.000Z', 'me', 'c1'),
    said('2026-12-01T10:01:00.000Z', 'ana', 'c2'),
  ];
  // Another person's key may be the same by chance.
  const unsent = [written('2026-12-01T09:59:00.000Z', 'c1'), written('2026-12-01T10:00:30.000Z', 'c2')];
  expect(linesOf(messages, undefined, unsent)).toEqual(['day', '<me>', '<ana>', '<me>…']);
});

test('a message keeps its key when the server has it', () => {
  const [, waiting] = chatEntries({
    messages: [],
    unsent: [written('2026-12-01T10:00:00.000Z', 'c1')],
    userId: 'me',
    zone: 'UTC',
  });
  const [, sent] = chatEntries({
    messages: [said('2026-12-01T10:00:01.000Z', 'me', 'c1')],
    unsent: [],
    userId: 'me',
    zone: 'UTC',
  });
  expect(waiting?.key).toBe(sent?.key);
});
