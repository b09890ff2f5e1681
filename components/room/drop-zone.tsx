'use client';

import { Upload } from 'lucide-react';
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react';

type DropZoneProps = { onFiles: (files: File[]) => void; onFolder: () => void; children: ReactNode };

/** Takes files that are dropped on it. Beside it a dropped file is not taken, and does not replace the page either. */
export function DropZone({ onFiles, onFolder, children }: DropZoneProps) {
  const [isOver, setIsOver] = useState(false);
  /** Entering a child is told before leaving its parent. */
  const depth = useRef(0);

  useEffect(() => {
    const refuse = (event: globalThis.DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    };
    window.addEventListener('dragover', refuse);
    window.addEventListener('drop', refuse);
    return () => {
      window.removeEventListener('dragover', refuse);
      window.removeEventListener('drop', refuse);
    };
  }, []);

  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: by keyboard the button does the same
    <div
      className="relative flex min-h-0 flex-1 flex-col"
      onDragEnter={(event) => {
        if (!hasFiles(event)) return;
        depth.current += 1;
        setIsOver(true);
      }}
      onDragLeave={(event) => {
        if (!hasFiles(event)) return;
        depth.current -= 1;
        if (depth.current <= 0) setIsOver(false);
      }}
      onDragOver={(event) => {
        if (hasFiles(event)) event.preventDefault();
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        setIsOver(false);
        const { files, hasFolder } = filesIn(event.dataTransfer);
        if (hasFolder) onFolder();
        if (files.length > 0) onFiles(files);
      }}
    >
      {children}
      {isOver && (
        <div
          aria-hidden
          className="pointer-events-none absolute inset-2 z-10 grid place-items-center rounded-lg border-2 border-accent border-dashed bg-accent-soft/95 text-on-accent-soft"
        >
          <p className="flex items-center gap-2 font-semibold">
            <Upload className="size-5" /> Drop to share
          </p>
        </div>
      )}
    </div>
  );
}

/** A folder comes as a file that cannot be read. */
function filesIn(transfer: DataTransfer): { files: File[]; hasFolder: boolean } {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const plain = items.filter((item) => !item.webkitGetAsEntry?.()?.isDirectory);
  return { files: plain.flatMap((item) => item.getAsFile() ?? []), hasFolder: plain.length < items.length };
}
