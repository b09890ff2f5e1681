import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from '../ui/cx';

const LOOKS = {
  plain: 'bg-sunken text-ink hover:bg-raised',
  /** Something that is off, and that others miss. */
  off: 'bg-danger-soft text-on-danger-soft hover:bg-danger-line',
  on: 'bg-accent text-on-accent hover:bg-accent-hover',
  danger: 'bg-danger text-on-danger hover:bg-danger-hover',
};

type RoundButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  icon: LucideIcon;
  label: string;
  look?: keyof typeof LOOKS;
  /** The key that does the same. */
  shortcut?: string;
  badge?: number;
};

export function RoundButton({
  icon: Icon,
  label,
  look = 'plain',
  shortcut,
  badge = 0,
  className,
  ...rest
}: RoundButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={badge > 0 ? `${label}, ${badge} unread` : label}
      aria-keyshortcuts={shortcut}
      title={shortcut ? `${label} (${shortcut})` : label}
      className={cx(
        'relative grid size-12 shrink-0 place-items-center rounded-full transition-colors duration-150 disabled:cursor-not-allowed disabled:opacity-50',
        LOOKS[look],
        className,
      )}
    >
      <Icon aria-hidden className="size-[1.375rem]" strokeWidth={1.9} />
      {badge > 0 && (
        <span
          aria-hidden
          className="figures absolute -top-0.5 -right-0.5 grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1 font-semibold text-[0.6875rem] text-on-accent leading-none ring-2 ring-canvas"
        >
          {badge > 9 ? '9+' : badge}
        </span>
      )}
    </button>
  );
}
