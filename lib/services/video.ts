// Tickets for the room: Agora's tokens where an account is set, else what two browsers need to find each other.
import { createHash } from 'node:crypto';
import { RtcRole, RtcTokenBuilder } from 'agora-token';
import { env } from '../env';
import { signPeerTicket } from './peer-ticket';

export type VideoTicket = {
  provider: 'agora' | 'peer';
  /** Agora's app id; empty between browsers. */
  appId: string;
  channel: string;
  token: string;
  /** The same for the same person in the same channel, so that whoever rejoins takes their own place. */
  uid: number;
  expiresAt: string;
};

/**
 * A ticket that lets one person into one channel until `expiresAt`, with camera and microphone.
 * Nothing is asked of a network: Agora's tokens are signed here.
 */
export function issueVideoTicket({
  channel,
  userId,
  expiresAt,
  now,
}: {
  channel: string;
  userId: string;
  expiresAt: Date;
  now: Date;
}): VideoTicket {
  const { AGORA_APP_ID: appId, AGORA_APP_CERTIFICATE: certificate } = env();
  const uid = uidOf({ channel, userId });
  const seconds = Math.max(1, Math.ceil((expiresAt.getTime() - now.getTime()) / 1000));
  const common = { channel, uid, expiresAt: expiresAt.toISOString() };
  if (!appId || !certificate) {
    return { ...common, provider: 'peer', appId: '', token: signPeerTicket({ channel, uid, expiresAt }) };
  }
  const token = RtcTokenBuilder.buildTokenWithUid(
    ...([appId, certificate, channel, uid, RtcRole.PUBLISHER, seconds, seconds] as const),
  );
  return { ...common, provider: 'agora', appId, token };
}

/** Who somebody is to the others in a channel. Agora wants a number of 32 bits, and takes 0 for "anybody". */
export function uidOf({ channel, userId }: { channel: string; userId: string }): number {
  const digest = createHash('sha256').update(`${channel} ${userId}`).digest();
  return digest.readUInt32BE(0) || 1;
}
