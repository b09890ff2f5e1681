'use client';

import { type FormEvent, useState } from 'react';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { unsubscribeAction } from './actions';

export function Unsubscribe({ token }: { token: string }) {
  const [isSending, setIsSending] = useState(false);
  const [isDone, setIsDone] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function stop(event: FormEvent) {
    event.preventDefault();
    if (isSending) return;
    setProblem(null);
    setIsSending(true);
    const result = await unsubscribeAction({ token }).catch(() => null);
    setIsSending(false);
    if (result?.ok) setIsDone(true);
    else setProblem(result?.error.detail ?? 'The server did not answer. Nothing was changed: try again.');
  }

  if (isDone) {
    return (
      <Notice live title="No more reminders">
        You will no longer get e-mail reminders about your sessions.
      </Notice>
    );
  }
  return (
    <form onSubmit={stop} className="grid gap-5">
      <p>You get an e-mail reminder 24 hours and 1 hour before each of your sessions.</p>
      {problem && (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      )}
      <SubmitButton pending={isSending} className="justify-self-start">
        Stop reminder e-mails
      </SubmitButton>
    </form>
  );
}
