'use client';

import { useId } from 'react';
import { cx } from './cx';

type SegmentedProps<Value extends string> = {
  /** What is chosen, for those who do not see the row. */
  label: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
  className?: string;
};

/** One of a few, all in sight: radio buttons in a row, moved through by arrow keys as the platform does. */
export function Segmented<Value extends string>({
  label,
  options,
  value,
  onChange,
  className,
}: SegmentedProps<Value>) {
  const name = useId();
  return (
    <fieldset className={cx('flex rounded-md bg-sunken p-1', className)}>
      <legend className="sr-only">{label}</legend>
      {options.map((each) => (
        <label
          key={each.value}
          className={cx(
            'relative flex min-h-9 flex-1 cursor-pointer items-center justify-center whitespace-nowrap rounded-sm px-3 text-sm',
            'has-focus-visible:outline-2 has-focus-visible:outline-accent',
            each.value === value
              ? 'bg-raised font-semibold shadow-sm forced-colors:outline-1'
              : 'text-ink-muted hover:text-ink',
          )}
        >
          <input
            type="radio"
            name={name}
            value={each.value}
            className="sr-only"
            checked={each.value === value}
            onChange={() => onChange(each.value)}
          />
          {each.label}
        </label>
      ))}
    </fieldset>
  );
}
