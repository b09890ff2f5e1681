import type Pusher from 'pusher-js';
import type { PusherConfig } from '@/lib/public-config';

type Listen = { pusher: PusherConfig; tutorId: string; onChange: () => void };

const SLOW_START_MS = 2_000;

/**
 * Calls back when something changes in what can be booked with a tutor, and after each reconnect, since what was said
 * meanwhile is lost. The client library is fetched once the page is idle.
 * @returns stops listening
 */
export function listenToSlots({ pusher, tutorId, onChange }: Listen): () => void {
  let client: Pusher | undefined;
  let stopped = false;
  let connectedBefore = false;
  const startedAt = Date.now();
  let waiting: ReturnType<typeof setTimeout> | undefined;

  // A tutor who adds a month of hours sends one event, a busy minute many: one question answers them together.
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(onChange, 200);
  };

  async function connect() {
    const { default: PusherClient } = await import('pusher-js');
    if (stopped) return;
    client = new PusherClient(pusher.key, {
      cluster: pusher.cluster,
      forceTLS: pusher.forceTLS,
      disableStats: true,
      ...(pusher.host && { wsHost: pusher.host, enabledTransports: ['ws', 'wss'] }),
      ...(pusher.port && { wsPort: pusher.port, wssPort: pusher.port }),
    });
    client.connection.bind('connected', () => {
      // After a drop, and after a slow start, something may have been said to nobody.
      if (connectedBefore || Date.now() - startedAt > SLOW_START_MS) soon();
      connectedBefore = true;
    });
    client.subscribe(`tutor-${tutorId}`).bind('slots:changed', soon);
  }

  const whenIdle: (run: () => void) => void = window.requestIdleCallback
    ? (run) => window.requestIdleCallback(run, { timeout: SLOW_START_MS })
    : (run) => setTimeout(run, 300);
  // Without the channel the page still asks again on focus, so a failure to load it is no error.
  whenIdle(() => connect().catch(() => undefined));

  return () => {
    stopped = true;
    clearTimeout(waiting);
    client?.disconnect();
  };
}
