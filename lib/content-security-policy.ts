// What a page may load and talk to. Scripts run only with the response's nonce or when such a script loads them;
// everything else is named.
import { env } from './env';

export function contentSecurityPolicy({ nonce }: { nonce: string }): string {
  const settings = env();
  const isDevelopment = settings.NODE_ENV === 'development';
  const isSecure = settings.APP_URL.startsWith('https://');
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
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...stripeApi(), ...pusherSockets()],
    'frame-src': ['https://js.stripe.com', 'https://hooks.stripe.com', 'https://*.js.stripe.com'],
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

function pusherSockets(): string[] {
  const { PUSHER_HOST, PUSHER_PORT, SLOTWISE_LOCAL } = env();
  if (PUSHER_HOST) {
    const address = PUSHER_PORT ? `${PUSHER_HOST}:${PUSHER_PORT}` : PUSHER_HOST;
    return SLOTWISE_LOCAL ? [`ws://${address}`, `http://${address}`] : [`wss://${address}`];
  }
  return ['wss://*.pusher.com', 'https://*.pusher.com'];
}
