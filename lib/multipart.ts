// Reads the one file of a multipart form, and no more of it than is allowed.
import { AppError } from './errors';

/** What a form adds around its file: boundaries, headers, other short fields. */
const FORM_BYTES = 64 * 1024;

export type UploadedFile = { name: string; bytes: Uint8Array<ArrayBuffer> };

/** A file is in memory whole, some three times over while it is read. */
const AT_ONCE = 4;
let reading = 0;
const waiting: (() => void)[] = [];

/** Runs `work` when fewer than four others do; until then the body stays on the line, unread. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (reading >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else reading += 1;
  try {
    return await work();
  } finally {
    // The place goes to whoever waits longest, or is free.
    const next = waiting.shift();
    if (next) next();
    else reading -= 1;
  }
}

/**
 * The file in `field`. A body that says or shows that it is larger is not read to its end.
 * @throws AppError FILE_TOO_LARGE; VALIDATION_FAILED where there is no such file
 */
export function readUpload(
  request: Request,
  wanted: { field: string; maxBytes: number },
): Promise<UploadedFile> {
  return inTurn(() => readForm(request, wanted));
}

async function readForm(
  request: Request,
  { field, maxBytes }: { field: string; maxBytes: number },
): Promise<UploadedFile> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type)) throw noFile(field);
  const body = await readBytes(request, maxBytes + FORM_BYTES);
  const form = await new Response(body, { headers: { 'content-type': type } })
    .formData()
    .catch((cause: unknown) => {
      throw noFile(field, cause);
    });
  const file = form.get(field);
  if (!(file instanceof File)) throw noFile(field);
  if (file.size > maxBytes) throw new AppError('FILE_TOO_LARGE');
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw new AppError('FILE_TOO_LARGE');
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    size += next.value.byteLength;
    if (size > maxBytes) {
      // Not cancelled: that would cut the line before the refusal is on it.
      reader?.releaseLock();
      throw new AppError('FILE_TOO_LARGE');
    }
    chunks.push(next.value);
  }
  return Buffer.concat(chunks);
}

function noFile(field: string, cause?: unknown): AppError {
  const detail = `Send a multipart form with the file in its field “${field}”.`;
  return new AppError('VALIDATION_FAILED', { cause, detail, errors: [{ path: field, message: detail }] });
}
