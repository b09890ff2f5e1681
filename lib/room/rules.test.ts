import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FORBIDDEN_SAMPLES, SAMPLES, zip } from '@/tests/sample-files';
import { HEAD_BYTES, judgeFile } from './content';
import { assertEnding, assertFileSize, assertServedAs, decideKind, readFileName } from './rules';
import { MAX_FILE_BYTES, sendMessageSchema } from './schema';

const nameOf = (given: string, content = 'pdf') => decideKind(readFileName(given), content).name;
const codeOf = (work: () => unknown) => {
  try {
    work();
    return 'none';
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('a name', () => {
  test.each([
    ['notes.pdf', 'notes.pdf'],
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['..\\..\\boot.pdf', 'boot.pdf'],
    ['../../x', 'x.pdf'],
    ['C:\\fakepath\\x.PDF', 'x.PDF'],
    ['a\u202efdp.pdf', 'afdp.pdf'],
    ['a\u0000b\nc\u2028d.pdf', 'abcd.pdf'],
    ['u\u0308bung.pdf', '\u00fcbung.pdf'],
    ['  two   words .pdf', 'two words.pdf'],
    ['.pdf', 'pdf.pdf'],
    ['...', 'file.pdf'],
    ['', 'file.pdf'],
    ['/', 'file.pdf'],
    ['Lesson 1. Intro', 'Lesson 1. Intro.pdf'],
    ['x.pdf...', 'x.pdf'],
    ['half \ud83d.pdf', 'half.pdf'],
    ['फाइल 🎓.pdf', 'फाइल 🎓.pdf'],
  ])('%j is kept as %j', (given, kept) => {
    expect(nameOf(given)).toBe(kept);
  });

  test('of 500 characters loses its middle, and keeps its ending', () => {
    expect(nameOf(`${'x'.repeat(496)}.pdf`)).toBe(`${'x'.repeat(116)}.pdf`);
    expect([...nameOf('🎓'.repeat(500))]).toHaveLength(120);
  });

  test('is always clean, short and ends as its content does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const { stem } = readFileName(given);
        const name = decideKind({ stem, ending: null }, 'png').name;
        expect(name).toMatch(/^[^/\\\p{Cc}\u202a-\u202e\u2066-\u2069]+\.png$/u);
        expect([...name].length).toBeLessThanOrEqual(120);
        expect(name).toBe(name.normalize('NFC'));
      }),
    );
  });
});

const judge = (name: string, bytes: Uint8Array) =>
  judgeFile({
    name: readFileName(name),
    head: bytes.subarray(0, HEAD_BYTES),
    readAll: async () => bytes,
  }).then(
    ({ mimeType }) => mimeType,
    (error) => error.code as string,
  );

describe('content and name', () => {
  test.each(Object.entries(SAMPLES))('that agree are taken: %s', async (ending, bytes) => {
    expect(await judge(`lesson.${ending}`, bytes)).toMatch(/^(application|image|text|audio|video)\//);
    expect(await judge(`LESSON.${ending.toUpperCase()}`, bytes)).toMatch(/\//);
    expect(await judge('lesson', bytes)).toMatch(/\//);
  });

  test.each(Object.entries(FORBIDDEN_SAMPLES))('%s is refused under every name', async (_, bytes) => {
    for (const ending of [...Object.keys(SAMPLES), 'exe', 'svg', 'zip', 'html']) {
      expect(await judge(`lesson.${ending}`, bytes)).toBe('FILE_TYPE_NOT_ALLOWED');
    }
    expect(await judge('lesson', bytes)).toBe('FILE_TYPE_NOT_ALLOWED');
  });

  test('that disagree are refused', async () => {
    const texts = ['txt', 'md', 'csv'];
    const sameBox = [texts, ['mp4', 'm4a'], ['ogg', 'opus']];
    for (const [kind, bytes] of Object.entries(SAMPLES)) {
      for (const ending of Object.keys(SAMPLES)) {
        if (ending === kind || sameBox.some((box) => box.includes(kind) && box.includes(ending))) continue;
        expect(await judge(`x.${ending}`, bytes), `${kind} as ${ending}`).toBe('FILE_TYPE_NOT_ALLOWED');
      }
    }
    expect(await judge('page.html', SAMPLES.txt)).toBe('FILE_TYPE_NOT_ALLOWED');
    expect(await judge('lesson.v2', SAMPLES.pdf)).toBe('FILE_TYPE_NOT_ALLOWED');
  });

  test('text is text whatever it begins with, and is read to its end', async () => {
    for (const text of ['BMI is a number', 'BZh', 'ID3 tags explained', 'PK is a name', 'MZ']) {
      expect([text, await judge('x.txt', Buffer.from(text))]).toEqual([
        text,
        text === 'MZ' ? 'FILE_TYPE_NOT_ALLOWED' : 'text/plain',
      ]);
    }
    const long = 'é'.repeat(HEAD_BYTES);
    expect(await judge('x.txt', Buffer.from(`a${long}`))).toBe('text/plain');
    expect(await judge('x.txt', Buffer.concat([Buffer.from(long), Buffer.from([0])]))).toBe(
      'FILE_TYPE_NOT_ALLOWED',
    );
  });

  test('a document is known by parts that lie far behind its beginning', async () => {
    const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
    const document = zip(
      {
        'word/media/picture.txt': Array.from({ length: 30_000 }, () => Math.random()).join(' '),
        '[Content_Types].xml': `<Types><Override PartName="/x.xml" ContentType="${type}"/></Types>`,
      },
      { compress: true },
    );
    expect(document.length).toBeGreaterThan(HEAD_BYTES);
    expect(await judge('x.docx', document)).toContain('wordprocessingml');
  });
});

test('sizes are refused from 32 MB on, and at none', () => {
  expect(codeOf(() => assertFileSize(MAX_FILE_BYTES))).toBe('none');
  expect(codeOf(() => assertFileSize(MAX_FILE_BYTES + 1))).toBe('FILE_TOO_LARGE');
  expect(codeOf(() => assertFileSize(0))).toBe('VALIDATION_FAILED');
});

test('a type that runs scripts is never served', () => {
  for (const type of [
    'text/html',
    'TEXT/HTML; charset=utf-8',
    'image/svg+xml',
    'application/xhtml+xml',
    'text/xml',
  ]) {
    expect(codeOf(() => assertServedAs(type))).toBe('FILE_TYPE_NOT_ALLOWED');
  }
  for (const type of [
    '',
    'application/pdf',
    'image/jpg',
    'text/plain;charset=utf-8',
    'application/vnd.ms-excel',
  ]) {
    expect(codeOf(() => assertServedAs(type))).toBe('none');
  }
});

test('an ending says at once that a kind is not taken', () => {
  expect(codeOf(() => assertEnding(readFileName('x.exe')))).toBe('FILE_TYPE_NOT_ALLOWED');
  for (const name of ['x.pdf', 'x', 'X.JPEG'])
    expect(codeOf(() => assertEnding(readFileName(name)))).toBe('none');
});

test('a message has 1 to 4000 characters once it is trimmed', () => {
  const read = (content: string) => sendMessageSchema.safeParse({ content, clientId: 'c' });
  for (const content of ['', '  \n ', 'x'.repeat(4001), '🎓'.repeat(4001), 'a\0b'])
    expect(read(content).success).toBe(false);
  for (const content of ['x', 'x'.repeat(4000), '🎓'.repeat(4000)]) expect(read(content).success).toBe(true);
  expect(read('  hi \n').data?.content).toBe('hi');
});
