'use client';

import { useState } from 'react';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Notice } from '../ui/notice';

type LeaveDialogProps = {
  isOpen: boolean;
  onClose: () => void;
  onLeave: () => void;
  /** @returns why it could not be, in words */
  onEnd: () => Promise<string | null>;
};

/** For the tutor, whose going may mean two things. */
export function LeaveDialog({ isOpen, onClose, onLeave, onEnd }: LeaveDialogProps) {
  const [isEnding, setIsEnding] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function end() {
    setProblem(null);
    setIsEnding(true);
    setProblem(await onEnd());
    setIsEnding(false);
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title="Leave, or end the session?"
      description="If you leave, the session continues without you and you can come back. If you end it, it is over for everyone and cannot be started again."
    >
      <div className="grid gap-4 px-5 py-5">
        {problem && (
          <Notice tone="danger" live>
            {problem}
          </Notice>
        )}
        <div className="flex flex-wrap justify-end gap-3">
          <Button look="secondary" data-first-focus onClick={onLeave}>
            Leave
          </Button>
          <Button look="danger" pending={isEnding} onClick={end}>
            End for everybody
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
