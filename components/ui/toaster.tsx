'use client';

import { Toaster as Sonner } from 'sonner';
import { useTheme } from '../layout/use-theme';

/** Where short confirmations appear. Stands on pages that give some: the others need not carry its script. */
export function Toaster() {
  const theme = useTheme();
  return (
    // Sonner sends the focus back to where it came from as soon as it leaves a toast, so that Tab would never get past
    // one. It does so only where it has heard of the focus coming.
    <div className="contents" onFocusCapture={(event) => event.stopPropagation()}>
      <Sonner
        theme={theme}
        position="top-center"
        offset={{ top: 76 }}
        mobileOffset={{ top: 72 }}
        toastOptions={{
          style: {
            background: 'var(--surface)',
            color: 'var(--ink)',
            borderColor: 'var(--line)',
            fontFamily: 'var(--font-text), system-ui, sans-serif',
          },
          actionButtonStyle: { background: 'var(--accent)', color: 'var(--on-accent)' },
        }}
      />
    </div>
  );
}
