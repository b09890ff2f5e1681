import localFont from 'next/font/local';
import type { ReactNode } from 'react';
import './globals.css';

const text = localFont({
  src: '../../../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2',
  variable: '--font-text',
});

/** As the frame of a new Next project is: a font of its own and one small stylesheet. */
export default function FloorLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={text.variable}>
      <body>{children}</body>
    </html>
  );
}
