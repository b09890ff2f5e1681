'use client';

import { Moon, Sun } from 'lucide-react';
import { ThemeProvider, useTheme } from 'next-themes';
import type { ReactNode } from 'react';
import { buttonClass } from '../ui/button';

/** Light, dark, or what the system says until the reader chooses. `nonce` lets its first script pass the CSP. */
export function Theme({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <ThemeProvider
      attribute="data-theme"
      defaultTheme="system"
      nonce={nonce}
      disableTransitionOnChange
      // It has run before React starts; rendered again in the browser, React would warn that it does not run.
      {...(typeof window !== 'undefined' && { scriptProps: { type: 'application/json' } })}
    >
      {children}
    </ThemeProvider>
  );
}

export function ThemeSwitch() {
  const { resolvedTheme, setTheme } = useTheme();
  return (
    <button
      type="button"
      className={buttonClass({ look: 'quiet', size: 'icon' })}
      aria-label="Switch between light and dark"
      onClick={() => setTheme(resolvedTheme === 'dark' ? 'light' : 'dark')}
    >
      {/* Both are in the page and CSS shows one: the server cannot know the theme. */}
      <Sun aria-hidden className="hidden size-5 dark:block" />
      <Moon aria-hidden className="size-5 dark:hidden" />
    </button>
  );
}
