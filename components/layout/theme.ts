// Light or dark is the reader's choice in a cookie, written into the document by the server, and until they choose the
// system's, by CSS. No script has to run before the first paint.

export type Theme = 'light' | 'dark';

export const THEME_COOKIE = 'theme';

/** @returns undefined for what is neither: the system decides then */
export function asTheme(value: string | null | undefined): Theme | undefined {
  return value === 'light' || value === 'dark' ? value : undefined;
}
