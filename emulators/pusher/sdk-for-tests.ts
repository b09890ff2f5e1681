// The stand-in with both of Pusher's SDKs before it, for the tests: each closes by itself when its test ends, browsers
// before the server that they would try to come back to.
import PusherServer from 'pusher';
import PusherClient, { type Channel } from 'pusher-js';
import { onTestFinished } from 'vitest';
import { type PusherOptions, type PusherStandIn, startPusher } from '../pusher';

export const keys = { appId: '1234', key: 'local-key', secret: 'local-secret' };

export async function start(options: Partial<PusherOptions> = {}) {
  const standIn = await startPusher({ port: 0, ...keys, ...options });
  onTestFinished(standIn.close);
  return { standIn, app: appOf(standIn) };
}

export function appOf({ host, port }: PusherStandIn, secret = keys.secret) {
  return new PusherServer({ ...keys, secret, host, port: String(port), useTLS: false });
}

type Person = { id: string; name: string };

/** A browser, whose channels and sign-in the app authorises as `person`. */
export function browser(
  standIn: PusherStandIn,
  { person, key = keys.key }: { person?: Person; key?: string } = {},
) {
  const app = appOf(standIn);
  const client = new PusherClient(key, {
    cluster: 'local',
    wsHost: standIn.host,
    wsPort: standIn.port,
    forceTLS: false,
    enabledTransports: ['ws'],
    disableStats: true,
    channelAuthorization: {
      transport: 'ajax',
      endpoint: '',
      customHandler: ({ socketId, channelName }, callback) => {
        const member = { user_id: person?.id ?? 'nobody', user_info: { name: person?.name } };
        const isPresence = channelName.startsWith('presence-');
        callback(null, app.authorizeChannel(socketId, channelName, isPresence ? member : undefined));
      },
    },
    userAuthentication: {
      transport: 'ajax',
      endpoint: '',
      customHandler: ({ socketId }, callback) =>
        callback(null, app.authenticateUser(socketId, { id: person?.id ?? '' })),
    },
  });
  onTestFinished(() => client.disconnect());
  return client;
}

export function heard(channel: Channel | PusherClient, event: string): Promise<unknown> {
  return new Promise((resolve) => {
    channel.bind(event, resolve);
  });
}

export async function subscribed<T extends Channel>(channel: T): Promise<T> {
  if (!channel.subscribed) await heard(channel, 'pusher:subscription_succeeded');
  return channel;
}

export const control = async (standIn: PusherStandIn, method: string, path: string, body?: unknown) => {
  const response = await fetch(standIn.url + path, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return response.json();
};

export const ana = { id: 'ana', name: 'Ana' };
export const ben = { id: 'ben', name: 'Ben' };
