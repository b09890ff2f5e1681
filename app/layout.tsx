import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import { cookies, headers } from 'next/headers';
import { connection } from 'next/server';
import { type ReactNode, Suspense } from 'react';
import { EarlyPresses } from '@/components/layout/early-presses';
import { FocusKeeper } from '@/components/layout/focus-keeper';
import { NavigationProgress } from '@/components/layout/navigation-progress';
import { SiteFooter } from '@/components/layout/site-footer';
import { SiteHeader } from '@/components/layout/site-header';
import { asTheme, BAR_COLOURS, THEME_COOKIE, type Theme } from '@/components/layout/theme';
import { LazyBell } from '@/components/notifications/lazy-bell';
import { LazyKeepSessions } from '@/components/offline/lazy-keep-sessions';
import { ServiceWorker } from '@/components/offline/service-worker';
import { ZoneDetector } from '@/components/time/zone-detector';
import { cx } from '@/components/ui/cx';
import { type Actor, currentUser } from '@/lib/auth/session';
import { env } from '@/lib/env';
import { countUnread } from '@/lib/notifications/queries';
import { paths } from '@/lib/paths';
import { publicConfig } from '@/lib/public-config';
import './globals.css';
import { readZone, visitorZone } from './visitor-zone';

const text = localFont({
  src: '../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2',
  weight: '400 700',
  variable: '--font-text',
  display: 'swap',
});

// Names of many languages; fetched only where a page has such letters.
const textExt = localFont({
  src: '../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-ext-wght-normal.woff2',
  weight: '400 700',
  variable: '--font-text-ext',
  display: 'swap',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, U+0308, U+0329, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF',
    },
  ],
});

/** The address of this installation is a setting, so what is made from it waits for a request. */
export async function generateMetadata(): Promise<Metadata> {
  await connection();
  return {
    metadataBase: new URL(env().APP_URL),
    applicationName: 'Slotwise',
    title: { default: 'Slotwise: tutoring by the hour', template: '%s · Slotwise' },
    description:
      'Find a tutor, pick an hour in your own time zone, pay for that session alone, and meet in your browser.',
    openGraph: { type: 'website', siteName: 'Slotwise', locale: 'en_GB' },
    twitter: { card: 'summary_large_image' },
    appleWebApp: { capable: true, title: 'Slotwise', statusBarStyle: 'default' },
    // Numbers on these pages are prices and times.
    formatDetection: { telephone: false },
  };
}

export async function generateViewport(): Promise<Viewport> {
  const chosen = await chosenTheme();
  if (chosen) return { themeColor: BAR_COLOURS[chosen] };
  return {
    themeColor: [
      { media: '(prefers-color-scheme: light)', color: BAR_COLOURS.light },
      { media: '(prefers-color-scheme: dark)', color: BAR_COLOURS.dark },
    ],
  };
}

async function chosenTheme(): Promise<Theme | undefined> {
  return asTheme((await cookies()).get(THEME_COOKIE)?.value);
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const request = await headers();
  // Kept in the browser and shown to whoever is there, so it is framed for nobody, and changes nothing that is kept.
  const isOffline = request.get('x-pathname') === paths.offline();
  // For the header alone; every page asks again for itself. Without a database the pages say so, not the frame.
  const user = await currentUser().catch(() => undefined);
  const { zone, saidBy } = await readZone(user ?? null);
  return (
    <html
      lang="en"
      data-theme={await chosenTheme()}
      // Until the browser has said where it is, times are there and not shown (globals.css).
      data-zone={saidBy === 'nobody' ? 'assumed' : undefined}
      // Changed by the reader before React has started, too.
      suppressHydrationWarning
      className={cx(text.variable, textExt.variable)}
    >
      <body className="flex min-h-dvh flex-col">
        <a
          href="#main"
          className="sr-only z-50 rounded-md bg-accent px-4 py-3 font-semibold text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          Skip to the content
        </a>
        {!isOffline && (
          <>
            <FocusKeeper />
            <Suspense>
              <NavigationProgress />
            </Suspense>
          </>
        )}
        <SiteHeader
          isOffline={isOffline}
          user={
            user
              ? {
                  seed: user.providerProfileId ?? user.id,
                  name: user.name,
                  email: user.email,
                  isTutor: user.providerProfileId !== null,
                }
              : null
          }
          bell={user && <OwnBell user={user} />}
        />
        <main id="main" tabIndex={-1} className="flex-1">
          {children}
        </main>
        {!isOffline && (
          <>
            <SiteFooter />
            <ZoneDetector writtenIn={saidBy === 'person' ? null : zone} />
            {user !== undefined && <OfflineReading user={user} />}
          </>
        )}
        <EarlyPresses nonce={request.get('x-nonce') ?? undefined} />
      </body>
    </html>
  );
}

async function OwnBell({ user }: { user: Actor }) {
  const [unread, zone] = await Promise.all([countUnread(user.id).catch(() => 0), visitorZone(user)]);
  return (
    <Suspense fallback={<span className="size-11" />}>
      <LazyBell key={user.id} pusher={publicConfig().pusher} userId={user.id} zone={zone} unread={unread} />
    </Suspense>
  );
}

/** There is no service worker in development, so nothing is kept for it either. */
async function OfflineReading({ user }: { user: Actor | null }) {
  const isWanted = env().NODE_ENV === 'production';
  const reader = user && {
    id: user.id,
    zone: await visitorZone(user),
    isTutor: user.providerProfileId !== null,
  };
  return (
    <>
      <ServiceWorker isWanted={isWanted} keepsNothing={reader === null} />
      {isWanted && reader && (
        <Suspense>
          <LazyKeepSessions reader={reader} />
        </Suspense>
      )}
    </>
  );
}
