'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { toast } from 'sonner';
import { ZoneField } from '@/components/time/zone-field';
import { Badge } from '@/components/ui/badge';
import { Checkbox } from '@/components/ui/checkbox';
import { cx } from '@/components/ui/cx';
import { Field, Input, Select, Textarea } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Segmented } from '@/components/ui/segmented';
import { SubmitButton } from '@/components/ui/submit-button';
import { TagInput } from '@/components/ui/tag-input';
import { Toaster } from '@/components/ui/toaster';
import { moneyOf } from '@/lib/money';
import { paths } from '@/lib/paths';
import { priceCentsOf } from '@/lib/slots/rules';
import type { Tutor } from '@/lib/tutors/schema';
import { saveProfileAction } from './actions';
import { centsOf, formSchema, type ProfileValues, publishedText } from './form-values';
import { type MissingField, missingFrom, missingInWords } from './missing';
import { ProfilePreview } from './profile-preview';
import { useUnsavedGuard } from './use-unsaved-guard';

type ProfileFormProps = {
  profile: Tutor | null;
  /** The person's own, which stands above the profile. */
  name: string;
  /** What their picture is made from, as in the header above. */
  seed: string;
  defaultZone: string;
  now: string;
  currencies: { code: string; name: string }[];
  subjects: string[];
  languages: string[];
};

/** What has the focus is scrolled clear of the bar that stays at the bottom, and in sight with its label. */
const FORM =
  'grid items-start gap-x-12 gap-y-6 lg:grid-cols-2 [&_:is(input,textarea,select,button)]:scroll-mt-8 [&_:is(input,textarea,select,button)]:scroll-mb-24';

const VIEWS = [
  { value: 'form', label: 'Edit' },
  { value: 'preview', label: 'Preview' },
] as const;

export function ProfileForm({
  profile,
  name,
  seed,
  defaultZone,
  now,
  currencies,
  subjects,
  languages,
}: ProfileFormProps) {
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const [view, setView] = useState<(typeof VIEWS)[number]['value']>('form');
  const { register, control, handleSubmit, getValues, reset, setError, formState } = useForm({
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
  const { errors, isDirty, isSubmitting } = formState;
  const values = useWatch({ control }) as ProfileValues;
  const letGo = useUnsavedGuard(isDirty);

  const submit = handleSubmit(
    async ({ rate, ...rest }) => {
      setProblem(null);
      const typed = getValues();
      const hourlyRateCents = centsOf(rate) ?? 0;
      const result = await saveProfileAction({ ...rest, hourlyRateCents }).catch(() => null);
      if (result?.ok) {
        if (profile) {
          // What was typed meanwhile stays unsaved, and guarded.
          reset(typed, { keepValues: true });
          toast.success('Saved');
          router.refresh();
        } else {
          // The header changes as well: one has just become a tutor.
          letGo();
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
      setProblem(result?.error.detail ?? 'The server did not answer. Nothing you typed is lost. Try again.');
      setView('form');
    },
    () => setView('form'),
  );

  return (
    <form method="post" onSubmit={submit} noValidate className={FORM}>
      {profile && !profile.published && (
        <Unpublished missing={missingFrom(profile)} onPick={() => setView('form')} />
      )}
      {/* Where the two do not fit beside each other. */}
      <Segmented label="Show" options={VIEWS} value={view} onChange={setView} className="lg:hidden" />
      <div className={cx('grid min-w-0 gap-6', view === 'preview' && 'max-lg:hidden')}>
        <Field
          id="headline"
          label="Headline"
          hint="One line about what you help with."
          error={errors.headline?.message}
        >
          {(field) => <Input {...field} {...register('headline')} maxLength={120} />}
        </Field>
        <Field
          id="bio"
          label="About you"
          hint="How you teach, who you teach, and your experience."
          error={errors.bio?.message}
        >
          {(field) => <Textarea {...field} {...register('bio')} rows={7} maxLength={5000} />}
        </Field>
        <Controller
          control={control}
          name="subjects"
          render={({ field }) => (
            <Field id="subjects" label="Subjects" hint="Add one at a time." error={errors.subjects?.message}>
              {(control) => (
                <TagInput
                  {...control}
                  ref={field.ref}
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
            <Field label="Languages you teach in" hint="Add one at a time." error={errors.languages?.message}>
              {(control) => (
                <TagInput
                  {...control}
                  ref={field.ref}
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
            label="Price per hour"
            hint={priceHint(values.rate, values.currency)}
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
            <ZoneField
              label="Time zone of your hours"
              hint="New hours use this time zone; existing ones stay as they are."
              error={errors.timezone?.message}
              zone={field.value}
              now={now}
              onPick={field.onChange}
            />
          )}
        />
        <div className="card p-4">
          <Checkbox
            {...register('published')}
            id="published"
            hint={publishedText({
              published: values.published,
              wasPublished: profile?.published ?? false,
            })}
          >
            <span className="font-semibold">Publish my profile</span>
          </Checkbox>
        </div>
        {problem && (
          <Notice tone="danger" live>
            {problem}
          </Notice>
        )}
      </div>
      <div className={cx('min-w-0 lg:sticky lg:top-20', view === 'form' && 'max-lg:hidden')}>
        <ProfilePreview values={values} profile={profile} name={name} seed={seed} now={now} />
      </div>
      <div className="sticky bottom-0 z-10 flex flex-wrap items-center gap-x-4 gap-y-2 border-t bg-canvas py-3 lg:col-start-1">
        <SubmitButton size="lg" pending={isSubmitting}>
          {profile ? 'Save profile' : 'Save and add hours'}
        </SubmitButton>
        <p role="status">{isDirty && <Badge tone="warn">Unsaved changes</Badge>}</p>
      </div>
      <Toaster />
    </form>
  );
}

type UnpublishedProps = { missing: MissingField[]; onPick: () => void };

/** What keeps the profile, as it was saved, from students; each a way to its field. */
function Unpublished({ missing, onPick }: UnpublishedProps) {
  const wayTo = (field: string, words: string) => (
    <a key={field} href={`#${field}`} onClick={onPick} className="link text-inherit">
      {words}
    </a>
  );
  return (
    <Notice tone="warn" title="Students cannot find or book you yet" className="lg:col-span-2">
      {missing.length > 0 && (
        <>
          Still to add:{' '}
          {missingInWords(missing).map((part) =>
            typeof part === 'string' ? part : wayTo(part.field, part.words),
          )}
          .{' '}
        </>
      )}
      {missing.length > 0 ? 'Then tick' : 'Tick'} “{wayTo('published', 'Publish my profile')}” at the end of
      the form and save.
    </Notice>
  );
}

function priceHint(rate: string, currency: string): string {
  const hourlyRateCents = centsOf(rate);
  if (hourlyRateCents === null) return '0 means free.';
  if (hourlyRateCents === 0) return 'Every session is free.';
  return `45 minutes come to ${moneyOf(priceCentsOf({ hourlyRateCents, durationMinutes: 45 }), currency)}.`;
}
