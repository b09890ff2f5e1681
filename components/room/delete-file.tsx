'use client';

import { useState } from 'react';
import type { SharedFile } from '@/lib/room/schema';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Notice } from '../ui/notice';
import type { Files } from './files-store';

type DeleteFileProps = { file: SharedFile | null; files: Files; onClose: () => void };

/** Asks once more before a file is gone for everybody. */
export function DeleteFile({ file, files, onClose }: DeleteFileProps) {
  const [isDeleting, setIsDeleting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const close = () => {
    setProblem(null);
    onClose();
  };

  async function remove() {
    if (!file) return;
    setProblem(null);
    setIsDeleting(true);
    const answer = await files.remove(file.id);
    setIsDeleting(false);
    if (answer.ok) close();
    else setProblem(answer.detail);
  }

  return (
    <Dialog
      open={file !== null}
      onOpenChange={(isOpen) => !isOpen && close()}
      title="Delete this file?"
      description={file && `${file.name} will be gone for everybody in the session.`}
    >
      <div className="grid gap-5 px-5 py-5">
        {problem && (
          <Notice tone="danger" live>
            {problem}
          </Notice>
        )}
        <div className="flex flex-wrap justify-end gap-3">
          <Button look="quiet" onClick={close}>
            Keep it
          </Button>
          <Button look="danger" pending={isDeleting} onClick={remove}>
            Delete
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
