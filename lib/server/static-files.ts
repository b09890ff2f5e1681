// Scripts, stylesheets and letters of the build, from memory, and compressed once and well instead of at each request:
// whatever the server does while a page is being painted takes the painting's processor.
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'application/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
  '.woff2': 'font/woff2',
};
/** Compressed by its format. */
const FONT = '.woff2';
/** By preference. */
const ENCODINGS = {
  br: (content: Buffer) =>
    promisify(brotliCompress)(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 9,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      },
    }),
  gzip: (content: Buffer) => promisify(gzip)(content, { level: 9 }),
};
type Encoding = keyof typeof ENCODINGS;

type Kept = { type: string; contents: Readonly<Record<Encoding, Buffer>> | { plain: Buffer } };

export class StaticFiles {
  readonly #kept = new Map<string, Kept>();

  /** Reads and compresses all of them, one at a time. Until a file's turn has come, `answer` leaves it to others. */
  async load(folder: string): Promise<void> {
    const entries = await readdir(folder, { recursive: true });
    for (const name of entries) {
      const type = TYPES[extname(name)];
      if (!type) continue;
      const content = await readFile(join(folder, name));
      const contents =
        extname(name) === FONT
          ? { plain: content }
          : { br: await ENCODINGS.br(content), gzip: await ENCODINGS.gzip(content) };
      this.#kept.set(`/_next/static/${name.replaceAll(sep, '/')}`, { type, contents });
    }
  }

  /** @returns whether it has answered */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    const file = this.#kept.get(request.url?.split('?')[0] ?? '');
    if (!file || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
    const found = contentFor(file, String(request.headers['accept-encoding'] ?? ''));
    if (!found) return false;
    response.writeHead(200, {
      ...found.headers,
      'Content-Type': file.type,
      'Content-Length': found.content.length,
      // A file's name is made from its content.
      'Cache-Control': 'public, max-age=31536000, immutable',
      'X-Content-Type-Options': 'nosniff',
    });
    response.end(request.method === 'HEAD' ? undefined : found.content);
    return true;
  }
}

function contentFor({ contents }: Kept, accepted: string) {
  // Stripe's frames fetch the typeface of the page around them, as next.config.mjs lets them.
  if ('plain' in contents) {
    return { content: contents.plain, headers: { 'Access-Control-Allow-Origin': '*' } };
  }
  const encoding = encodingFor(accepted);
  if (!encoding) return null;
  return {
    content: contents[encoding],
    headers: { 'Content-Encoding': encoding, Vary: 'Accept-Encoding' },
  };
}

/** The first of ours that `accept-encoding` names, and does not rule out by `q=0`. */
function encodingFor(accepted: string): Encoding | undefined {
  const names = accepted
    .split(',')
    .map((each) => each.trim().toLowerCase())
    .filter((each) => !/;\s*q=0(\.0*)?$/.test(each))
    .map((each) => each.split(';')[0]);
  return (Object.keys(ENCODINGS) as Encoding[]).find((encoding) => names.includes(encoding));
}
