'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Link from 'next/link';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { signInSchema } from '@/lib/accounts/schema';
import { paths } from '@/lib/paths';
import { signInWithPassword } from '../credentials';

const PROBLEMS = {
  wrong: 'E-mail address or password is wrong.',
  unreachable: 'The server did not answer. Check your connection and try again.',
  limited: 'Too many attempts. Wait a few minutes, or reset your password.',
};

export function SignInForm({ returnTo }: { returnTo: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const { register, handleSubmit, formState, setFocus } = useForm({
    resolver: zodResolver(signInSchema),
  });
  const { errors, isSubmitting, isSubmitSuccessful } = formState;

  const submit = handleSubmit(async (credentials) => {
    setProblem(null);
    const result = await signInWithPassword(credentials);
    if (!result.ok) {
      setProblem(result.detail ?? PROBLEMS[result.reason]);
      setFocus('password', { shouldSelect: true });
      return;
    }
    // The whole document: what was rendered for a stranger must not stay.
    window.location.assign(returnTo);
    await new Promise(() => undefined);
  });

  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-5">
      <Field label="E-mail address" error={errors.email?.message}>
        {(control) => <Input {...control} {...register('email')} type="email" autoComplete="username" />}
      </Field>
      <Field label="Password" error={errors.password?.message}>
        {(control) => (
          <Input {...control} {...register('password')} type="password" autoComplete="current-password" />
        )}
      </Field>
      {problem && (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      )}
      <SubmitButton size="lg" pending={isSubmitting || (isSubmitSuccessful && !problem)}>
        Sign in
      </SubmitButton>
      <Link className="link inline-block justify-self-start py-1" href={paths.reset()}>
        Forgot your password?
      </Link>
    </form>
  );
}
