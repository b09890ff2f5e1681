'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import type { ActionResult } from '@/lib/action';
import type { Session } from '@/lib/sessions/schema';
import { completeSessionAction, startSessionAction } from './actions';
import { useFocusKept } from './use-focus-kept';

type RunSessionProps = {
  sessionId: string;
  status: Session['status'];
  /** From here on it can be started, and until `endsAt`. */
  opensAt: string;
  endsAt: string;
  /** `opensAt` in the reader's words. */
  opensAtText: string;
  /** The server's present. */
  now: string;
};

/** For the tutor: starts the session once its time has come, and ends it. */
export function RunSession({ sessionId, status, opensAt, endsAt, opensAtText, now }: RunSessionProps) {
  const router = useRouter();
  const time = useWindow({ opensAt, endsAt, now });
  const [isBusy, setIsBusy] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isLive = status === 'IN_PROGRESS';
  const canStart = status === 'SCHEDULED' && time === 'open';
  useFocusKept(!isLive && !canStart);

  async function run(work: Promise<ActionResult<unknown>>) {
    if (isBusy) return;
    setProblem(null);
    setIsBusy(true);
    const result = await work.catch(() => null);
    setIsBusy(false);
    if (!result?.ok) {
      setProblem(result?.error.detail ?? 'The server did not answer. Try again.');
      return;
    }
    setIsAsking(false);
    router.refresh();
  }

  const words =
    status === 'SCHEDULED' && time === 'early'
      ? `You can start it from ${opensAtText}.`
      : canStart
        ? 'You can start it now.'
        : '';
  const isSeen = isLive || words !== '' || problem !== null;
  return (
    <div className={isSeen ? 'flex flex-wrap items-center gap-x-4 gap-y-2 print:hidden' : 'sr-only'}>
      {(isLive || canStart) && (
        // One button for both, so that the focus stays where it is.
        <Button
          look={isLive ? 'secondary' : 'primary'}
          pending={isBusy && !isAsking}
          onClick={() => (isLive ? setIsAsking(true) : run(startSessionAction({ sessionId })))}
        >
          {isLive ? 'End session' : 'Start session'}
        </Button>
      )}
      <p role="status" className="text-ink-muted">
        {words}
      </p>
      {problem && !isAsking && (
        <Notice tone="danger" live className="basis-full">
          {problem}
        </Notice>
      )}
      <Dialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title="End the session?"
        description="It ends for everybody and cannot be started again."
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
            <Button look="danger" pending={isBusy} onClick={() => run(completeSessionAction({ sessionId }))}>
              End session
            </Button>
          </div>
        </div>
      </Dialog>
    </div>
  );
}

type Window = 'early' | 'open' | 'over';

/** Where the present lies, by the server's clock; moves on by itself. */
function useWindow({ opensAt, endsAt, now }: { opensAt: string; endsAt: string; now: string }): Window {
  const [present, setPresent] = useState(now);
  useEffect(() => {
    const aheadMs = Date.parse(now) - Date.now();
    const look = () => setPresent(new Date(Date.now() + aheadMs).toISOString());
    look();
    // A timer for the very moment would sleep with the machine.
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [now]);
  if (present < opensAt) return 'early';
  return present < endsAt ? 'open' : 'over';
}
