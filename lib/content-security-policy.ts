// What a page may load and talk to. Scripts run only with the response's nonce or when such a script loads them;
// everything else is named.
import { env, readStorageAccount } from './env';

export function contentSecurityPolicy({ nonce }: { nonce: string }): string {
  const settings = env();
  const isDevelopment = settings.NODE_ENV === 'development';
  const isSecure = settings.APP_URL.startsWith('https://');
  const storage = storageHosts();
  const directives: Record<string, string[]> = {
    'default-src': ["'self'"],
    // React's development build evaluates code to show stack traces of the server.
    'script-src': [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      ...(isDevelopment ? ["'unsafe-eval'"] : []),
    ],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:', storage.files],
    'media-src': ["'self'", storage.files],
    'font-src': ["'self'"],
    'connect-src': [
      "'self'",
      ...stripeApi(),
      ...pusherSockets(),
      ...agoraNetwork(),
      storage.ingest,
      storage.files,
    ],
    // A PDF is shown by the browser's own reader, in a frame: from bytes that the page has fetched and judged.
    'frame-src': [
      'https://js.stripe.com',
      'https://hooks.stripe.com',
      'https://*.js.stripe.com',
      'blob:',
      storage.files,
    ],
    'worker-src': ["'self'", 'blob:'],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    ...(isSecure && { 'upgrade-insecure-requests': [] }),
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ');
}

function stripeApi(): string[] {
  const { STRIPE_API_BASE } = env();
  return STRIPE_API_BASE ? [new URL(STRIPE_API_BASE).origin] : ['https://api.stripe.com'];
}

/** Where the browser sends files, and where it gets them from: as UploadThing's SDK makes these addresses. */
function storageHosts(): { ingest: string; files: string } {
  const settings = env();
  const account = readStorageAccount(settings.UPLOADTHING_TOKEN);
  const [region] = account?.regions ?? [];
  const host = settings.UPLOADTHING_UFS_HOST ?? 'ufs.sh';
  const scheme = host.includes('local') ? 'http' : 'https';
  const isPath = settings.UPLOADTHING_UFS_APP_ID_LOCATION === 'path';
  return {
    ingest: settings.UPLOADTHING_INGEST_URL
      ? new URL(settings.UPLOADTHING_INGEST_URL).origin
      : `https://${region}.${account?.ingestHost}`,
    files: `${scheme}://${isPath ? host : `${account?.appId}.${host}`}`,
  };
}

function pusherSockets(): string[] {
  const { PUSHER_HOST, PUSHER_PORT, SLOTWISE_LOCAL } = env();
  if (PUSHER_HOST) {
    const address = PUSHER_PORT ? `${PUSHER_HOST}:${PUSHER_PORT}` : PUSHER_HOST;
    return SLOTWISE_LOCAL ? [`ws://${address}`, `http://${address}`] : [`wss://${address}`];
  }
  return ['wss://*.pusher.com', 'https://*.pusher.com'];
}

/** Agora's servers are many, and named as they come; their sockets are on ports of their own. */
function agoraNetwork(): string[] {
  if (!env().AGORA_APP_ID) return [];
  return ['https://*.agora.io', 'https://*.sd-rtn.com', 'wss://*.agora.io:*', 'wss://*.sd-rtn.com:*'];
}
