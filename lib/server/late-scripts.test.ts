import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LateScripts } from './late-scripts';

const scriptOf = (name: string, nonce = 'bm9uY2U=') =>
  `<script src="/_next/static/chunks/${name}.js" async="" nonce="${nonce}"></script>`;
const hint = `<link rel="preload" as="script" fetchPriority="low" nonce="bm9uY2U=" href="/_next/static/chunks/main.js"/>`;
const inline = '<script nonce="bm9uY2U=">self.__next_f.push([1,"\\u003cscript src=..."])</script>';
const page = `<!DOCTYPE html><html><head><link rel="stylesheet" href="/a.css"/>${hint}${scriptOf('a')}${scriptOf('b')}<title>Zoë Łuczak</title></head><body><p>1 &lt; 2</p>${scriptOf('main')}${inline}</body></html>`;

/** Without what names a script. */
const rest = page.replace(hint, '').replace(/<script src=.*?<\/script>/g, '');

function through(parts: string[]): string {
  const late = new LateScripts();
  return parts.map((part) => late.write(part)).join('') + late.end();
}

/** What a browser would load, in the order in which it is told of it. */
const namesIn = (html: string) =>
  [...html.matchAll(/\}\)\(\[([^\]]*)\]\)<\/script>/g)].flatMap(([, list = '']) => JSON.parse(`[${list}]`));

test('scripts are loaded after the first paint, with the page’s nonce', () => {
  const html = through([page]);
  expect(html).not.toMatch(/<script src=/);
  expect(namesIn(html)).toEqual(['a', 'b', 'main'].map((name) => `/_next/static/chunks/${name}.js`));
  expect(html).toMatch(/<script nonce="bm9uY2U=">\(\(urls\) => \{.*PerformanceObserver/);
});

test('nothing is loaded from the head, which may be painted before there is a body', () => {
  const [head] = through([page]).split('</head>');
  expect(head).not.toContain('urls');
});

test('nor is a script fetched ahead', () => {
  expect(through([page])).not.toContain('rel="preload"');
});

test('all else stays as it was, to the letter', () => {
  const html = through([page]);
  expect(html.replace(/<script nonce="[^"]*">\(\(urls.*?<\/script>/, '')).toBe(rest);
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

test('a page whose body names none has its scripts loaded at its end', () => {
  expect(namesIn(through([`<head>${scriptOf('a')}</head><body></body>`]))).toHaveLength(1);
});

test('what streams in later loads its own scripts, and nothing twice', () => {
  const html = through([page, `<div hidden>${scriptOf('c')}</div>`]);
  expect(namesIn(html)).toEqual(['a', 'b', 'main', 'c'].map((name) => `/_next/static/chunks/${name}.js`));
});

test('wherever the stream is cut, every script is loaded once and nothing else is changed', () => {
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: page.length - 1 }), { maxLength: 12 });
  fc.assert(
    fc.property(cuts, (places) => {
      const ends = [...places.sort((a, b) => a - b), page.length];
      const html = through(ends.map((end, index) => page.slice(index ? ends[index - 1] : 0, end)));
      expect(namesIn(html)).toHaveLength(3);
      expect(html.replace(/<script nonce="[^"]*">\(\(urls.*?<\/script>/g, '')).toBe(rest);
    }),
  );
});

test('nothing waits but a tag that is not whole yet', () => {
  const late = new LateScripts();
  expect(late.write('<head></he')).toBe('<head>');
  expect(late.write('ad><p>Hello</p><script src="/_ne')).toBe('</head><p>Hello</p>');
  expect(late.write('xt/a.js" async="" nonce="n"></script><p>')).toMatch(
    /^<script nonce="n">\(\(urls.*<\/script><p>$/,
  );
  expect(late.write('a <scr')).toBe('a ');
  expect(late.end()).toBe('<scr');
});
