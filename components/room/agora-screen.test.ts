import { expect, test } from 'vitest';
import { readScreenNotice } from './agora-screen';

const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
  ['{"kind":"slotwise-screen","isSharing":true}', true],
  ['{"kind":"slotwise-screen","isSharing":false}', false],
  ['{"kind":"slotwise-screen","isSharing":"yes"}', false],
  ['{"kind":"something else","isSharing":true}', undefined],
  ['null', undefined],
  ['[]', undefined],
  ['not JSON', undefined],
])('of the message %s it is read whether somebody shares their screen: %s', (text, expected) => {
  expect(readScreenNotice(bytes(text))).toBe(expected);
});

test('bytes that are no text say nothing', () => {
  expect(readScreenNotice(new Uint8Array([0xff, 0xfe, 0x00]))).toBeUndefined();
});
