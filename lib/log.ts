// Structured logs. Secrets never reach them: what could carry one is redacted by path, and errors of vendors are
// logged by type and code.
import pino from 'pino';
import { env } from './env';

let cached: pino.Logger | undefined;

export function log(): pino.Logger {
  cached ??= pino({
    level: env().LOG_LEVEL,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
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
        'err.raw',
        'err.headers',
        'err.config',
      ],
      censor: '[redacted]',
    },
  });
  return cached;
}
