// Stripe draws its fields in frames of its own, where neither our tokens nor our typeface reach. Both are handed over as
// the page has them at that moment, so that they cannot drift from app/globals.css.
import type { Appearance, CustomFontSource } from '@stripe/stripe-js';

/** Stripe's fields in the look of components/ui/field.tsx. */
export function appearanceOf(isDark: boolean): Appearance {
  const page = getComputedStyle(document.documentElement);
  const colour = (token: string) => hexOf(page.getPropertyValue(token));
  const border = `1px solid ${colour('--line-strong')}`;
  const ring = { outline: `2px solid ${colour('--accent')}`, outlineOffset: '2px', boxShadow: 'none' };
  return {
    theme: isDark ? 'night' : 'stripe',
    variables: {
      fontFamily: getComputedStyle(document.body).fontFamily,
      fontSizeBase: '16px',
      fontSizeSm: '14px',
      fontWeightMedium: '500',
      borderRadius: '7px',
      colorPrimary: colour('--accent'),
      colorBackground: colour('--surface'),
      colorText: colour('--ink'),
      colorTextSecondary: colour('--ink-muted'),
      colorTextPlaceholder: colour('--ink-muted'),
      colorDanger: colour('--on-danger-soft'),
      gridRowSpacing: '16px',
      gridColumnSpacing: '16px',
    },
    rules: {
      '.Label': { color: colour('--ink'), fontWeight: '500', marginBottom: '6px' },
      '.Input': { border, boxShadow: 'none', padding: '9px 12px' },
      '.Input:hover': { borderColor: colour('--ink-muted') },
      '.Input:focus': { border, ...ring },
      '.Input--invalid': { borderColor: colour('--danger'), boxShadow: 'none' },
      '.Tab': { border, boxShadow: 'none' },
      '.Tab:focus': ring,
      '.Tab--selected': { borderColor: colour('--accent'), boxShadow: 'none' },
    },
  };
}

/** Stripe knows no `oklch()`; a canvas turns any colour into what a screen shows. */
function hexOf(colour: string): string {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!context) return colour;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** The page's own typeface, by the address that its stylesheets have it at. */
export function fontsOfPage(): CustomFontSource[] {
  const wanted = getComputedStyle(document.body).fontFamily;
  // Those that an extension adds from elsewhere cannot be read.
  const sheets = [...document.styleSheets].filter(({ href }) => href?.startsWith(location.origin));
  return sheets.flatMap((sheet) =>
    [...sheet.cssRules].flatMap((rule) => {
      if (!(rule instanceof CSSFontFaceRule)) return [];
      const { style } = rule;
      const family = style.getPropertyValue('font-family').replace(/^["']|["']$/g, '');
      const [, address] = /url\(["']?([^"')]+)["']?\)/.exec(style.getPropertyValue('src')) ?? [];
      if (!address || !wanted.includes(family)) return [];
      const src = `url(${new URL(address, sheet.href ?? location.href).href})`;
      return [{ family, src, weight: style.getPropertyValue('font-weight'), display: 'swap' }];
    }),
  );
}
