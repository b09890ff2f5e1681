// What a file's name, size and type say to people, and what speaks against sharing one before it is sent. Pure.
import { ACCEPTED_FILES, MAX_FILE_BYTES } from './limits';

const MB = 1024 * 1024;

/** `12 bytes`, `340 KB`, `1.2 MB`. */
export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  // Rounded up to 1024 KB it would read as less than 1 MB, and is more.
  if (bytes < MB - 512) return `${Math.round(bytes / 1024)} KB`;
  const megabytes = bytes / MB;
  return `${megabytes < 10 ? megabytes.toFixed(1).replace('.0', '') : Math.round(megabytes)} MB`;
}

/** What can be looked at without leaving the page. */
export function previewOf(mimeType: string): 'pdf' | 'picture' | null {
  if (mimeType === 'application/pdf') return 'pdf';
  return /^image\/(png|jpeg|gif|webp)$/.test(mimeType) ? 'picture' : null;
}

export type FileKind = 'pdf' | 'picture' | 'text' | 'sheet' | 'slides' | 'sound' | 'film' | 'other';

export function kindOf(mimeType: string): FileKind {
  if (mimeType === 'application/pdf') return 'pdf';
  if (mimeType.startsWith('image/')) return 'picture';
  if (mimeType.startsWith('audio/')) return 'sound';
  if (mimeType.startsWith('video/')) return 'film';
  if (/spreadsheet|csv/.test(mimeType)) return 'sheet';
  if (/presentation/.test(mimeType)) return 'slides';
  return /^text\/|word|opendocument\.text/.test(mimeType) ? 'text' : 'other';
}

/** Why the server would refuse a file, as far as name and size tell; null where only its content can. */
export function problemOfFile({ name, size }: { name: string; size: number }): string | null {
  if (size === 0) return 'This file is empty.';
  if (size > MAX_FILE_BYTES) {
    return `This file has ${sizeOf(size)}. At most ${sizeOf(MAX_FILE_BYTES)} can be shared.`;
  }
  const [, ending] = /\.([a-z0-9]{1,10})$/i.exec(name) ?? [];
  if (!ending || ACCEPTED_FILES.split(',').includes(`.${ending.toLowerCase()}`)) return null;
  return `Files ending in .${ending} cannot be shared. PDF, pictures, documents, slides, sheets, text, sound and video can.`;
}
