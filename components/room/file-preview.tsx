'use client';

import { Download, X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import type { SharedFile } from '@/lib/room/schema';
import { Button, buttonClass } from '../ui/button';
import { focusPlace, placeOf } from '../ui/focus-place';
import { Loading, Skeleton } from '../ui/skeleton';
import { previewOf, sizeOf } from './file-facts';
import type { Files } from './files-store';

type FilePreviewProps = {
  file: SharedFile | null;
  files: Pick<Files, 'bytesOf'>;
  onClose: () => void;
  onDownload: (file: SharedFile) => void;
};

/** A picture or a PDF, as large as the window allows, without leaving the page. */
export function FilePreview({ file, files, onClose, onDownload }: FilePreviewProps) {
  // Opened by a row, which Radix does not know as its trigger.
  const opener = useRef<Element[]>([]);
  return (
    <Radix.Root open={file !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
        {file && (
          <Radix.Content
            aria-describedby={undefined}
            onOpenAutoFocus={() => {
              opener.current = placeOf(document.activeElement);
            }}
            onCloseAutoFocus={(event) => {
              event.preventDefault();
              focusPlace(opener.current);
            }}
            className="fixed inset-0 z-50 flex animate-appear flex-col bg-surface text-ink shadow-lift sm:inset-6 sm:rounded-xl sm:border"
          >
            <div className="flex items-center gap-2 border-b py-2 pr-2 pl-5">
              <div className="grid min-w-0 flex-1">
                <Radix.Title className="truncate font-semibold">{file.name}</Radix.Title>
                <p className="text-ink-muted text-sm">
                  {sizeOf(file.size)} · {file.uploader.name}
                </p>
              </div>
              <Button
                look="quiet"
                size="icon"
                className="px-0"
                aria-label="Download"
                onClick={() => onDownload(file)}
              >
                <Download aria-hidden className="size-5" />
              </Button>
              <Radix.Close className={buttonClass({ look: 'quiet', size: 'icon' })} aria-label="Close">
                <X aria-hidden className="size-5" />
              </Radix.Close>
            </div>
            <div className="grid min-h-0 flex-1 place-items-center bg-sunken sm:rounded-b-xl">
              <Preview key={file.id} file={file} files={files} onDownload={() => onDownload(file)} />
            </div>
          </Radix.Content>
        )}
      </Radix.Portal>
    </Radix.Root>
  );
}

type Shown = { address: string } | { problem: string } | null;

function Preview({
  file,
  files,
  onDownload,
}: {
  file: SharedFile;
  files: Pick<Files, 'bytesOf'>;
  onDownload: () => void;
}) {
  const [shown, setShown] = useState<Shown>(null);
  const [attempt, setAttempt] = useState(0);
  const isPdf = previewOf(file.mimeType) === 'pdf';
  // Phones often show PDFs in an app of their own only.
  const cannotShow = isPdf && navigator.pdfViewerEnabled === false;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt fetches again
  useEffect(() => {
    if (cannotShow) return;
    const calledOff = new AbortController();
    let address: string | undefined;
    setShown(null);
    // The bytes and not the address: that lapses, and what stands behind it is not for this page to trust as a frame.
    files.bytesOf(file.id, calledOff.signal).then((answer) => {
      if (calledOff.signal.aborted) return;
      if (answer.ok) address = URL.createObjectURL(answer.body);
      setShown(address ? { address } : { problem: answer.ok ? '' : answer.detail });
    });
    return () => {
      calledOff.abort();
      if (address) URL.revokeObjectURL(address);
    };
  }, [files, file.id, cannotShow, attempt]);

  if (cannotShow) {
    return (
      <div className="grid justify-items-center gap-3 p-6 text-center">
        <p>This browser shows no PDFs inside a page.</p>
        <Button onClick={onDownload}>Download</Button>
      </div>
    );
  }
  if (!shown) {
    return (
      <Loading label="Loading the file" className="size-full p-6">
        <Skeleton className="mx-auto h-full max-w-3xl" />
      </Loading>
    );
  }
  if ('problem' in shown) {
    return (
      <div role="alert" className="grid justify-items-center gap-3 p-6 text-center">
        <p>{shown.problem}</p>
        <Button look="secondary" onClick={() => setAttempt((count) => count + 1)}>
          Try again
        </Button>
      </div>
    );
  }
  return isPdf ? (
    <iframe src={shown.address} title={file.name} className="size-full sm:rounded-b-xl" />
  ) : (
    // biome-ignore lint/performance/noImgElement: bytes that this page holds, which no server can make smaller
    <img
      src={shown.address}
      alt={file.name}
      onError={() => setShown({ problem: 'This picture could not be shown. Download it instead.' })}
      className="max-h-full max-w-full object-contain p-2"
    />
  );
}
