// Reads the tokens that `agora-token` builds, as Agora's servers do: whose they are, for what, until when, and whether
// the account's certificate signed them.
import { createRequire } from 'node:module';

/** The package ships its reader, and no types for it. */
type Reader = {
  from_string(token: string): boolean;
  verifySignature(certificate: string): boolean;
  getServices(kind: number): {
    __channel_name: string | Buffer;
    __uid: string | Buffer;
    __privileges: Record<number, number>;
  }[];
  appId: string | Buffer;
  issueTs: number;
  expire: number;
};
const { AccessToken2, kRtcServiceType } = createRequire(import.meta.url)('agora-token/src/AccessToken2') as {
  AccessToken2: new () => Reader;
  kRtcServiceType: number;
};

const PRIVILEGES = { 1: 'join', 2: 'audio', 3: 'video', 4: 'data' } as const;

export type AgoraToken = {
  appId: string;
  channel: string;
  /** In digits, as the token has it; empty for anybody. */
  uid: string;
  issuedAt: Date;
  expiresAt: Date;
  /** What its holder may do, and until when. */
  privileges: { [name in 'join' | 'audio' | 'video' | 'data']?: Date };
  isGenuine: boolean;
};

/** @returns undefined where it is no token for calls at all */
export function readToken(token: string, certificate: string): AgoraToken | undefined {
  const reader = new AccessToken2();
  const isReadable = attempt(() => reader.from_string(token)) ?? false;
  const service = isReadable ? reader.getServices(kRtcServiceType)[0] : undefined;
  if (!service) return undefined;
  const after = (seconds: number) => new Date((reader.issueTs + seconds) * 1000);
  return {
    appId: String(reader.appId),
    channel: String(service.__channel_name),
    uid: String(service.__uid),
    issuedAt: after(0),
    expiresAt: after(reader.expire),
    privileges: Object.fromEntries(
      Object.entries(PRIVILEGES).flatMap(([number, name]) => {
        const seconds = service.__privileges[Number(number)];
        return seconds === undefined ? [] : [[name, after(seconds)]];
      }),
    ),
    isGenuine: attempt(() => reader.verifySignature(certificate)) ?? false,
  };
}

type Asked = { token: string; appId: string; channel: string; uid: number };

/** Why this token does not admit, or undefined where it does. */
export function refusalOf(asked: Asked, account: { certificate: string; now: Date }): string | undefined {
  const token = readToken(asked.token, account.certificate);
  if (!token) return 'not a token';
  if (!token.isGenuine) return 'signed with another certificate';
  if (token.appId !== asked.appId) return 'of another app';
  if (token.channel !== asked.channel) return 'for another channel';
  if (token.uid && token.uid !== String(asked.uid)) return 'for somebody else';
  const until = token.privileges.join ?? token.issuedAt;
  if (until <= account.now || token.expiresAt <= account.now) return 'expired';
  return undefined;
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
