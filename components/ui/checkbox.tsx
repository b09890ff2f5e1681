import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';

type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'children'> & {
  hint?: ReactNode;
  children: ReactNode;
};

/** The platform draws unticked boxes too faint on dark ground, so this one's look is our own; where colours are forced, its. */
export const CHECKBOX =
  'grid size-5 shrink-0 cursor-[inherit] appearance-none place-items-center rounded-sm border border-line-strong bg-surface transition-colors duration-150 live:hover:border-ink-muted checked:border-accent checked:bg-accent live:checked:hover:border-accent-hover live:checked:hover:bg-accent-hover ' +
  'before:size-3 before:bg-on-accent before:opacity-0 before:[clip-path:polygon(14%_44%,0_60%,40%_98%,100%_20%,84%_8%,38%_66%)] checked:before:opacity-100 forced-colors:appearance-auto forced-colors:before:hidden';

/** A box with its words as part of what is pressed. */
export function Checkbox({ hint, className, children, ...rest }: CheckboxProps) {
  return (
    <label
      className={cx(
        'flex cursor-pointer items-start gap-3 py-0.5 has-disabled:cursor-not-allowed has-disabled:opacity-60',
        className,
      )}
    >
      <input type="checkbox" {...rest} className={cx(CHECKBOX, 'mt-[0.1875rem]')} />
      <span className="min-w-0">
        {children}
        {hint && <span className="block text-ink-muted text-sm">{hint}</span>}
      </span>
    </label>
  );
}
