'use client';

import { Download, Trash2 } from 'lucide-react';
import type { SharedFile } from '@/lib/room/schema';
import { clockOf, dayAndMonth } from '@/lib/time-format';
import { Button } from '../ui/button';
import { previewOf, sizeOf } from './file-facts';
import { FileIcon } from './file-icon';

type FileRowProps = {
  file: SharedFile;
  isOwn: boolean;
  zone: string;
  isFetching: boolean;
  onOpen: () => void;
  onDownload: () => void;
  /** Null where it is not theirs to delete. */
  onDelete: (() => void) | null;
};

export function FileRow({ file, isOwn, zone, isFetching, onOpen, onDownload, onDelete }: FileRowProps) {
  const canPreview = previewOf(file.mimeType) !== null;
  return (
    <li className="flex items-center gap-3 py-2.5">
      <FileIcon mimeType={file.mimeType} />
      <div className="grid min-w-0 flex-1">
        <button
          type="button"
          title={file.name}
          aria-label={`${file.name}, ${canPreview ? 'open' : 'download'}`}
          onClick={canPreview ? onOpen : onDownload}
          className="min-h-6 line-clamp-2 justify-self-start rounded-sm text-left font-medium text-[0.9375rem] leading-snug [overflow-wrap:anywhere] hover:underline"
        >
          {file.name}
        </button>
        <p className="text-ink-muted text-xs">
          {sizeOf(file.size)} · {isOwn ? 'You' : file.uploader.name} ·{' '}
          <time dateTime={file.createdAt} className="whitespace-nowrap">
            {dayAndMonth(file.createdAt, zone)}, {clockOf(file.createdAt, zone)}
          </time>
        </p>
      </div>
      <div className="-mr-2 flex">
        <Button
          look="quiet"
          size="icon"
          className="px-0"
          pending={isFetching}
          aria-label={`Download ${file.name}`}
          onClick={onDownload}
        >
          <Download aria-hidden className="size-[1.125rem]" />
        </Button>
        {onDelete && (
          <Button
            look="quiet"
            size="icon"
            className="px-0"
            aria-label={`Delete ${file.name}`}
            onClick={onDelete}
          >
            <Trash2 aria-hidden className="size-[1.125rem]" />
          </Button>
        )}
      </div>
    </li>
  );
}
