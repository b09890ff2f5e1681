// Pusher Channels behind our own types.
import http from 'node:http';
import https from 'node:https';
import Pusher from 'pusher';
import { z } from 'zod';
import { env } from '../env';
import { AppError } from '../errors';

let client: Pusher | undefined;

function pusher(): Pusher {
  if (client) return client;
  const {
    PUSHER_APP_ID,
    PUSHER_KEY,
    PUSHER_SECRET,
    PUSHER_CLUSTER,
    PUSHER_HOST,
    PUSHER_PORT,
    SLOTWISE_LOCAL,
  } = env();
  const isPlain = Boolean(PUSHER_HOST && SLOTWISE_LOCAL);
  const account = {
    appId: PUSHER_APP_ID,
    key: PUSHER_KEY,
    secret: PUSHER_SECRET,
    timeout: 5_000,
    // Each event would otherwise begin with a connection of its own.
    agent: isPlain ? new http.Agent({ keepAlive: true }) : new https.Agent({ keepAlive: true }),
  };
  client = PUSHER_HOST
    ? new Pusher({
        ...account,
        host: PUSHER_HOST,
        port: String(PUSHER_PORT ?? ''),
        useTLS: !isPlain,
      })
    : new Pusher({ ...account, cluster: PUSHER_CLUSTER ?? '', useTLS: true });
  return client;
}

/** Tells everybody on the channels, of which there may be 100. @throws Error where Pusher does not take it, for the job */
export async function publish({
  channels,
  event,
  data,
}: {
  channels: string[];
  event: string;
  data: Record<string, unknown>;
}): Promise<void> {
  await pusher().trigger(channels, event, data);
}

/** The ids of the people on a presence channel now. @throws Error where Pusher does not say */
export async function listMembers(channel: string): Promise<string[]> {
  const answer = await pusher().get({ path: `/channels/${channel}/users` });
  if (!answer.ok) throw new Error(`Pusher answered ${answer.status} when asked who is on a channel`);
  const { users } = (await answer.json()) as { users: { id: string }[] };
  return users.map(({ id }) => id);
}

/** What the browser hands to Pusher as its ticket to one channel. */
export type ChannelTicket = { auth: string; channel_data?: string };

/** Somebody as the others on a presence channel see them. */
export type PresentPerson = {
  id: string;
  /** Theirs in the room's video too. */
  uid: number;
  name: string;
  role: 'TUTOR' | 'STUDENT';
};

/** Signs that this socket may listen on a private channel. Who may is decided before. */
export function authorizePrivate({
  socketId,
  channel,
}: {
  socketId: string;
  channel: string;
}): ChannelTicket {
  const { auth } = pusher().authorizeChannel(socketId, channel);
  return { auth };
}

/** Signs that this socket may be present on a channel as `person`, seen by everybody on it. */
export function authorizePresence({
  socketId,
  channel,
  person: { id, ...info },
}: {
  socketId: string;
  channel: string;
  person: PresentPerson;
}): ChannelTicket {
  const ticket = pusher().authorizeChannel(socketId, channel, {
    user_id: id,
    user_info: info,
  });
  return { auth: ticket.auth, ...(ticket.channel_data && { channel_data: ticket.channel_data }) };
}

const webhookSchema = z.object({
  time_ms: z.number().int().min(0).max(8.64e15),
  events: z.array(z.object({ name: z.string(), channel: z.string(), user_id: z.string().optional() })),
});

export type ChannelNews = { name: string; channel: string; userId: string | null };

/**
 * What Pusher tells of who came and went, and when it did.
 * @throws AppError BAD_SIGNATURE unless it was Pusher who wrote exactly this
 */
export function readChannelWebhook({ body, headers }: { body: string; headers: Headers }): {
  at: Date;
  events: ChannelNews[];
} {
  const webhook = pusher().webhook({ rawBody: body, headers: Object.fromEntries(headers) });
  if (!webhook.isValid()) throw new AppError('BAD_SIGNATURE');
  const { time_ms, events } = webhookSchema.parse(webhook.getData());
  return {
    at: new Date(time_ms),
    events: events.map(({ name, channel, user_id }) => ({ name, channel, userId: user_id ?? null })),
  };
}
