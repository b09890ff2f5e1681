import {
  File as FileIconPlain,
  FileImage,
  FileMusic,
  FilePlay,
  FileSpreadsheet,
  FileText,
  type LucideIcon,
  Presentation,
} from 'lucide-react';
import { type FileKind, kindOf } from './file-facts';

const ICONS: Record<FileKind, LucideIcon> = {
  pdf: FileText,
  picture: FileImage,
  text: FileText,
  sheet: FileSpreadsheet,
  slides: Presentation,
  sound: FileMusic,
  film: FilePlay,
  other: FileIconPlain,
};

/** What kind of file it is, at a glance. The name's ending says it in words. */
export function FileIcon({ mimeType }: { mimeType: string }) {
  const Icon = ICONS[kindOf(mimeType)];
  return (
    <span
      aria-hidden
      className="grid size-10 shrink-0 place-items-center rounded-md bg-accent-soft text-on-accent-soft"
    >
      <Icon className="size-5" strokeWidth={1.8} />
    </span>
  );
}
