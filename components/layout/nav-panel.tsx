'use client';

import { Menu } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { type MouseEvent, type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import { buttonClass } from '../ui/button';
import { cx } from '../ui/cx';

type NavPanelProps = {
  id: string;
  label: string;
  icon: ReactNode;
  className?: string;
  panelClassName?: string;
  onOpenChange?: (isOpen: boolean) => void;
  children: ReactNode;
};

/** The panel under a header button. The browser's own popover opens, closes and returns the focus. */
export function NavPanel({
  id,
  label,
  icon,
  className,
  panelClassName = 'w-64 p-2',
  onOpenChange,
  children,
}: NavPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  const pathname = usePathname();

  const lastPathname = useRef(pathname);
  const onArrival = useEffectEvent((arrivedAt: string) => {
    const isElsewhere = lastPathname.current !== arrivedAt;
    lastPathname.current = arrivedAt;
    if (!panel.current?.matches(':popover-open')) return;
    if (isElsewhere) panel.current.hidePopover();
    // Opened before this script ran: the browser needs none to open it.
    else onOpenChange?.(true);
  });
  useEffect(() => onArrival(pathname), [pathname]);

  /** A link may lead to where one is already. */
  const onFollow = ({ target }: MouseEvent) => {
    if (target instanceof Element && target.closest('a')) panel.current?.hidePopover();
  };

  return (
    <div className={className}>
      <button
        type="button"
        popoverTarget={id}
        aria-label={label}
        className={cx(buttonClass({ look: 'quiet', size: 'icon' }), 'relative rounded-full')}
      >
        {icon ?? <Menu aria-hidden className="size-5" />}
      </button>
      {/* biome-ignore lint/a11y: it listens to the links inside, which take keys as links do */}
      <div
        ref={panel}
        id={id}
        popover="auto"
        onClick={onFollow}
        onToggle={(event) => onOpenChange?.(event.newState === 'open')}
        className={cx(
          'fixed inset-auto top-[4.25rem] right-3 m-0 max-w-[calc(100vw-1.5rem)] rounded-lg border bg-surface text-ink shadow-lift lg:right-[max(1rem,calc(50vw-36rem))]',
          panelClassName,
        )}
      >
        {children}
      </div>
    </div>
  );
}
