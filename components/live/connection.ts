// The tab's one connection to Pusher, shared by everything on the page that listens. The library is fetched when the
// page is idle; what is said while nobody is subscribed is lost, so every subscription begins with asking anew.
import type Pusher from 'pusher-js';
import type { PusherConfig } from '@/lib/public-config';

export type LiveEvent = { name: string; data: Record<string, unknown> };

/** `away` is the time to ask now and then: nothing will be told. */
export type LiveState = 'starting' | 'live' | 'away';

type Listener = {
  onEvent: (event: LiveEvent) => void;
  /** Subscribed, at first or again. What was said before was said to nobody. */
  onSubscribed: () => void;
};

type Topic = {
  listeners: Set<Listener>;
  state: LiveState;
  /** When it last became live, on this machine's clock. */
  liveSince: string;
  /** When the latest event was said, on the server's clock. */
  latestAt: string;
  /** Ids of events lately heard: a job that runs twice says the same thing twice. */
  heard: Set<string>;
  failures: number;
  retry: ReturnType<typeof setTimeout> | undefined;
};

const IDLE_WITHIN_MS = 2_000;
const LINGER_MS = 5_000;
const LIBRARY_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 30_000;
const HEARD_AT_MOST = 200;

const topics = new Map<string, Topic>();
let client: Pusher | undefined;
let isStarting = false;
let leaving: ReturnType<typeof setTimeout> | undefined;

/** Listens on a channel. @returns stops it; the connection outlives a change of page */
export function listen({
  pusher,
  channel,
  ...listener
}: Listener & { pusher: PusherConfig; channel: string }): () => void {
  const topic = topics.get(channel) ?? newTopic(channel);
  topic.listeners.add(listener);
  if (!client) startWhenIdle(pusher);
  return () => {
    topic.listeners.delete(listener);
    if (topic.listeners.size > 0) return;
    clearTimeout(leaving);
    // The page one goes to may want the same channels in a moment.
    leaving = setTimeout(leaveUnused, LINGER_MS);
  };
}

export function stateOf(channel: string): LiveState {
  return topics.get(channel)?.state ?? 'starting';
}

/**
 * Whether something was, or may have been, said on a channel since a page was read on the server: one that the router
 * kept may be older than what was told meanwhile to others.
 */
export function mayHaveMissed({ channel, since }: { channel: string; since: string }): boolean {
  const topic = topics.get(channel);
  return topic?.state === 'live' && (topic.latestAt > since || topic.liveSince > since);
}

function newTopic(channel: string): Topic {
  const topic: Topic = {
    listeners: new Set(),
    state: 'starting',
    liveSince: '',
    latestAt: '',
    heard: new Set(),
    failures: 0,
    retry: undefined,
  };
  topics.set(channel, topic);
  if (client) subscribe(client, channel, topic);
  return topic;
}

function startWhenIdle(pusher: PusherConfig): void {
  if (isStarting) return;
  isStarting = true;
  const whenIdle: (run: () => void) => void = window.requestIdleCallback
    ? (run) => window.requestIdleCallback(run, { timeout: IDLE_WITHIN_MS })
    : (run) => setTimeout(run, 300);
  whenIdle(() => {
    start(pusher)
      .catch(() => {
        // Offline, or a release took the file away. Until it loads, pages ask.
        for (const topic of topics.values()) topic.state = 'away';
        setTimeout(() => topics.size > 0 && !client && startWhenIdle(pusher), LIBRARY_RETRY_MS);
      })
      .finally(() => {
        isStarting = false;
      });
  });
}

async function start(pusher: PusherConfig): Promise<void> {
  const { default: PusherClient } = await import('pusher-js');
  if (client || topics.size === 0) return;
  const started = new PusherClient(pusher.key, {
    cluster: pusher.cluster,
    forceTLS: pusher.forceTLS,
    disableStats: true,
    channelAuthorization: { endpoint: '/api/pusher/auth', transport: 'ajax' },
    // A phone that slept finds out within the minute that its line is dead.
    activityTimeout: 30_000,
    pongTimeout: 10_000,
    ...(pusher.host && { wsHost: pusher.host, enabledTransports: ['ws', 'wss'] }),
    ...(pusher.port && { wsPort: pusher.port, wssPort: pusher.port }),
  });
  client = started;
  started.connection.bind('state_change', ({ current }: { current: string }) => {
    if (current === 'connected') return;
    for (const topic of topics.values()) if (topic.state === 'live') topic.state = 'away';
  });
  for (const [channel, topic] of topics) subscribe(started, channel, topic);
}

function subscribe(pusher: Pusher, name: string, topic: Topic): void {
  const say = (tell: (listener: Listener) => void) => {
    for (const listener of [...topic.listeners]) tell(listener);
  };
  pusher.subscribe(name).bind_global((event: string, data: unknown) => {
    if (event === 'pusher:subscription_succeeded') {
      topic.state = 'live';
      topic.liveSince = new Date().toISOString();
      topic.failures = 0;
      say((listener) => listener.onSubscribed());
    } else if (event === 'pusher:subscription_error') {
      topic.state = 'away';
      trySoon(pusher, name, { topic, status: statusIn(data) });
    } else if (!event.startsWith('pusher:') && isNews(topic, data)) {
      say((listener) => listener.onEvent({ name: event, data }));
    }
  });
}

/** The library subscribes again after a reconnect, and not after a refusal: a server that was restarted is one. */
function trySoon(pusher: Pusher, name: string, { topic, status }: { topic: Topic; status: number }): void {
  const isFinal = status === 401 || status === 403;
  if (isFinal) return;
  clearTimeout(topic.retry);
  const wait = Math.min(LONGEST_RETRY_MS, 1_000 * 2 ** topic.failures) * (0.75 + Math.random() / 2);
  topic.failures += 1;
  topic.retry = setTimeout(() => topics.get(name) === topic && pusher.subscribe(name), wait);
}

function statusIn(data: unknown): number {
  return typeof data === 'object' && data && 'status' in data ? Number(data.status) : 0;
}

function isNews(topic: Topic, data: unknown): data is Record<string, unknown> {
  if (typeof data !== 'object' || !data) return false;
  const { eventId, at } = data as Record<string, unknown>;
  if (typeof at === 'string' && at > topic.latestAt) topic.latestAt = at;
  if (typeof eventId !== 'string') return true;
  if (topic.heard.has(eventId)) return false;
  topic.heard.add(eventId);
  const [oldest] = topic.heard;
  if (topic.heard.size > HEARD_AT_MOST && oldest !== undefined) topic.heard.delete(oldest);
  return true;
}

function leaveUnused(): void {
  for (const [name, topic] of topics) {
    if (topic.listeners.size > 0) continue;
    clearTimeout(topic.retry);
    topics.delete(name);
    client?.unsubscribe(name);
  }
  if (topics.size > 0) return;
  client?.disconnect();
  client = undefined;
}
