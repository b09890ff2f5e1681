import { LoaderCircle } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from './cx';

type Look = 'primary' | 'secondary' | 'quiet' | 'danger';
type Size = 'md' | 'sm' | 'lg' | 'icon';

const LOOKS: Record<Look, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border border-line-strong/60 bg-surface text-ink hover:border-line-strong hover:bg-sunken',
  quiet: 'text-ink hover:bg-sunken',
  danger: 'bg-danger text-on-danger hover:bg-danger-hover',
};

const SIZES: Record<Size, string> = {
  sm: 'min-h-9 px-3 text-sm',
  md: 'min-h-11 px-4 text-[0.9375rem]',
  lg: 'min-h-12 px-6 text-base',
  icon: 'size-11 shrink-0',
};

/** The classes of a button, for a link that looks like one. */
export function buttonClass({ look = 'primary', size = 'md' }: { look?: Look; size?: Size } = {}): string {
  return cx(
    'inline-flex select-none items-center justify-center gap-2 rounded-md py-1.5 text-center font-semibold leading-tight transition-colors duration-150',
    'disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55',
    LOOKS[look],
    SIZES[size],
  );
}

type ButtonProps = ComponentProps<'button'> & {
  look?: Look;
  size?: Size;
  /** Work is under way: the button keeps its width and its focus, and a second press does nothing. */
  pending?: boolean;
};

export function Button({ look, size, pending = false, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={pending || undefined}
      aria-disabled={pending || rest['aria-disabled'] || undefined}
      // `disabled` would drop the focus, so a pending button swallows its clicks instead.
      onClick={pending ? (event) => event.preventDefault() : onClick}
      className={cx(buttonClass({ look, size }), 'relative', className)}
    >
      {pending && (
        <LoaderCircle
          aria-hidden
          className="absolute size-[1.125rem] animate-spin motion-reduce:animate-none"
        />
      )}
      <span className={cx('inline-flex items-center gap-2', pending && 'opacity-0')}>{children}</span>
    </button>
  );
}
