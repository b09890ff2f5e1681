'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { paths } from '@/lib/paths';
import { cancelSessionAction } from './actions';

type CancelSessionProps = {
  sessionId: string;
  isTutor: boolean;
  isGroup: boolean;
  /** False once it has begun, is over or was cancelled; somebody may be writing a reason at that moment. */
  canCancel: boolean;
  /** What comes back, in words: `You get a full refund of $30.00 to your card.` */
  consequence: string;
  /** In a list: which session is meant, for those who hear the button alone. */
  inList?: string;
};

/** Asks once more, says what comes back, and cancels. */
export function CancelSession(props: CancelSessionProps) {
  const { sessionId, isTutor, isGroup, canCancel, consequence, inList } = props;
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [isCancelling, setIsCancelling] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [reopen, setReopen] = useState(false);

  // The group's session goes on without one of its students.
  const isOwnSeat = isGroup && !isTutor;
  const what = isOwnSeat ? 'Give up my seat' : 'Cancel the session';

  async function cancel(event: FormEvent) {
    event.preventDefault();
    if (isCancelling) return;
    setProblem(null);
    setIsCancelling(true);
    const result = await cancelSessionAction({ sessionId, reason: reason || undefined, reopen }).catch(
      () => null,
    );
    setIsCancelling(false);
    if (!result?.ok) {
      setProblem(
        result?.error.detail ??
          `The server did not answer. ${isOwnSeat ? 'You still have your seat' : 'Nothing was cancelled'}: try again.`,
      );
      return;
    }
    setIsOpen(false);
    // A list of what is to come loses the session, and with it what became of the money.
    if (inList) router.push(paths.session(sessionId));
    else router.refresh();
  }

  return (
    <>
      {canCancel && (
        <Button
          look={inList ? 'quiet' : 'secondary'}
          size={inList ? 'sm' : 'md'}
          className="justify-self-start print:hidden"
          onClick={() => setIsOpen(true)}
        >
          {inList ? (
            <span className="font-medium text-ink-muted">
              {isOwnSeat ? 'Give up seat' : 'Cancel'} <span className="sr-only">{inList}</span>
            </span>
          ) : (
            what
          )}
        </Button>
      )}
      <Dialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title={`${what}?`}
        description={canCancel ? consequence : undefined}
      >
        <form onSubmit={cancel} className="grid gap-5 px-5 py-5">
          {isTutor && (
            <>
              <Field label="Reason" optional hint="Your students will see it.">
                {(control) => (
                  <Input
                    {...control}
                    value={reason}
                    maxLength={500}
                    onChange={(event) => setReason(event.target.value)}
                  />
                )}
              </Field>
              <Checkbox checked={reopen} onChange={(event) => setReopen(event.target.checked)}>
                Offer this time to students again
              </Checkbox>
            </>
          )}
          {problem && canCancel && (
            <Notice tone="danger" live>
              {problem}
            </Notice>
          )}
          {!canCancel && (
            <Notice tone="warn" live>
              {isOwnSeat
                ? 'The session has started or was cancelled in the meantime, so your seat can no longer be given up.'
                : 'The session has started or was cancelled in the meantime, so it can no longer be cancelled.'}
            </Notice>
          )}
          <div className="flex flex-wrap justify-end gap-3">
            <Button look="quiet" onClick={() => setIsOpen(false)}>
              {canCancel ? 'Keep it' : 'Close'}
            </Button>
            {canCancel && (
              <Button type="submit" look="danger" pending={isCancelling}>
                {what}
              </Button>
            )}
          </div>
        </form>
      </Dialog>
    </>
  );
}
