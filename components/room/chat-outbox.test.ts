import { expect, test } from 'vitest';
import {
  nextToSend,
  type Outbox,
  outboxKey,
  readOutbox,
  without,
  withProblem,
  withRetry,
  withUnsent,
  writeOutbox,
} from './chat-outbox';

const write = (outbox: Outbox, clientId: string) =>
  withUnsent(outbox, { clientId, content: `text of ${clientId}`, writtenAt: '2026-12-01T10:00:00.000Z' });
const three = ['a', 'b', 'c'].reduce(write, []);
const keysOf = (outbox: Outbox) => outbox.map(({ clientId }) => clientId);

test('is sent in the order in which it was written, each once', () => {
  expect(keysOf(write(three, 'b'))).toEqual(['a', 'b', 'c']);
  expect(nextToSend(three)?.clientId).toBe('a');
  expect(nextToSend(without(three, 'a'))?.clientId).toBe('b');
  expect(nextToSend([])).toBeUndefined();
});

test('what is refused holds up nothing, and goes again only when told, as the last', () => {
  const refused = withProblem(three, 'a', 'Too long.');
  expect(nextToSend(refused)?.clientId).toBe('b');
  expect(keysOf(refused)).toEqual(['a', 'b', 'c']);
  const again = withRetry(refused, 'a');
  expect(keysOf(again)).toEqual(['b', 'c', 'a']);
  expect(again.at(-1)?.problem).toBeNull();
  expect(withRetry(three, 'gone')).toBe(three);
});

test('outlives a reload, with what was refused', () => {
  const outbox = withProblem(three, 'b', 'Too long.');
  expect(readOutbox(writeOutbox(outbox))).toEqual(outbox);
});

test.each([
  null,
  '',
  'not json',
  '{}',
  '[1, null, "x"]',
  '[{"clientId":"a"}]',
  '[{"clientId":"a","content":"","writtenAt":"x","problem":null}]',
])('what is not an outbox is an empty one: %s', (text) => {
  expect(readOutbox(text)).toEqual([]);
});

test('belongs to one person in one session', () => {
  const keys = ['1', '2'].flatMap((sessionId) =>
    ['1', '2'].map((userId) => outboxKey({ sessionId, userId })),
  );
  expect(new Set(keys).size).toBe(4);
});
