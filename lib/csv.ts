// Comma-separated values as RFC 4180 has them, for spreadsheets.

/**
 * Where a spreadsheet may begin a cell that it takes for a formula and runs; full-width forms count as well. Where the
 * decimal sign is a comma, cells are split at semicolons instead, and quotes around ours then hold nothing together.
 */
const FORMULA_STARTS = /^(?=[\t\r\n])|(?<=^|[;\t\r\n])(?="*[=+\-@＝＋－＠])/gu;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/** Spreadsheets take a file without it for one in an old code page. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** One line with its end. What a spreadsheet would run as a formula gets an apostrophe before it. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(text: string): string {
  const harmless = text.replace(FORMULA_STARTS, "'");
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/**
 * What `chunks` yields as the body of an answer: one chunk at a time, each asked for when the reader has taken the one
 * before. The first is awaited here, so that what fails at once fails before anything is answered.
 */
export async function streamOf(chunks: AsyncIterator<string>): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  let next = await chunks.next();
  return new ReadableStream(
    {
      async pull(controller) {
        if (next.done) return controller.close();
        controller.enqueue(encoder.encode(next.value));
        next = await chunks.next();
      },
      async cancel() {
        await chunks.return?.();
      },
    },
    // Nothing is asked for ahead of the reader.
    { highWaterMark: 0 },
  );
}
