'use client';

import { Moon, Sun } from 'lucide-react';
import { useEffect } from 'react';
import { buttonClass } from '../ui/button';
import { applyChosenTheme, chooseTheme, shownTheme } from './use-theme';

/** Between light and dark. What was chosen in another tab is taken over when this one is looked at again. */
export function ThemeSwitch() {
  useEffect(() => {
    applyChosenTheme();
    const events = ['pageshow', 'focus'] as const;
    for (const event of events) window.addEventListener(event, applyChosenTheme);
    return () => {
      for (const event of events) window.removeEventListener(event, applyChosenTheme);
    };
  }, []);
  return (
    <button
      type="button"
      className={buttonClass({ look: 'quiet', size: 'icon' })}
      aria-label="Switch between light and dark"
      onClick={() => chooseTheme(shownTheme() === 'dark' ? 'light' : 'dark')}
    >
      {/* Both are in the page and CSS shows one: the server need not know what the system says. */}
      <Sun aria-hidden className="hidden size-5 dark:block" />
      <Moon aria-hidden className="size-5 dark:hidden" />
    </button>
  );
}
