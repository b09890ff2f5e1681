'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import type { Session } from '@/lib/sessions/schema';
import { completeSessionAction } from './actions';

type RunSessionProps = { sessionId: string; status: Session['status'] };

/** For the tutor: ends what goes on. It is started in the room, where one sees first how one looks. */
export function RunSession({ sessionId, status }: RunSessionProps) {
  const router = useRouter();
  const [isEnding, setIsEnding] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isLive = status === 'IN_PROGRESS';

  async function end() {
    if (isEnding) return;
    setProblem(null);
    setIsEnding(true);
    const result = await completeSessionAction({ sessionId }).catch(() => null);
    setIsEnding(false);
    if (!result?.ok) {
      setProblem(result?.error.detail ?? 'The server did not answer. Try again.');
      return;
    }
    setIsAsking(false);
    router.refresh();
  }

  return (
    <>
      {isLive && (
        <Button
          look="secondary"
          className="justify-self-start print:hidden"
          onClick={() => setIsAsking(true)}
        >
          End session
        </Button>
      )}
      <Dialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title="End the session?"
        description="It ends for everyone and cannot be started again."
      >
        <div className="grid gap-5 px-5 py-5">
          {problem && (
            <Notice tone="danger" live>
              {problem}
            </Notice>
          )}
          <div className="flex flex-wrap justify-end gap-3">
            <Button look="quiet" onClick={() => setIsAsking(false)}>
              Go on
            </Button>
            <Button look="danger" pending={isEnding} onClick={end}>
              End session
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
