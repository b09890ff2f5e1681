import type { ReactNode } from 'react';
import { cx } from '@/components/ui/cx';

type CheckChipProps = {
  /** What a screen reader says: the chip itself has room for little. */
  label: string;
  checked: boolean;
  disabled?: boolean;
  onChange: () => void;
  children: ReactNode;
};

/** A small box of several, to be taken or left. */
export function CheckChip({ label, checked, disabled = false, onChange, children }: CheckChipProps) {
  return (
    <label
      className={cx(
        'grid min-h-10 place-items-center rounded-md border text-xs has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2 sm:text-sm',
        checked
          ? 'border-accent bg-accent-soft font-semibold text-on-accent-soft'
          : 'border-line-strong hover:bg-sunken',
        disabled ? 'cursor-default' : 'cursor-pointer',
        disabled && !checked && 'border-line bg-sunken text-ink-muted',
      )}
    >
      <input
        type="checkbox"
        className="sr-only"
        aria-label={label}
        checked={checked}
        disabled={disabled}
        onChange={onChange}
      />
      <span aria-hidden className="grid place-items-center leading-tight">
        {children}
      </span>
    </label>
  );
}

export function toggled<T>(set: ReadonlySet<T>, value: T): ReadonlySet<T> {
  const copy = new Set(set);
  if (!copy.delete(value)) copy.add(value);
  return copy;
}
