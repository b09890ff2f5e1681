'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Link from 'next/link';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { resetRequestSchema } from '@/lib/accounts/schema';
import { paths } from '@/lib/paths';
import { requestResetAction } from './actions';

export function ResetRequestForm() {
  const [problem, setProblem] = useState<string | null>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(resetRequestSchema),
  });

  const submit = handleSubmit(async (input) => {
    setProblem(null);
    const result = await requestResetAction(input).catch(() => null);
    if (result?.ok) setSentTo(input.email);
    else setProblem(result?.error.detail ?? 'The server did not answer. Try again.');
  });

  return (
    <>
      {/* Stands in the page before there is anything to say, so that it is spoken. */}
      <div role="status" className="empty:sr-only">
        {sentTo && (
          <Notice title="Check your e-mail">
            If there is an account for {sentTo}, a link is on its way. It works for one hour.
          </Notice>
        )}
      </div>
      {!sentTo && (
        <form method="post" onSubmit={submit} noValidate className="grid gap-5">
          <Field label="E-mail address" error={formState.errors.email?.message}>
            {(control) => <Input {...control} {...register('email')} type="email" autoComplete="username" />}
          </Field>
          {problem && (
            <Notice tone="danger" live>
              {problem}
            </Notice>
          )}
          <SubmitButton size="lg" pending={formState.isSubmitting}>
            E-mail me a link
          </SubmitButton>
          <Link className="link inline-block justify-self-start py-1" href={paths.signIn()}>
            Back to sign in
          </Link>
        </form>
      )}
    </>
  );
}
