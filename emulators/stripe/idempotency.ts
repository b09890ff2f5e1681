// Stripe's idempotency keys: the first answer is kept for a day and given again to the same request.
import { type Call, headerOf, type Reply } from '../http-server';
import { StripeRefusal } from './errors';
import type { Ledger } from './ledger';

const KEPT_FOR_MS = 24 * 60 * 60 * 1000;

/**
 * Runs a POST under its idempotency key. Kept is every answer of a call whose work had begun, errors among them;
 * one that was refused before (a wrong parameter, too many requests) may be tried again under its key.
 * @throws StripeRefusal 400 for a key used with other parameters, 409 while the first call is still running
 */
export function createIdempotency(ledger: Ledger) {
  const running = new Set<string>();

  return async function once(call: Call, run: () => Promise<Reply>): Promise<Reply> {
    const key = headerOf(call, 'idempotency-key');
    if (key === undefined || call.method !== 'POST') return run();
    const request = requestOf(call);
    const kept = ledger.answers.get(key);
    if (kept && Date.now() - kept.at < KEPT_FOR_MS) {
      if (kept.path !== call.path) throw otherEndpoint(key, kept.path, call.path);
      if (kept.request !== request) throw otherParameters(key);
      return answerAgain(kept.status, kept.body, key);
    }
    if (running.has(key)) throw inUse(key);
    running.add(key);
    try {
      const reply = await run();
      if (reply.begun !== false) {
        const body = String(reply.body ?? '');
        ledger.answers.delete(key);
        ledger.answers.set(key, {
          key,
          request,
          path: call.path,
          status: reply.status,
          body,
          at: Date.now(),
        });
        forgetOld(ledger);
        ledger.changed();
      }
      return { ...reply, headers: { ...reply.headers, 'idempotency-key': key } };
    } finally {
      running.delete(key);
    }
  };
}

function answerAgain(status: number, body: string, key: string): Reply {
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': key,
    'idempotent-replayed': 'true',
  };
  return { status, headers, body };
}

/** The parameters without regard to their order. */
function requestOf(call: Call): string {
  return call.body.toString().split('&').sort().join('&');
}

/** Answers stand in the order of their age, so the old ones come first. */
function forgetOld(ledger: Ledger) {
  for (const [key, { at }] of ledger.answers) {
    if (Date.now() - at < KEPT_FOR_MS) return;
    ledger.answers.delete(key);
  }
}

function otherParameters(key: string): StripeRefusal {
  const message =
    'Keys for idempotent requests can only be used with the same parameters they were first used with. ' +
    `Try using a key other than '${key}' if you meant to execute a different request.`;
  return new StripeRefusal(400, { type: 'idempotency_error', message }, { begun: false });
}

function otherEndpoint(key: string, first: string, second: string): StripeRefusal {
  const message =
    `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${second}' vs ` +
    `'${first}'). Try using a key other than '${key}' if you meant to execute a different request.`;
  return new StripeRefusal(400, { type: 'idempotency_error', message }, { begun: false });
}

function inUse(key: string): StripeRefusal {
  const message =
    'There is currently another in-progress request using this Idempotent Key (that probably means you submitted ' +
    `twice, and the other request is still going through): ${key}. Please try again later.`;
  const code = 'idempotency_key_in_use';
  return new StripeRefusal(409, { type: 'idempotency_error', code, message }, { begun: false });
}
