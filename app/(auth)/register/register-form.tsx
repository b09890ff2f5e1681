'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { detectedZone } from '@/components/time/zone-cookies';
import { ZoneField } from '@/components/time/zone-field';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { registerSchema } from '@/lib/accounts/schema';
import { signInWithPassword } from '../credentials';
import { registerAction } from './actions';

type RegisterFormProps = { returnTo: string; zone: string; now: string };

export function RegisterForm({ returnTo, zone, now }: RegisterFormProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm({
    resolver: zodResolver(registerSchema),
    // No defaults for what is typed: what stands in a field before the script runs is kept.
    defaultValues: { timezone: zone },
  });
  const { register, handleSubmit, setError, setValue, watch } = form;
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;

  // The browser knows better than a first request without cookies, until the person says otherwise.
  const wasPicked = useRef(false);
  useEffect(() => {
    if (!wasPicked.current) setValue('timezone', detectedZone());
  }, [setValue]);

  const submit = handleSubmit(async (input) => {
    setProblem(null);
    const result = await registerAction(input).catch(() => null);
    if (!result) {
      setProblem('The server did not answer. Nothing you typed is lost. Try again.');
      return;
    }
    if (!result.ok) {
      const { error } = result;
      if (error.code === 'EMAIL_TAKEN') {
        setError('email', { message: error.detail }, { shouldFocus: true });
      } else {
        setProblem(error.detail);
      }
      return;
    }
    const signedIn = await signInWithPassword({ email: input.email, password: input.password });
    window.location.assign(signedIn.ok ? returnTo : '/sign-in');
    await new Promise(() => undefined);
  });

  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-5">
      <Field label="Name" hint="Tutors and students can see it." error={errors.name?.message}>
        {(control) => <Input {...control} {...register('name')} autoComplete="name" />}
      </Field>
      <Field label="E-mail address" error={errors.email?.message}>
        {(control) => <Input {...control} {...register('email')} type="email" autoComplete="email" />}
      </Field>
      <Field label="Password" hint="At least 10 characters." error={errors.password?.message}>
        {(control) => (
          <Input {...control} {...register('password')} type="password" autoComplete="new-password" />
        )}
      </Field>
      <ZoneField
        label="Time zone"
        hint="Used to show times to you. Detected from this device."
        error={errors.timezone?.message}
        zone={watch('timezone')}
        now={now}
        onPick={(picked) => {
          wasPicked.current = true;
          setValue('timezone', picked, { shouldDirty: true });
        }}
      />
      {problem && (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      )}
      <SubmitButton size="lg" pending={isSubmitting || (isSubmitSuccessful && !problem)}>
        Create account
      </SubmitButton>
    </form>
  );
}
