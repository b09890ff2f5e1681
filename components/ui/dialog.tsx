'use client';

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import { buttonClass } from './button';
import { cx } from './cx';
import { focusPlace, placeOf } from './focus-place';

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  wide?: boolean;
  children: ReactNode;
};

/** Centred on a desk, a sheet from below on a phone. Keeps the focus inside and gives it back. */
export function Dialog({ open, onOpenChange, title, description, wide, children }: DialogProps) {
  // Opened from anywhere, not by a Radix trigger, so it is remembered here where the focus came from.
  const opener = useRef<Element[]>([]);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <Radix.Content
          onOpenAutoFocus={(event) => {
            opener.current = placeOf(document.activeElement);
            // Else the button that closes comes first.
            const first = event.target instanceof Element && event.target.querySelector('[data-first-focus]');
            if (first instanceof HTMLElement) {
              event.preventDefault();
              first.focus();
            }
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // What opened it may be gone by now, as a deleted slot is.
            focusPlace(opener.current);
          }}
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={cx(
            'fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] animate-rise flex-col rounded-t-xl border bg-surface pb-[env(safe-area-inset-bottom)] text-ink shadow-lift',
            'sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:max-h-[86dvh] sm:w-[calc(100vw-3rem)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:animate-appear sm:rounded-xl',
            wide ? 'sm:max-w-2xl' : 'sm:max-w-md',
          )}
        >
          <div className="flex items-start gap-4 border-b py-3 pr-2 pl-5">
            <div className="grid min-w-0 flex-1 gap-0.5 py-1.5 [overflow-wrap:anywhere]">
              <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
              {description && (
                <Radix.Description className="text-ink-muted text-sm">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close className={buttonClass({ look: 'quiet', size: 'icon' })} aria-label="Close">
              <X aria-hidden className="size-5" />
            </Radix.Close>
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
