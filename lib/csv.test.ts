import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine, streamOf } from './csv';

test('plain cells stand as they are, and a line ends as RFC 4180 says', () => {
  expect(csvLine(['2026-11-30', '1-to-1', '30.00', ''])).toBe('2026-11-30,1-to-1,30.00,\r\n');
});

test('commas, quotes, line breaks and outer spaces are quoted, and quotes doubled', () => {
  expect(csvLine(['Ng, Ada', 'Jo "J" Doe', 'a\r\nb', ' x '])).toBe(
    '"Ng, Ada","Jo ""J"" Doe","a\r\nb"," x "\r\n',
  );
});

test.each([
  ['=HYPERLINK("http://evil.example")', `"'=HYPERLINK(""http://evil.example"")"`],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t'=1"],
  ['\r=1', `"'\r'=1"`],
  ['\t1', "'\t1"],
  ['＝1', "'＝1"],
  ["Ann;=cmd|' /C calc'!A0;x", "Ann;'=cmd|' /C calc'!A0;x"],
  ['Ann;+1;-1;@A1', "Ann;'+1;'-1;'@A1"],
  ['Ann\t=1', "Ann\t'=1"],
  ['Ng, Ann;=1', `"Ng, Ann;'=1"`],
  ['Ann\n=1', `"Ann\n'=1"`],
  ['Ann;"=1";x', `"Ann;'""=1"";x"`],
  ['Ann;＝1', "Ann;'＝1"],
])('%j is no formula any more', (cell, written) => {
  expect(csvLine([cell])).toBe(`${written}\r\n`);
});

test('a sign inside a cell is no formula', () => {
  expect(csvLine(['a=b', '2026-11-30T23:30:00+05:45'])).toBe('a=b,2026-11-30T23:30:00+05:45\r\n');
});

test('a semicolon before anything else stays as it is', () => {
  expect(csvLine(['Ann; Bea;1'])).toBe('Ann; Bea;1\r\n');
});

const anyCells = fc.array(
  fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...';\t\r\n,"\'=+-@＝a ') })),
  { minLength: 1, maxLength: 5 },
);

test('whatever is written is read back but for apostrophes, and nothing read begins as a formula', () => {
  fc.assert(
    fc.property(anyCells, (cells) => {
      const readBack = readLine(csvLine(cells));
      expect(readBack.map(withoutApostrophes)).toEqual(cells.map(withoutApostrophes));
      for (const cell of readBack) expect(cell).not.toMatch(/^[=+\-@＝\t\r\n]/);
    }),
  );
});

test('nothing begins as a formula for a reader that splits at semicolons, tabs and line ends', () => {
  fc.assert(
    fc.property(anyCells, (cells) => {
      for (const cell of csvLine(cells).split(/[;\t\r\n]/)) expect(cell).not.toMatch(/^"*[=+\-@＝]/);
    }),
  );
});

function withoutApostrophes(text: string): string {
  return text.replaceAll("'", '');
}

/** A reader that knows quotes and nothing else. */
function readLine(line: string): string[] {
  const cells = [...`,${line.slice(0, -2)}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,"]*))/g)];
  return cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}

test('a stream asks for no more than its reader takes, and says when it is given up', async () => {
  const asked: number[] = [];
  let isGivenUp = false;
  async function* numbers() {
    try {
      for (let number = 1; ; number += 1) {
        asked.push(number);
        yield `${number}\n`;
      }
    } finally {
      isGivenUp = true;
    }
  }
  const reader = (await streamOf(numbers())).getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('1\n');
  expect(asked.length).toBeLessThanOrEqual(2);
  await reader.cancel();
  expect(isGivenUp).toBe(true);
});

test('what fails at once fails before anything is answered', async () => {
  // biome-ignore lint/correctness/useYield: it fails before it has anything to give
  async function* failing(): AsyncGenerator<string> {
    throw new Error('no database');
  }
  await expect(streamOf(failing())).rejects.toThrow('no database');
});
