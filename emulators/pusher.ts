// A stand-in for Pusher Channels, for both real SDKs: the REST API for the app here, and the WebSocket side,
// channels and webhooks in `pusher/`.
import { z } from 'zod';
import { type Control, createControl, parseJson } from './control';
import { type Call, json, type Reply, startHttpServer } from './http-server';
import { createHub, type Hub, isChannelName } from './pusher/hub';
import { restRefusal } from './pusher/signatures';
import { acceptSockets } from './pusher/sockets';
import { createPusherWebhooks } from './pusher/webhooks';

export type PusherOptions = {
  /** 0 for any free one */
  port: number;
  appId: string;
  key: string;
  secret: string;
  /** Told who comes and goes; without one, nobody is. */
  webhookUrl?: string;
  /** How long someone must be away from a presence channel before the app is told. */
  webhookLeftAfterMs?: number;
  /** Whether browsers may send each other events on private and presence channels. */
  clientEvents?: boolean;
  subscriptionCount?: boolean;
  activityTimeoutSeconds?: number;
  pongTimeoutSeconds?: number;
};

export type PusherStandIn = {
  url: string;
  host: string;
  port: number;
  setWebhookUrl: (url: string) => void;
  close: () => Promise<void>;
};

const DATA_LIMIT_BYTES = 10 * 1024;

export async function startPusher(options: PusherOptions): Promise<PusherStandIn> {
  const { appId, key, secret } = options;
  const keys = { appId, key, secret };
  const webhooks = createPusherWebhooks(keys, {
    url: options.webhookUrl,
    leftAfterMs: options.webhookLeftAfterMs,
  });
  const control = createControl({
    onLeave() {
      void webhooks.setAway(true);
      sockets.drop();
    },
    // Not awaited: an app that is slow to answer does not keep Pusher away.
    onReturn() {
      void webhooks.setAway(false);
    },
  });
  const hub = createHub({
    keys,
    clientEvents: options.clientEvents ?? true,
    subscriptionCount: options.subscriptionCount ?? false,
    onEvent: webhooks.send,
  });
  const http = await startHttpServer({
    port: options.port,
    control,
    isAway: control.isAway,
    failure: (status) => text(status, 'A fault that was ordered from the stand-in'),
    answer(call) {
      if (call.path.startsWith('/_')) return controlSockets(call);
      const base = `/apps/${appId}/`;
      if (!call.path.startsWith(base)) return text(404, 'Unknown app');
      const refusal = restRefusal(keys, call);
      if (refusal) return text(401, refusal);
      return answerRest(call, call.path.slice(base.length), hub, control);
    },
  });
  const sockets = acceptSockets({
    server: http.server,
    hub,
    control,
    key,
    activityTimeoutSeconds: options.activityTimeoutSeconds ?? 120,
    pongTimeoutSeconds: options.pongTimeoutSeconds ?? 30,
  });

  /** `POST /_drop { refuseMs? }` cuts every line; `GET /_sockets` says who is there. */
  function controlSockets(call: Call): Reply {
    if (call.method === 'POST' && call.path === '/_drop') {
      const wanted = z
        .strictObject({ refuseMs: z.int().min(0).optional() })
        .safeParse(parseJson(call.body.toString()) ?? {});
      if (!wanted.success) return json(422, { error: z.prettifyError(wanted.error) });
      return json(200, { dropped: sockets.drop(wanted.data.refuseMs) });
    }
    if (call.method === 'GET' && call.path === '/_sockets') {
      const connections = hub
        .connections()
        .map(({ socketId, userId }) => ({ socketId, userId: userId ?? null }));
      const channels = hub
        .occupied()
        .map((name) => ({ name, users: hub.userIds(name), sockets: hub.subscriptionCount(name) }));
      return json(200, { connections, channels });
    }
    return json(404, { error: 'no such control' });
  }

  return {
    url: http.url,
    host: '127.0.0.1',
    port: http.port,
    setWebhookUrl: webhooks.setUrl,
    async close() {
      webhooks.close();
      sockets.close();
      await http.close();
    },
  };
}

const eventSchema = z.object({
  name: z.string().min(1).max(200),
  data: z.string(),
  channel: z.string().optional(),
  channels: z.array(z.string()).max(100).optional(),
  socket_id: z
    .string()
    .regex(/^\d+\.\d+$/)
    .optional(),
  info: z.string().optional(),
});
const batchSchema = z.object({ batch: z.array(eventSchema).max(10) });
type TriggeredEvent = z.infer<typeof eventSchema>;

function answerRest(call: Call, path: string, hub: Hub, control: Control): Reply {
  const [kind, id, detail] = path.split('/').map(decodeURIComponent);
  switch (`${call.method} ${[kind, id && ':id', detail].filter(Boolean).join('/')}`) {
    case 'POST events':
      return trigger(
        eventSchema.transform((event) => [event]).safeParse(parseJson(call.body.toString())),
        hub,
        control,
      );
    case 'POST batch_events':
      return trigger(
        batchSchema.transform(({ batch }) => batch).safeParse(parseJson(call.body.toString())),
        hub,
        control,
        true,
      );
    case 'GET channels':
      return listChannels(call, hub);
    case 'GET channels/:id':
      if (call.query.get('info')?.includes('user_count') && !id?.startsWith('presence-'))
        return text(400, 'user_count may only be requested for presence channels');
      return json(200, {
        occupied: hub.subscriptionCount(id ?? '') > 0,
        ...infoOf(hub, id ?? '', call.query.get('info')),
      });
    case 'GET channels/:id/users':
      if (!id?.startsWith('presence-')) return text(400, 'Users can only be retrieved for presence channels');
      return json(200, { users: hub.userIds(id).map((userId) => ({ id: userId })) });
    case 'POST users/:id/terminate_connections':
      hub.terminateUser(id ?? '');
      return json(200, {});
    default:
      return text(404, 'Not found');
  }
}

function trigger(
  parsed: z.ZodSafeParseResult<TriggeredEvent[]>,
  hub: Hub,
  control: Control,
  isBatch = false,
): Reply {
  if (!parsed.success) return text(400, z.prettifyError(parsed.error));
  const events = parsed.data;
  if (events.some(({ data }) => Buffer.byteLength(data) > DATA_LIMIT_BYTES)) {
    return text(
      413,
      `The data content of this event exceeds the allowed maximum (${DATA_LIMIT_BYTES} bytes).`,
    );
  }
  const bad = events.flatMap(channelsOf).find((channel) => !isChannelName(channel));
  if (bad !== undefined) return text(400, `Invalid channel name: ${bad}`);
  for (const event of events) publish(event, hub, control);
  const infos = events.map((event) =>
    Object.fromEntries(channelsOf(event).map((name) => [name, infoOf(hub, name, event.info)])),
  );
  if (!events.some(({ info }) => info)) return json(200, {});
  return json(200, isBatch ? { batch: infos.map((info) => Object.values(info)[0]) } : { channels: infos[0] });
}

function publish(event: TriggeredEvent, hub: Hub, control: Control) {
  for (const channel of channelsOf(event)) {
    hub.publish(channel, event.name, event.data, event.socket_id);
    const data = parseJson(event.data) ?? event.data;
    control.record({
      method: 'EVENT',
      path: channel,
      body: { channel, name: event.name, data, receivers: hub.subscriptionCount(channel) },
      status: 200,
      idempotencyKey: null,
    });
  }
}

function channelsOf({ channel, channels }: TriggeredEvent): string[] {
  return channels ?? (channel === undefined ? [] : [channel]);
}

function listChannels(call: Call, hub: Hub): Reply {
  const prefix = call.query.get('filter_by_prefix') ?? '';
  const info = call.query.get('info');
  if (info?.includes('user_count') && !prefix.startsWith('presence-')) {
    return text(
      400,
      'user_count may only be requested for presence channels - please supply filter_by_prefix begining with presence-',
    );
  }
  return json(200, {
    channels: Object.fromEntries(hub.occupied(prefix).map((name) => [name, infoOf(hub, name, info)])),
  });
}

function infoOf(hub: Hub, channel: string, info: string | null | undefined) {
  const wanted = (info ?? '').split(',');
  return {
    ...(wanted.includes('user_count') && { user_count: hub.userIds(channel).length }),
    ...(wanted.includes('subscription_count') && { subscription_count: hub.subscriptionCount(channel) }),
  };
}

function text(status: number, body: string): Reply {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}
