import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';

type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'children'> & {
  hint?: ReactNode;
  children: ReactNode;
};

/** The platform's own box, in our colour, with its words as part of what is pressed. */
export function Checkbox({ hint, className, children, ...rest }: CheckboxProps) {
  return (
    <label
      className={cx(
        'flex cursor-pointer items-start gap-3 py-0.5 has-disabled:cursor-not-allowed has-disabled:opacity-60',
        className,
      )}
    >
      <input
        type="checkbox"
        {...rest}
        className="mt-[0.1875rem] size-5 shrink-0 cursor-[inherit] accent-accent"
      />
      <span className="min-w-0">
        {children}
        {hint && <span className="block text-ink-muted text-sm">{hint}</span>}
      </span>
    </label>
  );
}
