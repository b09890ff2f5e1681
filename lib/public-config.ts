// What the browser needs to know of the vendors, read at run time: the same build runs under any address.
import { env } from './env';

export type PusherConfig = {
  key: string;
  cluster: string;
  host: string | null;
  port: number | null;
  forceTLS: boolean;
};

export type PublicConfig = {
  pusher: PusherConfig;
  stripe: { publishableKey: string; jsUrl: string | null };
  googleEnabled: boolean;
  /** The stand-ins of the local stack are in use, so the sign-in page may offer the demo people. */
  isLocal: boolean;
};

export function publicConfig(): PublicConfig {
  const settings = env();
  const ownHost = settings.PUSHER_HOST ?? null;
  return {
    pusher: {
      key: settings.PUSHER_KEY,
      // pusher-js insists on a cluster even where a host is named.
      cluster: settings.PUSHER_CLUSTER ?? 'local',
      host: ownHost,
      port: settings.PUSHER_PORT ?? null,
      forceTLS: !(ownHost && settings.SLOTWISE_LOCAL),
    },
    stripe: { publishableKey: settings.STRIPE_PUBLISHABLE_KEY, jsUrl: settings.STRIPE_JS_URL ?? null },
    googleEnabled: Boolean(settings.GOOGLE_CLIENT_ID),
    isLocal: settings.SLOTWISE_LOCAL,
  };
}

export type IceServer = { urls: string; username?: string; credential?: string };

/** What helps two browsers find a way to each other. With its password, so only for people who may enter a room. */
export function iceServers(): IceServer[] {
  const { STUN_URL, TURN_URL, TURN_USERNAME: username, TURN_PASSWORD: credential } = env();
  return [
    ...(STUN_URL ? [{ urls: STUN_URL }] : []),
    ...(TURN_URL ? [{ urls: TURN_URL, ...(username && credential && { username, credential }) }] : []),
  ];
}
