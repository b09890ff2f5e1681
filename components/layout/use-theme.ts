'use client';

import { useSyncExternalStore } from 'react';
import { readCookie, writeCookie } from '../ui/browser-cookies';
import { asTheme, BAR_COLOURS, THEME_COOKIE, type Theme } from './theme';

const SYSTEM_IS_DARK = '(prefers-color-scheme: dark)';

/** What the page is shown in now, also for those parts of it that CSS does not reach. On the server: light. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, shownTheme, () => 'light');
}

export function shownTheme(): Theme {
  const chosen = asTheme(document.documentElement.dataset.theme);
  return chosen ?? (matchMedia(SYSTEM_IS_DARK).matches ? 'dark' : 'light');
}

export function chooseTheme(theme: Theme): void {
  writeCookie(THEME_COOKIE, theme);
  document.documentElement.dataset.theme = theme;
  for (const bar of document.querySelectorAll('meta[name="theme-color"]')) {
    bar.setAttribute('content', BAR_COLOURS[theme]);
  }
}

/** For a document that was written before the choice: the kept one for being offline, or one gone back to. */
export function applyChosenTheme(): void {
  const chosen = asTheme(readCookie(THEME_COOKIE));
  if (chosen) chooseTheme(chosen);
}

function subscribe(onChange: () => void): () => void {
  const system = matchMedia(SYSTEM_IS_DARK);
  const choice = new MutationObserver(onChange);
  system.addEventListener('change', onChange);
  choice.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    system.removeEventListener('change', onChange);
    choice.disconnect();
  };
}
