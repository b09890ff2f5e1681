// The pictures that others show beside a link to us, drawn by satori: inline styles, flex alone, and fonts it can read.
// Those lie here as two fixed weights of our variable font, which comes as WOFF2 only.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImageResponse } from 'next/og';
import type { ReactNode } from 'react';

export const PICTURE_SIZE = { width: 1200, height: 630 };

/** Of the light theme in app/globals.css, in the notation that satori knows. */
export const INK = '#16241f';
export const INK_MUTED = '#4d5f58';
export const ACCENT = '#0e5b47';
export const ACCENT_SOFT = '#e2f3eb';
const CANVAS = '#f8faf9';

const FOLDER = join(process.cwd(), 'app/share-picture');

const readFonts = async () =>
  Promise.all(
    // The first that has a letter draws it.
    (['latin', 'latin-ext'] as const).flatMap((letters) =>
      ([400, 600] as const).map(async (weight) => ({
        name: letters === 'latin' ? 'Instrument Sans' : 'Instrument Sans Ext',
        weight,
        data: await readFile(join(FOLDER, `instrument-sans-${letters}-${weight}.woff`)),
      })),
    ),
  );

let fonts: ReturnType<typeof readFonts> | undefined;

/** A picture with the mark and the name on top. `maxAgeSeconds` is how long others may show it without asking. */
export async function sharePicture(
  content: ReactNode,
  { maxAgeSeconds }: { maxAgeSeconds: number },
): Promise<ImageResponse> {
  fonts ??= readFonts();
  return new ImageResponse(
    <div
      style={{
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'space-between',
        width: '100%',
        height: '100%',
        padding: '64px 80px 72px',
        background: CANVAS,
        color: INK,
        fontFamily: 'Instrument Sans, Instrument Sans Ext',
      }}
    >
      <div
        style={{
          display: 'flex',
          alignItems: 'center',
          gap: 18,
          fontSize: 38,
          fontWeight: 600,
          letterSpacing: -1.2,
        }}
      >
        <Mark />
        Slotwise
      </div>
      {content}
    </div>,
    {
      ...PICTURE_SIZE,
      fonts: await fonts,
      headers: { 'cache-control': `public, max-age=${maxAgeSeconds}` },
    },
  );
}

/** As in the header: a day with one hour picked out of it. */
function Mark() {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: drawn into a picture, which has a text of its own
    <svg viewBox="0 0 24 24" width="52" height="52">
      <rect x="2" y="2.5" width="20" height="4" rx="1.6" fill={INK} fillOpacity="0.25" />
      <rect x="2" y="9" width="20" height="6" rx="1.8" fill={ACCENT} />
      <rect x="2" y="17.5" width="20" height="4" rx="1.6" fill={INK} fillOpacity="0.25" />
    </svg>
  );
}
