// Who may do what in the room of a session, and which files it takes under which names. No I/O.

import { AppError } from '../errors';
import type { SessionStatus } from '../vocabulary';
import { MAX_FILE_BYTES } from './schema';

/** Where somebody stands in a session of which they are, or once were, a part. */
export type Place = {
  role: 'TUTOR' | 'STUDENT';
  /** False for students who gave up their seat, or lost it. */
  hasSeat: boolean;
  isGroup: boolean;
  status: SessionStatus;
};

/** @throws AppError CHAT_DISABLED in a group */
export function assertChat(place: Place): void {
  if (place.isGroup) throw new AppError('CHAT_DISABLED');
}

/** @throws AppError CHAT_DISABLED in a group, INVALID_STATE where the session came to nothing, FORBIDDEN without a seat */
export function assertMayWrite(place: Place): void {
  assertChat(place);
  assertOpen(place);
  assertSeat(place);
}

/** @throws AppError TUTOR_ONLY_UPLOAD for a group's students, INVALID_STATE where it came to nothing, FORBIDDEN without a seat */
export function assertMayShare(place: Place): void {
  if (place.isGroup && place.role === 'STUDENT') throw new AppError('TUTOR_ONLY_UPLOAD');
  assertOpen(place);
  assertSeat(place);
}

/** @throws AppError FORBIDDEN for others than the uploader and the tutor; INVALID_STATE where the session came to nothing */
export function assertMayDelete(place: Place, { isUploader }: { isUploader: boolean }): void {
  if (place.role === 'STUDENT' && !isUploader) {
    throw new AppError('FORBIDDEN', { detail: 'Only the tutor and who shared a file can delete it.' });
  }
  assertOpen(place);
  assertSeat(place);
}

/** Of the chat and the files of a session that came to nothing. */
export const READ_ONLY = 'What is here can still be read, but nothing can be added or removed.';

function assertOpen({ status }: Place): void {
  if (status !== 'CANCELLED' && status !== 'NO_SHOW') return;
  const reason = status === 'CANCELLED' ? 'was cancelled' : 'did not take place';
  throw new AppError('INVALID_STATE', {
    detail: `This session ${reason}. ${READ_ONLY}`,
  });
}

function assertSeat({ hasSeat }: Place): void {
  if (!hasSeat) throw new AppError('FORBIDDEN', { detail: 'You gave up your seat in this session.' });
}

/** @throws AppError FILE_TOO_LARGE, VALIDATION_FAILED for an empty file */
export function assertFileSize(size: number): void {
  if (size > MAX_FILE_BYTES) throw new AppError('FILE_TOO_LARGE');
  if (size > 0) return;
  const message = 'This file is empty.';
  throw new AppError('VALIDATION_FAILED', { detail: message, errors: [{ path: 'file', message }] });
}

type Kind = {
  mimeType: string;
  /** Endings of names that promise it; the first is given to a name that has none. */
  endings: readonly string[];
  /** What the content is found to be, in the words of `file-type`; `text` is our own. */
  contents: readonly string[];
};

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument';

/** Nothing here runs a script where it is shown; SVG and HTML would. */
const KINDS: readonly Kind[] = [
  { mimeType: 'application/pdf', endings: ['pdf'], contents: ['pdf'] },
  { mimeType: 'image/png', endings: ['png'], contents: ['png', 'apng'] },
  { mimeType: 'image/jpeg', endings: ['jpg', 'jpeg'], contents: ['jpg'] },
  { mimeType: 'image/gif', endings: ['gif'], contents: ['gif'] },
  { mimeType: 'image/webp', endings: ['webp'], contents: ['webp'] },
  { mimeType: `${OPEN_XML}.wordprocessingml.document`, endings: ['docx'], contents: ['docx'] },
  { mimeType: `${OPEN_XML}.spreadsheetml.sheet`, endings: ['xlsx'], contents: ['xlsx'] },
  { mimeType: `${OPEN_XML}.presentationml.presentation`, endings: ['pptx'], contents: ['pptx'] },
  { mimeType: `${OPEN_DOCUMENT}.text`, endings: ['odt'], contents: ['odt'] },
  { mimeType: `${OPEN_DOCUMENT}.spreadsheet`, endings: ['ods'], contents: ['ods'] },
  { mimeType: `${OPEN_DOCUMENT}.presentation`, endings: ['odp'], contents: ['odp'] },
  { mimeType: 'text/plain', endings: ['txt'], contents: ['text'] },
  { mimeType: 'text/markdown', endings: ['md', 'markdown'], contents: ['text'] },
  { mimeType: 'text/csv', endings: ['csv'], contents: ['text'] },
  { mimeType: 'audio/mpeg', endings: ['mp3'], contents: ['mp3'] },
  { mimeType: 'audio/wav', endings: ['wav'], contents: ['wav'] },
  { mimeType: 'audio/ogg', endings: ['ogg', 'oga', 'opus'], contents: ['ogg', 'oga', 'opus', 'spx'] },
  { mimeType: 'video/mp4', endings: ['mp4'], contents: ['mp4', 'm4v'] },
  { mimeType: 'video/webm', endings: ['webm'], contents: ['webm'] },
  // Recorders write the same box of MP4 around sound alone.
  { mimeType: 'audio/mp4', endings: ['m4a'], contents: ['m4a', 'm4b', 'mp4'] },
];

/** For the `accept` of a file input. */
export const ACCEPTED_FILES = KINDS.flatMap(({ endings }) => endings.map((ending) => `.${ending}`)).join(',');

export type FileName = { stem: string; ending: string | null };

const MAX_NAME_CHARACTERS = 120;
/** Controls, halves of characters, line ends, and marks that turn the direction of writing or show as nothing. */
const NOT_IN_NAMES =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/** A name without path and without characters that deceive, in its two parts. What nothing is left of is `file`. */
export function readFileName(given: string): FileName {
  const last = given.replace(NOT_IN_NAMES, '').normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const name = last.replace(/\s+/g, ' ').replace(/^[. ]+|[. ]+$/g, '');
  const [, stem = name, ending = null] = /^(.+)\.([a-z0-9]{1,10})$/i.exec(name) ?? [];
  return { stem: stem || 'file', ending };
}

/**
 * Whether a name may be shared at all, before its content is known.
 * @throws AppError FILE_TYPE_NOT_ALLOWED for the ending of a kind that is not taken
 */
export function assertEnding({ ending }: FileName): void {
  if (ending !== null && kindsOf(ending).length === 0) throw new AppError('FILE_TYPE_NOT_ALLOWED');
}

/**
 * The name and type under which a file is kept. A name without an ending gets that of its content; the stem is cut so
 * that no more than 120 characters remain.
 * @throws AppError FILE_TYPE_NOT_ALLOWED where the content is of no kind that is taken, or not what the name says
 */
export function decideKind(name: FileName, content: string | null): { name: string; mimeType: string } {
  const kind = (name.ending === null ? KINDS : kindsOf(name.ending)).find(({ contents }) =>
    contents.includes(content ?? ''),
  );
  if (!kind) throw new AppError('FILE_TYPE_NOT_ALLOWED');
  const ending = name.ending ?? kind.endings[0];
  const stem = [...name.stem].slice(0, MAX_NAME_CHARACTERS - 1 - `${ending}`.length).join('');
  return { name: `${stem.trimEnd()}.${ending}`, mimeType: kind.mimeType };
}

function kindsOf(ending: string): readonly Kind[] {
  return KINDS.filter(({ endings }) => endings.includes(ending.toLowerCase()));
}

/** Types that browsers give to files of which they know little. */
const VAGUE_TYPES = [
  ...['', 'blob', 'application/octet-stream', 'application/zip', 'application/x-zip-compressed'],
  ...['text/plain', 'text/csv', 'text/markdown', 'text/x-markdown', 'application/csv'],
  'application/vnd.ms-excel',
];

/**
 * The storage serves what a browser sent it under the type which that browser named, so a PDF must not be called HTML.
 * @throws AppError FILE_TYPE_NOT_ALLOWED unless the type is one of ours, vague, or of pictures, sound or film
 */
export function assertServedAs(type: string): void {
  const [plain = ''] = type.toLowerCase().split(';');
  const isHarmless =
    KINDS.some(({ mimeType }) => mimeType === plain) ||
    VAGUE_TYPES.includes(plain) ||
    (/^(image|audio|video)\//.test(plain) && !plain.includes('svg'));
  if (!isHarmless) throw new AppError('FILE_TYPE_NOT_ALLOWED');
}
