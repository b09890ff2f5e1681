// Tickets for video between browsers, which every browser can check by itself: ECDSA P-256, since WebCrypto knows it
// everywhere. The key follows from NEXTAUTH_SECRET, so all servers of an installation sign alike and nothing is kept.
import { createECDH, createPrivateKey, hkdfSync, type KeyObject, sign } from 'node:crypto';
import { env } from '../env';

/** The order of P-256: keys are the numbers below it. */
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');

type KeyPair = { secret: string; privateKey: KeyObject; publicKey: string };

let kept: KeyPair | undefined;

/** Says whose ticket it is until when, signed: `<channel>.<uid>.<seconds>.<signature>`. */
export function signPeerTicket(
  ticket: { channel: string; uid: number; expiresAt: Date },
  secret = env().NEXTAUTH_SECRET,
): string {
  const claim = `${ticket.channel}.${ticket.uid}.${Math.floor(ticket.expiresAt.getTime() / 1000)}`;
  const key = { key: keyPairOf(secret).privateKey, dsaEncoding: 'ieee-p1363' } as const;
  return `${claim}.${sign('sha256', Buffer.from(`peer ${claim}`), key).toString('base64url')}`;
}

/** What the tickets are checked with: a point of the curve, uncompressed, base64url. */
export function peerTicketKey(secret = env().NEXTAUTH_SECRET): string {
  return keyPairOf(secret).publicKey;
}

function keyPairOf(secret: string): KeyPair {
  if (kept?.secret === secret) return kept;
  // Sixteen bytes more than the key has, so that the remainder favours no number.
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'slotwise peer ticket', 48));
  const number = (BigInt(`0x${seed.toString('hex')}`) % (ORDER - 1n)) + 1n;
  const scalar = Buffer.from(number.toString(16).padStart(64, '0'), 'hex');
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(scalar);
  const point = curve.getPublicKey();
  const jwk = {
    ...{ kty: 'EC', crv: 'P-256', d: scalar.toString('base64url') },
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  kept = {
    secret,
    privateKey: createPrivateKey({ key: jwk, format: 'jwk' }),
    publicKey: point.toString('base64url'),
  };
  return kept;
}
