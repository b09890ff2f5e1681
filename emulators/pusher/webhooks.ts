// Tells the app who came and went, signed as Pusher signs it, and again with growing pauses until it answers 2xx.
import type { HubEvent } from './hub';
import { type AppKeys, hmac } from './signatures';

const RETRY_AFTER_MS = [1000, 3000, 10_000, 30_000, 60_000];
const COLLECT_FOR_MS = 20;

export function createPusherWebhooks(keys: AppKeys, initialUrl: string | undefined) {
  const closing = new AbortController();
  const timers = new Set<NodeJS.Timeout>();
  let url = initialUrl;
  let collected: HubEvent[] = [];

  function later(work: () => void, afterMs: number) {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, afterMs);
    timers.add(timer);
  }

  async function post(body: string, attempt: number) {
    if (!url || closing.signal.aborted) return;
    const taken = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'pusher-webhooks',
        'x-pusher-key': keys.key,
        'x-pusher-signature': hmac(keys.secret, body),
      },
      redirect: 'manual',
      signal: AbortSignal.any([closing.signal, AbortSignal.timeout(5000)]),
    }).then(
      (response) => response.ok,
      () => false,
    );
    const pause = RETRY_AFTER_MS[attempt];
    if (!taken && pause !== undefined && !closing.signal.aborted)
      later(() => void post(body, attempt + 1), pause);
  }

  return {
    /** What happens within a moment goes out as one call, as Pusher batches it. */
    send(event: HubEvent) {
      if (!url || closing.signal.aborted) return;
      collected.push(event);
      if (collected.length > 1) return;
      later(() => {
        const body = JSON.stringify({ time_ms: Date.now(), events: collected });
        collected = [];
        void post(body, 0);
      }, COLLECT_FOR_MS);
    },
    setUrl(next: string | undefined) {
      url = next;
    },
    close() {
      closing.abort();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
