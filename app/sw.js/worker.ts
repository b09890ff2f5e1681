/// <reference lib="webworker" />
// The service worker keeps one page, the one that says that there is no connection, and shows it where another cannot
// be fetched. Everything else is left to the browser: calls, parts of pages, vendors, and other documents are never
// stored, and only documents and build files pass through here at all.
import { CacheFirst, NavigationRoute, NetworkOnly, PrecacheFallbackPlugin, Serwist } from 'serwist';
import { paths } from '@/lib/paths';

/** Put in by the bundler; another one with each build. */
declare const SLOTWISE_BUILD: string;
declare const self: ServiceWorkerGlobalScope;

const OFFLINE = paths.offline();
const ASSET_CACHES = 'slotwise-offline-assets-';
const ASSET_CACHE = `${ASSET_CACHES}${SLOTWISE_BUILD}`;

const serwist = new Serwist({
  precacheEntries: [{ url: OFFLINE, revision: SLOTWISE_BUILD }],
  // Without cookies: what is kept here is nobody's page.
  precacheOptions: { fetchOptions: { credentials: 'omit' }, cleanupOutdatedCaches: true },
  // Pages never depend on what is kept, so a new worker may take over at once.
  skipWaiting: true,
  clientsClaim: true,
  // A preload is spent only where a route answers; of what is left to the browser it would make two requests, and
  // Google's way back is good for one.
  navigationPreload: false,
});

serwist.registerRoute(
  new NavigationRoute(
    new NetworkOnly({ plugins: [new PrecacheFallbackPlugin({ fallbackUrls: [OFFLINE], serwist })] }),
    // Calendar feeds, the ways to and from Google, and downloads are no pages of ours.
    { denylist: [/^\/api\//, new RegExp(`^${paths.teachEarningsFile()}`)] },
  ),
);

serwist.registerCapture(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/_next/static/'),
  new CacheFirst({
    cacheName: ASSET_CACHE,
    // The name of such a file says its content; a query says only which deployment asks.
    matchOptions: { ignoreSearch: true },
    // Read alone: the browser's own cache has the files of all other pages.
    plugins: [{ cacheWillUpdate: async () => null }],
  }),
);

/** The offline page's own scripts, styles and fonts, as it names them itself. */
async function keepAssets(): Promise<void> {
  const page = await serwist.matchPrecache(OFFLINE);
  const text = (await page?.text()) ?? '';
  const assets = text.match(/\/_next\/static\/[\w./~@()%-]+\.(?:js|css|woff2)/g);
  const cache = await caches.open(ASSET_CACHE);
  await cache.addAll([...new Set(assets)]);
}

async function dropOldAssets(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(ASSET_CACHES) && name !== ASSET_CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

self.addEventListener('install', (event) => {
  event.waitUntil(serwist.handleInstall(event).then(keepAssets));
});
self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([serwist.handleActivate(event), dropOldAssets()]));
});
self.addEventListener('fetch', serwist.handleFetch);
