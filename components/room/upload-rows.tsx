'use client';

import { RotateCw, X } from 'lucide-react';
import { Button } from '../ui/button';
import { sizeOf } from './file-facts';
import type { UploadRow, Uploads } from './uploads';

type UploadRowsProps = {
  rows: readonly UploadRow[];
  uploads: Pick<Uploads, 'tryAgain' | 'remove'>;
  onGone: () => void;
};

/** What is on its way up, how far it is, and what went wrong. */
export function UploadRows({ rows, uploads, onGone }: UploadRowsProps) {
  if (rows.length === 0) return null;
  return (
    <ul aria-label="On their way" className="grid gap-1 border-b pb-2">
      {rows.map((row) => (
        <li key={row.id} className="flex items-start gap-2 py-1.5">
          <div className="grid min-w-0 flex-1 gap-1 pt-1.5">
            <p className="truncate font-medium text-sm">{row.name}</p>
            {row.state === 'failed' ? (
              <p className="text-on-danger-soft text-sm">{row.problem}</p>
            ) : (
              <>
                <progress
                  aria-label={`Sending ${row.name}`}
                  max={row.size}
                  value={row.loaded}
                  className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent [&::-webkit-progress-value]:transition-[width]"
                />
                <p className="figures text-ink-muted text-xs">{stageOf(row)}</p>
              </>
            )}
          </div>
          {row.canRetry && row.state === 'failed' && (
            <Button
              look="quiet"
              size="icon"
              className="px-0"
              aria-label={`Try again to send ${row.name}`}
              onClick={() => {
                uploads.tryAgain(row.id);
                onGone();
              }}
            >
              <RotateCw aria-hidden className="size-[1.125rem]" />
            </Button>
          )}
          <Button
            look="quiet"
            size="icon"
            className="px-0"
            aria-label={row.state === 'failed' ? `Dismiss ${row.name}` : `Cancel ${row.name}`}
            onClick={() => {
              uploads.remove(row.id);
              onGone();
            }}
          >
            <X aria-hidden className="size-[1.125rem]" />
          </Button>
        </li>
      ))}
    </ul>
  );
}

function stageOf({ state, loaded, size }: UploadRow): string {
  if (state === 'waiting') return 'Waiting';
  // All of it is there; what it is, is judged from its content.
  return loaded >= size ? 'Being checked' : `${sizeOf(loaded)} of ${sizeOf(size)}`;
}
