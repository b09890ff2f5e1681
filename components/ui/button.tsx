import { LoaderCircle } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from './cx';

type Look = 'primary' | 'secondary' | 'quiet' | 'danger';
type Size = 'md' | 'sm' | 'lg' | 'icon';

const LOOKS: Record<Look, string> = {
  primary: 'border-transparent bg-accent text-on-accent live:hover:bg-accent-hover',
  secondary: 'border-line-strong/60 bg-surface text-ink live:hover:border-line-strong live:hover:bg-sunken',
  quiet: 'border-transparent text-ink live:hover:bg-sunken',
  danger: 'border-transparent bg-danger text-on-danger live:hover:bg-danger-hover',
};

const SIZES: Record<Size, string> = {
  // A finger needs more than a mouse.
  sm: 'min-h-11 px-3 text-sm sm:min-h-9',
  md: 'min-h-11 px-4 text-[0.9375rem]',
  lg: 'min-h-12 px-6 text-base',
  icon: 'size-11 shrink-0',
};

/** The classes of a button, for a link that looks like one. */
export function buttonClass({ look = 'primary', size = 'md' }: { look?: Look; size?: Size } = {}): string {
  return cx(
    // The border of each, seen or not, is what a reader's own colours (forced colours) draw a button with.
    'inline-flex select-none items-center justify-center gap-2 rounded-md border py-1.5 text-center font-semibold leading-tight transition-colors duration-150',
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
