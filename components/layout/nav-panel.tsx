'use client';

import { Menu } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';
import { buttonClass } from '../ui/button';
import { cx } from '../ui/cx';

type NavPanelProps = { id: string; label: string; icon: ReactNode; className?: string; children: ReactNode };

/** The panel under a header button. The browser's own popover opens, closes and returns the focus. */
export function NavPanel({ id, label, icon, className, children }: NavPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  const pathname = usePathname();

  // biome-ignore lint/correctness/useExhaustiveDependencies: arriving somewhere else is what closes the panel
  useEffect(() => {
    if (panel.current?.matches(':popover-open')) panel.current.hidePopover();
  }, [pathname]);

  return (
    <div className={className}>
      <button
        type="button"
        popoverTarget={id}
        aria-label={label}
        className={cx(buttonClass({ look: 'quiet', size: 'icon' }), 'rounded-full')}
      >
        {icon ?? <Menu aria-hidden className="size-5" />}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        className="fixed inset-auto top-[4.25rem] right-3 m-0 w-64 max-w-[calc(100vw-1.5rem)] rounded-lg border bg-surface p-2 text-ink shadow-lift lg:right-[max(1rem,calc(50vw-36rem))]"
      >
        {children}
      </div>
    </div>
  );
}
