// Structured logs, each line with the id of the request it belongs to. Secrets never reach them: what could carry
// one is redacted by path.
import { AsyncLocalStorage } from 'node:async_hooks';
import pino from 'pino';
import { env } from './env';

const requests = new AsyncLocalStorage<{ requestId: string }>();

let cached: pino.Logger | undefined;

export function log(): pino.Logger {
  cached ??= pino({
    level: env().LOG_LEVEL,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => requests.getStore() ?? {},
    redact: {
      paths: [
        'password',
        'token',
        'secret',
        'authorization',
        'cookie',
        '*.password',
        '*.token',
        '*.secret',
        '*.clientSecret',
        '*.client_secret',
        'headers.authorization',
        'headers.cookie',
        // Stripe's errors carry the raw answer, PaymentIntent and all.
        'err.raw',
        'err.headers',
        'err.payment_intent',
      ],
      censor: '[redacted]',
    },
  });
  return cached;
}

/** Runs `work` so that every line logged within it names the request. */
export function withRequestId<T>(requestId: string, work: () => T): T {
  return requests.run({ requestId }, work);
}
