'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Link from 'next/link';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { buttonClass } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { resetSchema } from '@/lib/accounts/schema';
import type { ActionError } from '@/lib/action';
import { paths } from '@/lib/paths';
import { resetPasswordAction } from '../actions';

export function NewPasswordForm({ token, isLiving }: { token: string; isLiving: boolean }) {
  const [error, setError] = useState<Pick<ActionError, 'code' | 'detail'> | null>(null);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(resetSchema),
    defaultValues: { token },
  });

  const submit = handleSubmit(async (input) => {
    setError(null);
    const result = await resetPasswordAction(input).catch(() => null);
    if (result?.ok) {
      window.location.assign(`${paths.signIn()}?reset=done`);
      await new Promise(() => undefined);
    } else {
      setError(result?.error ?? { code: 'INTERNAL', detail: 'The server did not answer. Try again.' });
    }
  });

  if (!isLiving || error?.code === 'RESET_LINK_INVALID') {
    return (
      <div className="grid gap-4">
        <Notice tone="danger" live title="This link is no longer valid">
          It has been used or has expired.
        </Notice>
        <Link href={paths.reset()} className={buttonClass({ size: 'lg' })}>
          Ask for a new link
        </Link>
      </div>
    );
  }
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-5">
      <Field label="New password" hint="At least 10 characters." error={formState.errors.password?.message}>
        {(control) => (
          <Input {...control} {...register('password')} type="password" autoComplete="new-password" />
        )}
      </Field>
      {error && (
        <Notice tone="danger" live>
          {error.detail}
        </Notice>
      )}
      <SubmitButton size="lg" pending={formState.isSubmitting}>
        Set password
      </SubmitButton>
    </form>
  );
}
