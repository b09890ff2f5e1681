import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linksIn } from './links';

const hrefsOf = (text: string) => linksIn(text).flatMap(({ href }) => href ?? []);

test.each([
  ['See https://example.com/a?b=c#d for more', ['https://example.com/a?b=c#d']],
  ['http://example.com.', ['http://example.com/']],
  ['(see https://example.com/a)', ['https://example.com/a']],
  ['https://en.wikipedia.org/wiki/Chess_(game)', ['https://en.wikipedia.org/wiki/Chess_(game)']],
  ['“https://example.com”, she said', ['https://example.com/']],
  ['https://a.example https://b.example', ['https://a.example/', 'https://b.example/']],
  ['HTTPS://EXAMPLE.COM', ['https://example.com/']],
  ['javascript:alert(1)', []],
  ['data:text/html,<script>alert(1)</script>', []],
  ['example.com and ftp://example.com', []],
  ['https://', []],
  ['https://slotwise.example@evil.example/', []],
  ['<a href="https://example.com/x">x</a>', ['https://example.com/x']],
])('%s', (text, hrefs) => {
  expect(hrefsOf(text)).toEqual(hrefs);
});

test('nothing of a text is lost, and every link is http or https', () => {
  const pieces = fc.constantFrom(
    'https://',
    'http://a.example',
    '/x',
    ' ',
    '.',
    ')',
    '(',
    '@',
    'javascript:',
    'ü',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string())), (parts) => {
      const text = parts.join('');
      const cut = linksIn(text);
      expect(cut.map((part) => part.text).join('')).toBe(text);
      for (const { href } of cut) expect(href === null || /^https?:\/\//.test(href)).toBe(true);
    }),
  );
});
