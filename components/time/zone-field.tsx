'use client';

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
          look="field"
          label={label}
          zone={zone}
          now={now}
          onPick={onPick}
        />
      )}
    </Field>
  );
}
