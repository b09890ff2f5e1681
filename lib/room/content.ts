// What a file is, by its bytes. Its sender's word counts for nothing.
import { fileTypeFromBuffer } from 'file-type';
import { decideKind, type FileName } from './rules';

/** As many bytes as say what a picture, a film or a PDF is; of archives and of text all is needed. */
export const HEAD_BYTES = 64 * 1024;

/** Two or three letters with which plain words may begin as well: BMP, BZip2 and MP3 do. */
const LIKE_WORDS = ['bmp', 'bz2', 'mp3'];

type Stored = {
  name: FileName;
  /** The beginning, HEAD_BYTES long or less where there is no more. */
  head: Uint8Array;
  readAll: () => Promise<Uint8Array>;
};

/**
 * The name and type under which a file is kept.
 * @throws AppError FILE_TYPE_NOT_ALLOWED where the content is of no kind that is taken, or not what the name says
 */
export async function judgeFile({
  name,
  head,
  readAll,
}: Stored): Promise<{ name: string; mimeType: string }> {
  return decideKind(name, await contentOf({ head, readAll }));
}

async function contentOf({ head, readAll }: Omit<Stored, 'name'>): Promise<string | null> {
  const isArchive = head[0] === 0x50 && head[1] === 0x4b;
  const found = (await fileTypeFromBuffer(isArchive ? await readAll() : head))?.ext ?? null;
  if (found !== null && !LIKE_WORDS.includes(found)) return found;
  // The head may end within a character.
  return isText(head, { isCut: true }) && isText(await readAll(), { isCut: false }) ? 'text' : found;
}

/** UTF-8, and none of its characters NUL. */
function isText(bytes: Uint8Array, { isCut }: { isCut: boolean }): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut });
    return true;
  } catch {
    return false;
  }
}
