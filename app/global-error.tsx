'use client';

import { asTheme, THEME_COOKIE } from '@/components/layout/theme';
import { readCookie } from '@/components/ui/browser-cookies';
import { paths } from '@/lib/paths';

const INK = 'light-dark(#16241f, #eef4f1)';
const CANVAS = 'light-dark(#f8faf9, #101614)';
const ACCENT = 'light-dark(#0e5b47, #6fd6ae)';
const ON_ACCENT = 'light-dark(#ffffff, #10231c)';

const BUTTON = { font: 'inherit', fontWeight: 600, padding: '0.7rem 1.1rem', borderRadius: 7, border: 0 };

// Stands in for the whole document where even the frame fails, so it brings its own few styles: with the site's
// stylesheet, which takes sizes and margins away, it looks as it does without.
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  const chosen = typeof document === 'undefined' ? undefined : asTheme(readCookie(THEME_COOKIE));
  return (
    <html lang="en">
      <body
        style={{
          margin: 0,
          fontFamily: 'system-ui, sans-serif',
          colorScheme: chosen ?? 'light dark',
          color: INK,
          background: CANVAS,
        }}
      >
        <title>Something went wrong · Slotwise</title>
        <header style={{ padding: '1.25rem clamp(1rem, 4vw, 2rem)', fontWeight: 600 }}>Slotwise</header>
        <main style={{ maxWidth: '36rem', margin: '14vh auto', padding: '0 1.25rem', lineHeight: 1.55 }}>
          <h1 style={{ margin: '0 0 1rem', fontSize: '1.75rem', fontWeight: 600, lineHeight: 1.15 }}>
            Slotwise cannot be shown right now
          </h1>
          <p style={{ margin: '0 0 1.5rem' }}>
            Something went wrong on our side. Your bookings and payments are not affected. Try again in a
            moment.
          </p>
          <p
            style={{
              display: 'flex',
              flexWrap: 'wrap',
              alignItems: 'center',
              gap: '0.5rem 1.25rem',
              margin: 0,
            }}
          >
            <button
              type="button"
              onClick={retry}
              style={{ ...BUTTON, background: ACCENT, color: ON_ACCENT, cursor: 'pointer' }}
            >
              Try again
            </button>
            {/* A whole new document: the one at hand is broken. */}
            <a href={paths.home()} style={{ color: ACCENT, padding: '0.4rem 0' }}>
              Front page
            </a>
          </p>
        </main>
      </body>
    </html>
  );
}
