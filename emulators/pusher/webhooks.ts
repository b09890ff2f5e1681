// Tells the app who came and went, signed as Pusher signs it, and again with growing pauses until it answers 2xx.
// Whoever leaves a presence channel and is back within three seconds (a reload) has not left for the app.
import type { HubEvent } from './hub';
import { type AppKeys, hmac } from './signatures';

const RETRY_AFTER_MS = [1000, 3000, 10_000, 30_000, 60_000];
const COLLECT_FOR_MS = 20;
const LEFT_AFTER_MS = 3000;

const RETURN_OF = { member_removed: 'member_added', channel_vacated: 'channel_occupied' } as const;

export function createPusherWebhooks(
  keys: AppKeys,
  { url: initialUrl, leftAfterMs = LEFT_AFTER_MS }: { url?: string; leftAfterMs?: number },
) {
  const closing = new AbortController();
  const timers = new Set<NodeJS.Timeout>();
  let url = initialUrl;
  let collected: HubEvent[] = [];
  /** Who has just left, by what would take it back. */
  const leaving = new Map<string, NodeJS.Timeout>();
  let away = false;
  let held: { body: string; attempt: number }[] = [];

  function later(work: () => void, afterMs: number): NodeJS.Timeout {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, afterMs);
    timers.add(timer);
    return timer;
  }

  async function post(body: string, attempt: number) {
    if (!url || closing.signal.aborted) return;
    if (away) {
      held.push({ body, attempt });
      return;
    }
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

  function collect(event: HubEvent) {
    collected.push(event);
    if (collected.length > 1) return;
    later(() => {
      const body = JSON.stringify({ time_ms: Date.now(), events: collected });
      collected = [];
      void post(body, 0);
    }, COLLECT_FOR_MS);
  }

  return {
    /** What happens within a moment goes out as one call, as Pusher batches it. */
    send(event: HubEvent) {
      if (!url || closing.signal.aborted) return;
      if (!event.channel.startsWith('presence-')) return collect(event);
      if (event.name === 'member_removed' || event.name === 'channel_vacated') {
        const taken = keyOf({ ...event, name: RETURN_OF[event.name] });
        const tell = () => {
          leaving.delete(taken);
          collect(event);
        };
        leaving.set(taken, later(tell, leftAfterMs));
        return;
      }
      const left = leaving.get(keyOf(event));
      if (left === undefined) return collect(event);
      clearTimeout(left);
      timers.delete(left);
      leaving.delete(keyOf(event));
    },
    /** Holds everything back while Pusher itself is away. */
    async setAway(next: boolean) {
      away = next;
      if (away) return;
      const released = held;
      held = [];
      // One after the other: who came must not be told after who went.
      for (const { body, attempt } of released) await post(body, attempt);
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

function keyOf({ name, channel, user_id = '' }: { name: string; channel: string; user_id?: string }): string {
  return [name, channel, user_id].join(' ');
}
