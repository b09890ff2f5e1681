// Light or dark is the reader's choice in a cookie, written into the document by the server, and until they choose the
// system's, by CSS. No script has to run before the first paint.

export type Theme = 'light' | 'dark';

export const THEME_COOKIE = 'theme';

/** Of the browser's own bars: the canvas in app/globals.css. */
export const BAR_COLOURS: Record<Theme, string> = { light: '#f8faf9', dark: '#101614' };

/** @returns undefined for what is neither: the system decides then */
export function asTheme(value: string | null | undefined): Theme | undefined {
  return value === 'light' || value === 'dark' ? value : undefined;
}
