'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { z } from 'zod';
import { ZonePicker } from '@/components/time/zone-picker';
import { Field, Input, Select, Textarea } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { TagInput } from '@/components/ui/tag-input';
import { Toaster } from '@/components/ui/toaster';
import { moneyOf } from '@/lib/money';
import { paths } from '@/lib/paths';
import { priceCentsOf } from '@/lib/slots/rules';
import { saveProfileSchema, type Tutor } from '@/lib/tutors/schema';
import { saveProfileAction } from './actions';

type ProfileFormProps = {
  profile: Tutor | null;
  defaultZone: string;
  now: string;
  currencies: { code: string; name: string }[];
  subjects: string[];
  languages: string[];
};

/** The rate is typed in units of the currency and kept in cents. */
const formSchema = saveProfileSchema
  .omit({ hourlyRateCents: true })
  .extend({
    rate: z
      .string()
      .trim()
      .regex(/^\d{1,4}([.,]\d{1,2})?$/, 'Enter an amount such as 40 or 37.50, or 0 for free.')
      .refine((rate) => {
        const cents = centsOf(rate);
        return cents === 0 || (cents >= 100 && cents <= 100_000);
      }, '0 for free, or 1 to 1000.'),
  })
  .superRefine((profile, context) => {
    // A draft may be incomplete; what the public sees may not.
    if (!profile.published) return;
    if (!profile.headline)
      context.addIssue({
        code: 'custom',
        path: ['headline'],
        message: 'Students read this first. Write a line before publishing.',
      });
    if (profile.subjects.length === 0)
      context.addIssue({
        code: 'custom',
        path: ['subjects'],
        message: 'Name at least one subject before publishing.',
      });
  });

function centsOf(rate: string): number {
  return Math.round(Number(rate.replace(',', '.')) * 100);
}

export function ProfileForm({
  profile,
  defaultZone,
  now,
  currencies,
  subjects,
  languages,
}: ProfileFormProps) {
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const { register, control, handleSubmit, setError, watch, formState } = useForm({
    resolver: zodResolver(formSchema),
    defaultValues: {
      headline: profile?.headline ?? '',
      bio: profile?.bio ?? '',
      subjects: profile?.subjects ?? [],
      languages: profile?.languages ?? [],
      rate: profile ? String(profile.hourlyRateCents / 100) : '',
      currency: profile?.currency ?? 'usd',
      timezone: profile?.timezone ?? defaultZone,
      published: profile?.published ?? false,
    },
  });
  const { errors, isSubmitting } = formState;

  const submit = handleSubmit(async ({ rate, ...rest }) => {
    setProblem(null);
    const result = await saveProfileAction({ ...rest, hourlyRateCents: centsOf(rate) }).catch(() => null);
    if (result?.ok) {
      if (profile) {
        toast.success('Saved');
        router.refresh();
      } else {
        // The header changes as well: one has just become a tutor.
        window.location.assign(paths.teachCalendar());
      }
      return;
    }
    const fields = ['headline', 'bio', 'subjects', 'languages', 'currency', 'timezone'] as const;
    for (const { path, message } of result?.error.errors ?? []) {
      const field = fields.find((name) => path.startsWith(name));
      if (field) setError(field, { message });
      else if (path === 'hourlyRateCents') setError('rate', { message });
    }
    setProblem(result?.error.detail ?? 'The server did not answer. Nothing you typed is lost: try again.');
  });

  return (
    <form onSubmit={submit} noValidate className="grid gap-6">
      <Field label="Headline" hint="One line: what you help with." error={errors.headline?.message}>
        {(field) => <Input {...field} {...register('headline')} maxLength={120} />}
      </Field>
      <Field
        label="About you"
        hint="How you teach, for whom, what you have done."
        error={errors.bio?.message}
      >
        {(field) => <Textarea {...field} {...register('bio')} rows={7} maxLength={5000} />}
      </Field>
      <Controller
        control={control}
        name="subjects"
        render={({ field }) => (
          <Field label="Subjects" hint="Press Enter after each." error={errors.subjects?.message}>
            {(control) => (
              <TagInput
                {...control}
                name="subjects"
                tags={field.value}
                onChange={field.onChange}
                suggestions={subjects}
              />
            )}
          </Field>
        )}
      />
      <Controller
        control={control}
        name="languages"
        render={({ field }) => (
          <Field
            label="Languages you teach in"
            hint="Press Enter after each."
            error={errors.languages?.message}
          >
            {(control) => (
              <TagInput
                {...control}
                name="languages"
                tags={field.value}
                onChange={field.onChange}
                suggestions={languages}
              />
            )}
          </Field>
        )}
      />
      <div className="grid items-start gap-6 sm:grid-cols-2">
        <Field
          label="Price of an hour"
          hint={priceHint(watch('rate'), watch('currency'))}
          error={errors.rate?.message}
        >
          {(field) => <Input {...field} {...register('rate')} inputMode="decimal" autoComplete="off" />}
        </Field>
        <Field label="Currency" error={errors.currency?.message}>
          {(field) => (
            <Select {...field} {...register('currency')}>
              {currencies.map(({ code, name }) => (
                <option key={code} value={code}>
                  {code.toUpperCase()}: {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <Controller
        control={control}
        name="timezone"
        render={({ field }) => (
          <Field
            label="Time zone of your hours"
            hint="New hours are put up in this zone; those already up stay as they are."
            error={errors.timezone?.message}
          >
            {(control) => (
              <ZonePicker
                id={control.id}
                describedBy={control['aria-describedby']}
                look="field"
                label="Time zone of your hours"
                zone={field.value}
                now={now}
                onPick={field.onChange}
              />
            )}
          </Field>
        )}
      />
      <label className="card flex cursor-pointer items-start gap-3 p-4">
        <input type="checkbox" {...register('published')} className="mt-1 size-5 shrink-0 accent-accent" />
        <span>
          <span className="block font-semibold">Published</span>
          <span className="block text-ink-muted text-sm">
            Students find you in the directory and can book your open hours.
          </span>
        </span>
      </label>
      {problem && (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      )}
      <SubmitButton size="lg" pending={isSubmitting} className="justify-self-start">
        {profile ? 'Save profile' : 'Save and put up hours'}
      </SubmitButton>
      <Toaster />
    </form>
  );
}

function priceHint(rate: string, currency: string): string {
  const isAmount = /^\d{1,4}([.,]\d{1,2})?$/.test(rate.trim());
  if (!isAmount) return '0 means free.';
  const hourlyRateCents = centsOf(rate);
  if (hourlyRateCents === 0) return 'Every session is free.';
  return `45 minutes come to ${moneyOf(priceCentsOf({ hourlyRateCents, durationMinutes: 45 }), currency)}.`;
}
