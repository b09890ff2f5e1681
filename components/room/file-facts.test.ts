import { describe, expect, test } from 'vitest';
import { kindOf, previewOf, problemOfFile, sizeOf } from './file-facts';
import { MAX_FILE_BYTES } from './limits';

test.each([
  [1, '1 byte'],
  [1023, '1023 bytes'],
  [1024, '1 KB'],
  [340 * 1024, '340 KB'],
  [1024 * 1024 - 1, '1 MB'],
  [1_258_291, '1.2 MB'],
  [32 * 1024 * 1024, '32 MB'],
])('%i bytes are %s', (bytes, words) => {
  expect(sizeOf(bytes)).toBe(words);
});

describe('before a file is sent', () => {
  test.each([
    ['slides.pdf', 1, null],
    ['SLIDES.PDF', MAX_FILE_BYTES, null],
    ['no ending', 5, null],
    ['empty.pdf', 0, /empty/],
    ['film.mp4', MAX_FILE_BYTES + 1024 * 1024, /33 MB.*At most 32 MB/],
    ['setup.exe', 5, /\.exe cannot be shared/],
    ['page.html', 5, /\.html cannot/],
    ['drawing.svg', 5, /\.svg cannot/],
    ['archive.tar.gz', 5, /\.gz cannot/],
  ])('%s of %i bytes: %s', (name, size, problem) => {
    const said = problemOfFile({ name, size });
    if (problem === null) expect(said).toBeNull();
    else expect(said).toMatch(problem);
  });
});

test('only what runs nothing is shown in the page', () => {
  expect(previewOf('application/pdf')).toBe('pdf');
  expect(previewOf('image/webp')).toBe('picture');
  for (const type of ['image/svg+xml', 'text/html', 'text/plain', '']) expect(previewOf(type)).toBeNull();
});

test.each([
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'text'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'sheet'],
  ['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'slides'],
  ['application/vnd.oasis.opendocument.text', 'text'],
  ['application/vnd.oasis.opendocument.spreadsheet', 'sheet'],
  ['text/csv', 'sheet'],
  ['audio/mpeg', 'sound'],
  ['video/mp4', 'film'],
  ['image/png', 'picture'],
  ['application/x-unknown', 'other'],
])('%s is %s', (mimeType, kind) => {
  expect(kindOf(mimeType)).toBe(kind);
});
