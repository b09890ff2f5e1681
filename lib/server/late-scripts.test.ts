import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LateScripts } from './late-scripts';

const scriptOf = (name: string, nonce = 'bm9uY2U=') =>
  `<script src="/_next/static/chunks/${name}.js" async="" nonce="${nonce}"></script>`;
const inline = '<script nonce="bm9uY2U=">self.__next_f.push([1,"\\u003cscript src=..."])</script>';
const page = `<!DOCTYPE html><html><head><link rel="stylesheet" href="/a.css"/>${scriptOf('a')}${scriptOf('b')}<title>Zoë Łuczak</title></head><body><p>1 &lt; 2</p>${inline}</body></html>`;

function through(parts: string[]): string {
  const late = new LateScripts();
  return parts.map((part) => late.write(part)).join('') + late.end();
}

/** What a browser would load, in the order in which it is told of it. */
const namesIn = (html: string) =>
  [...html.matchAll(/\(\[([^\]]*)\],"bm9uY2U="\)/g)].flatMap(([, list = '']) => JSON.parse(`[${list}]`));

test('scripts are fetched ahead and loaded after the first paint, with the page’s nonce', () => {
  const html = through([page]);
  expect(html).not.toMatch(/<script src=/);
  expect(html.match(/<link rel="preload" as="script"[^>]*>/g)).toHaveLength(2);
  expect(namesIn(html)).toEqual(['/_next/static/chunks/a.js', '/_next/static/chunks/b.js']);
  expect(html).toMatch(/<script nonce="bm9uY2U=">\(\(urls, nonce\) => \{.*requestAnimationFrame/);
});

test('all else stays as it was, to the letter', () => {
  const html = through([page]);
  const shortened = html
    .replace(/<link rel="preload"[^>]*>/g, '')
    .replace(/<script nonce="[^"]*">\(\(urls.*?<\/script>/, '');
  expect(shortened).toBe(page.replace(/<script src=.*?<\/script>/g, ''));
});

test('scripts without a nonce, for old browsers, or from elsewhere are left alone', () => {
  for (const tag of [
    '<script src="/_next/static/chunks/a.js" async=""></script>',
    '<script src="/_next/static/chunks/a.js" noModule="" nonce="bm9uY2U="></script>',
    '<script src="https://js.stripe.com/v3" async="" nonce="bm9uY2U="></script>',
  ]) {
    expect(through([`<p>${tag}</p>`])).toBe(`<p>${tag}</p>`);
  }
});

test('what streams in later loads its own scripts, and nothing twice', () => {
  const html = through([page, `<div hidden>${scriptOf('c')}</div>`]);
  expect(namesIn(html).map((name) => name.at(-4))).toEqual(['a', 'b', 'c']);
});

test('wherever the stream is cut, every script is loaded once and nothing else is changed', () => {
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: page.length - 1 }), { maxLength: 12 });
  fc.assert(
    fc.property(cuts, (places) => {
      const ends = [...places.sort((a, b) => a - b), page.length];
      const html = through(ends.map((end, index) => page.slice(index ? ends[index - 1] : 0, end)));
      expect(namesIn(html)).toHaveLength(2);
      const shortened = html
        .replace(/<link rel="preload"[^>]*>/g, '')
        .replace(/<script nonce="[^"]*">\(\(urls.*?<\/script>/g, '');
      expect(shortened).toBe(page.replace(/<script src=.*?<\/script>/g, ''));
    }),
  );
});

test('nothing waits but a tag that is not whole yet', () => {
  const late = new LateScripts();
  expect(late.write('<p>Hello</p><script src="/_ne')).toBe('<p>Hello</p>');
  expect(late.write('xt/a.js" async="" nonce="n"></script><p>')).toMatch(/^<link.*<\/script><p>$/);
  expect(late.write('a <scr')).toBe('a ');
  expect(late.end()).toBe('<scr');
});
