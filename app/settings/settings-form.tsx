'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { ZoneField } from '@/components/time/zone-field';
import { Checkbox } from '@/components/ui/checkbox';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { updateSettingsAction } from './actions';

type SettingsFormProps = {
  name: string;
  email: string;
  timezone: string;
  wantsReminderMails: boolean;
  now: string;
};

export function SettingsForm({ email, now, ...saved }: SettingsFormProps) {
  const router = useRouter();
  const [name, setName] = useState(saved.name);
  const [timezone, setTimezone] = useState(saved.timezone);
  const [wantsReminderMails, setWantsReminderMails] = useState(saved.wantsReminderMails);
  const [nameError, setNameError] = useState<string>();
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setIsSaving] = useState(false);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (isSaving) return;
    setNameError(undefined);
    setProblem(null);
    setIsSaving(true);
    const result = await updateSettingsAction({ name, timezone, wantsReminderMails }).catch(() => null);
    setIsSaving(false);
    if (result?.ok) {
      toast.success('Saved');
      router.refresh();
      return;
    }
    const aboutName = result?.error.errors?.find((each) => each.path === 'name');
    if (aboutName) setNameError(aboutName.message);
    else
      setProblem(result?.error.detail ?? 'The server did not answer. Nothing you typed is lost. Try again.');
  }

  return (
    <form method="post" onSubmit={save} noValidate className="grid gap-6">
      <Field label="Name" hint="Tutors and students can see it." error={nameError}>
        {(control) => (
          <Input
            {...control}
            name="name"
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <ZoneField
        label="Time zone"
        hint="Times are shown to you in this time zone."
        zone={timezone}
        now={now}
        onPick={setTimezone}
      />
      <div className="grid gap-1.5">
        <p className="font-medium text-sm">E-mail address</p>
        <p className="text-ink-muted [overflow-wrap:anywhere]">{email}</p>
      </div>
      <Checkbox
        checked={wantsReminderMails}
        onChange={(event) => setWantsReminderMails(event.target.checked)}
      >
        Remind me by e-mail 24{'\u00a0'}hours and 1{'\u00a0'}hour before a session
      </Checkbox>
      {problem && (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      )}
      <SubmitButton pending={isSaving} className="sm:justify-self-start">
        Save
      </SubmitButton>
    </form>
  );
}
