'use client';

import { FolderOpen, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import type { SharedFile } from '@/lib/room/schema';
import { Button } from '../ui/button';
import { DeleteFile } from './delete-file';
import { DropZone } from './drop-zone';
import { FilePreview } from './file-preview';
import { FileRow } from './file-row';
import { ACCEPTED_FILES } from './limits';
import { FilesSkeleton } from './panel-skeletons';
import { PanelTrouble } from './panel-trouble';
import { UploadRows } from './upload-rows';
import type { SessionFiles } from './use-files';

type FilesPanelProps = {
  session: SessionFiles;
  me: { id: string; name: string };
  isTutor: boolean;
  /** False for students of a group. */
  canShare: boolean;
  zone: string;
  closedBecause: string | null;
  /** The session took place. One may still share. */
  isOver: boolean;
};

/** The session's files: to look at, to take along, and to share. */
export function FilesPanel(props: FilesPanelProps) {
  const { session, me, isTutor, canShare, zone, closedBecause, isOver } = props;
  const { files, state, uploads, rows } = session;
  const inputRef = useRef<HTMLInputElement>(null);
  const shareRef = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState<SharedFile | null>(null);
  const [doomed, setDoomed] = useState<SharedFile | null>(null);
  const [fetching, setFetching] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const isOpenForAll = closedBecause === null;
  const mayShare = canShare && isOpenForAll;

  async function download(file: SharedFile) {
    setProblem(null);
    setFetching(file.id);
    const answer = await files.bytesOf(file.id);
    setFetching(null);
    if (answer.ok) save(answer.body, file.name);
    else setProblem(`${file.name}: ${answer.detail}`);
  }

  const list = (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-2">
        {problem && (
          <p role="alert" className="py-2 text-on-danger-soft text-sm">
            {problem}
          </p>
        )}
        <UploadRows rows={rows} uploads={uploads} onGone={() => shareRef.current?.focus()} />
        {!state.files && !state.trouble && <FilesSkeleton />}
        {state.files?.length === 0 && rows.length === 0 && (
          <NoFiles canShare={mayShare} isTutor={isTutor} isOver={isOver} isClosed={!isOpenForAll} />
        )}
        {state.files && state.files.length > 0 && (
          <ul className="divide-y">
            {state.files.map((file) => (
              <FileRow
                key={file.id}
                file={file}
                isOwn={file.uploader.id === me.id}
                zone={zone}
                isFetching={fetching === file.id}
                onOpen={() => setOpened(file)}
                onDownload={() => download(file)}
                onDelete={
                  isOpenForAll && (isTutor || file.uploader.id === me.id) ? () => setDoomed(file) : null
                }
              />
            ))}
          </ul>
        )}
      </div>
      <PanelTrouble
        isSignedOut={state.isSignedOut}
        trouble={state.trouble}
        isAway={false}
        onTryAgain={files.ask}
        whenOffline="You are offline. Files come and go when you are back."
      />
      {mayShare && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t p-2.5">
          <Button ref={shareRef} look="secondary" onClick={() => inputRef.current?.click()}>
            <Upload aria-hidden className="size-[1.125rem]" /> Share files
          </Button>
          <p className="text-ink-muted text-xs">
            <span className="pointer-coarse:hidden">Or drop them here. </span>Up to 32 MB each.
          </p>
          <input
            ref={inputRef}
            type="file"
            multiple
            accept={ACCEPTED_FILES}
            aria-label="Files to share"
            tabIndex={-1}
            className="sr-only"
            onChange={(event) => {
              uploads.add([...(event.target.files ?? [])]);
              // The same file may be chosen again.
              event.target.value = '';
            }}
          />
        </div>
      )}
      {closedBecause && <p className="border-t px-4 py-3 text-ink-muted text-sm">{closedBecause}</p>}
    </div>
  );

  return (
    <>
      {mayShare ? (
        <DropZone
          onFiles={uploads.add}
          onFolder={() => setProblem('A folder cannot be shared: drop the files in it.')}
        >
          {list}
        </DropZone>
      ) : (
        list
      )}
      <FilePreview file={opened} files={files} onClose={() => setOpened(null)} onDownload={download} />
      <DeleteFile file={doomed} files={files} onClose={() => setDoomed(null)} />
    </>
  );
}

type NoFilesProps = { canShare: boolean; isTutor: boolean; isOver: boolean; isClosed: boolean };

function NoFiles(props: NoFilesProps) {
  return (
    <div className="mx-auto grid max-w-[34ch] justify-items-center gap-2 py-8 text-center text-ink-muted text-sm">
      <FolderOpen aria-hidden className="size-6 text-accent-text" strokeWidth={1.6} />
      <p className="text-balance">{noFilesText(props)}</p>
    </div>
  );
}

function noFilesText({ canShare, isTutor, isOver, isClosed }: NoFilesProps): string {
  if (isClosed) return 'No files were shared.';
  const whose = isTutor ? 'everyone in the session' : 'both of you';
  if (isOver) {
    return canShare
      ? `No files from this session. Files you share now are still available to ${whose}.`
      : 'No files from this session. What the tutor still shares will appear here.';
  }
  return canShare
    ? `No files yet. Files you share are available to ${whose}, before, during and after it.`
    : 'No files yet. Files the tutor shares will appear here.';
}

function save(bytes: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  // Some browsers begin to read it only after the click is over.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
