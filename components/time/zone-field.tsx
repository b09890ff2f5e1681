'use client';

import { cx } from '../ui/cx';
import { Field } from '../ui/field';
import { ZonePicker } from './zone-picker';

type ZoneFieldProps = {
  label: string;
  hint: string;
  error?: string | undefined;
  zone: string;
  now: string;
  onPick: (zone: string) => void;
};

/** The zone picker as a field of a form. */
export function ZoneField({ label, hint, error, zone, now, onPick }: ZoneFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <ZonePicker
          id={control.id}
          describedBy={control['aria-describedby']}
          className={cx(
            'flex w-full text-base',
            // As fields look; a button cannot be said to be invalid, so its description alone says it.
            control['aria-invalid']
              ? 'border-danger bg-danger-soft/40'
              : 'border-line-strong bg-surface hover:border-ink-muted',
          )}
          label={label}
          zone={zone}
          now={now}
          onPick={onPick}
        />
      )}
    </Field>
  );
}
