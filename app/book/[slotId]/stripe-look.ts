// Stripe draws its fields in frames of its own, where neither our tokens nor our typeface reach. Both are handed over as
// the page has them at that moment, so that they cannot drift from app/globals.css.
import type { Appearance, CustomFontSource } from '@stripe/stripe-js';

/** Stripe's fields in the look of components/ui/field.tsx. */
export function appearanceOf(isDark: boolean): Appearance {
  const theme = isDark ? 'night' : 'stripe';
  const colours = readColours();
  // Rather Stripe's own colours than some of theirs among some of ours.
  if (!colours) return { theme };
  const colour = (token: Token) => colours[token];
  const border = `1px solid ${colour('--line-strong')}`;
  const ring = { outline: `2px solid ${colour('--accent')}`, outlineOffset: '2px', boxShadow: 'none' };
  return {
    theme,
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

const TOKENS = [
  '--accent',
  '--danger',
  '--ink',
  '--ink-muted',
  '--line-strong',
  '--on-danger-soft',
  '--surface',
] as const;
type Token = (typeof TOKENS)[number];

/**
 * Stripe knows no `oklch()`. Mixed in sRGB a colour is computed in it; not by a canvas, which browsers that guard against
 * being recognised answer with chance. @returns null where the browser does not know such mixing
 */
function readColours(): Record<Token, string> | null {
  const probe = document.body.appendChild(document.createElement('span'));
  const read = (token: Token): [Token, string | null] => {
    probe.style.color = `color-mix(in srgb, var(${token}), var(${token}))`;
    return [token, hexOf(getComputedStyle(probe).color)];
  };
  const colours = TOKENS.map(read);
  probe.remove();
  return colours.every(([, hex]) => hex) ? (Object.fromEntries(colours) as Record<Token, string>) : null;
}

/** Of `color(srgb 0.1 0.2 0.3)`, as browsers write what they have mixed. */
function hexOf(computed: string): string | null {
  const [, ...parts] = /^color\(srgb ([-\d.e]+) ([-\d.e]+) ([-\d.e]+)/.exec(computed) ?? [];
  if (parts.length === 0) return null;
  const channels = parts.map((part) => Math.round(Math.min(1, Math.max(0, Number(part))) * 255));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
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
