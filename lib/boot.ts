// What a Node server does before its first request: refuse to run on wrong settings, and start the worker.
import http from 'node:http';
import { env } from './env';
import { startWorker } from './jobs/worker';

export function boot(): void {
  const { TRUST_PROXY, VERCEL } = env();
  if (!TRUST_PROXY && !VERCEL) distrustForwardedFor();
  // On Vercel no process outlives a request: there the requests and the cron routes work the queue off.
  if (!VERCEL) startWorker();
}

/**
 * Without a proxy in front, X-Forwarded-For is whatever a stranger writes, and rate limits count by it. Next fills in
 * the socket's address where the header is absent, so it is dropped before Next sees it.
 */
function distrustForwardedFor(): void {
  const emit = http.Server.prototype.emit as (event: string, ...rest: unknown[]) => boolean;
  const emitWithout = function (this: http.Server, event: string, ...rest: unknown[]): boolean {
    const [request] = rest;
    if (event === 'request' && request instanceof http.IncomingMessage) {
      delete request.headers['x-forwarded-for'];
    }
    return emit.call(this, event, ...rest);
  };
  http.Server.prototype.emit = emitWithout as typeof http.Server.prototype.emit;
}
