// The tab's one connection to Pusher, shared by everything on the page that listens. The library is fetched when the
// page is idle; what is said while nobody is subscribed is lost, so every subscription begins with asking anew.
import type Pusher from 'pusher-js';
import type { PresenceChannel } from 'pusher-js';
import type { PusherConfig } from '@/lib/public-config';

export type LiveEvent = { name: string; data: Record<string, unknown> };

/** Somebody on a presence channel, with what the server vouched for when it let them in. */
export type PresentPerson = { id: string; info: unknown };

/** `away` is the time to ask now and then: nothing will be told. */
export type LiveState = 'starting' | 'live' | 'away';

type Listener = {
  onEvent: (event: LiveEvent) => void;
  /** Subscribed, at first or again. What was said before was said to nobody. */
  onSubscribed: () => void;
  /** What another browser said on the channel. Pusher vouches for `from`. */
  onWhisper?: (event: LiveEvent & { from: string | null }) => void;
  /** Who is on a presence channel, each time that changes; not while one is away. */
  onPeople?: (people: PresentPerson[]) => void;
  onState?: (state: LiveState) => void;
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

/** Says something to the other browsers on a private or presence channel. @returns whether it could be said */
export function whisper({ channel, event, data }: { channel: string; event: string; data: object }): boolean {
  return stateOf(channel) === 'live' && (client?.channel(channel)?.trigger(event, data) ?? false);
}

/** Who is on a presence channel, oneself among them. */
export function peopleOn(channel: string): PresentPerson[] {
  const { members } = (client?.channel(channel) ?? {}) as Partial<PresenceChannel>;
  return Object.entries((members?.members ?? {}) as Record<string, unknown>).map(([id, info]) => ({
    id,
    info,
  }));
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
        for (const topic of topics.values()) setState(topic, 'away');
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
    for (const topic of topics.values()) if (topic.state === 'live') setState(topic, 'away');
  });
  // Bound here, since a channel's own listeners do not hear who said it.
  started.connection.bind('message', ({ event, channel, data, user_id: from }: Message) => {
    if (!event.startsWith('client-') || !isRecord(data)) return;
    const topic = topics.get(channel ?? '');
    if (topic) say(topic, (listener) => listener.onWhisper?.({ name: event, data, from: from ?? null }));
  });
  for (const [channel, topic] of topics) subscribe(started, channel, topic);
}

type Message = { event: string; channel?: string; data: unknown; user_id?: string };

function subscribe(pusher: Pusher, name: string, topic: Topic): void {
  const tellPeople = () => say(topic, (listener) => listener.onPeople?.(peopleOn(name)));
  pusher.subscribe(name).bind_global((event: string, data: unknown) => {
    if (event === 'pusher:subscription_succeeded') {
      topic.liveSince = new Date().toISOString();
      topic.failures = 0;
      setState(topic, 'live');
      say(topic, (listener) => listener.onSubscribed());
      tellPeople();
    } else if (event === 'pusher:subscription_error') {
      setState(topic, 'away');
      trySoon(pusher, name, { topic, status: statusIn(data) });
    } else if (event === 'pusher:member_added' || event === 'pusher:member_removed') {
      tellPeople();
    } else if (!/^(pusher:|client-)/.test(event) && isNews(topic, data)) {
      say(topic, (listener) => listener.onEvent({ name: event, data }));
    }
  });
}

function say(topic: Topic, tell: (listener: Listener) => void): void {
  for (const listener of [...topic.listeners]) tell(listener);
}

function setState(topic: Topic, state: LiveState): void {
  if (topic.state === state) return;
  topic.state = state;
  say(topic, (listener) => listener.onState?.(state));
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

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null;
}

function isNews(topic: Topic, data: unknown): data is Record<string, unknown> {
  if (!isRecord(data)) return false;
  const { eventId, at } = data;
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
