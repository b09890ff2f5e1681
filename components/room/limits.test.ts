import { expect, test } from 'vitest';
import { ACCEPTED_FILES } from '@/lib/room/rules';
import * as schema from '@/lib/room/schema';
import * as limits from './limits';

test('the browser knows the limits that the server keeps', () => {
  expect(limits.MAX_MESSAGE_CHARACTERS).toBe(schema.MAX_MESSAGE_CHARACTERS);
  expect(limits.MAX_FILE_BYTES).toBe(schema.MAX_FILE_BYTES);
  expect(limits.FILE_URL_MINUTES).toBe(schema.FILE_URL_MINUTES);
  expect(limits.ACCEPTED_FILES).toBe(ACCEPTED_FILES);
});

test('a message that the browser counts as short enough is so for the server', () => {
  const accepts = (content: string) => schema.sendMessageSchema.safeParse({ content, clientId: 'c' }).success;
  const full = '🎓'.repeat(limits.MAX_MESSAGE_CHARACTERS);
  expect(limits.charactersIn(full)).toBe(limits.MAX_MESSAGE_CHARACTERS);
  expect(accepts(full)).toBe(true);
  expect(accepts(`${full}!`)).toBe(false);
});
