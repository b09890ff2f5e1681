// Checks the tickets that browsers show each other. The key comes with the page, from the server, and never from whoever
// shows a ticket; what does not pass is nobody's business, so no reason is given.

export type PeerClaim = { uid: number /** In milliseconds, on the server's clock. */; expiresAt: number };

export type TicketCheck = (ticket: unknown) => Promise<PeerClaim | null>;

/** Clocks differ, and a page's own copy of the server's is as old as its way here. */
const CLOCK_DIFFERENCE_MS = 60_000;
const LONGEST = 400;
const KEPT_AT_MOST = 100;
/** The signature is 64 bytes. */
const TICKET = /^(([^.]+)\.([1-9]\d{0,9})\.([1-9]\d{0,11}))\.([\w-]{86})$/;

/**
 * A check of tickets to one channel: whose a ticket is and until when, or null for what this server did not issue for
 * this channel, and for what has lapsed. Each ticket is verified once, however often it is shown.
 */
export function createTicketCheck({
  publicKey,
  channel,
  now,
}: {
  /** An uncompressed point of P-256, base64url. */
  publicKey: string;
  channel: string;
  /** The server's present, in milliseconds. */
  now: () => number;
}): TicketCheck {
  const verified = new Map<string, Promise<PeerClaim | null>>();
  let key: Promise<CryptoKey> | undefined;

  async function verify(ticket: string): Promise<PeerClaim | null> {
    const [, claim, itsChannel, uid, seconds, signature] = TICKET.exec(ticket) ?? [];
    if (claim === undefined || signature === undefined || itsChannel !== channel) return null;
    const bytes = bytesOf(signature);
    // The last letter has room for bits that say nothing: one ticket is written in one way.
    if (textOf(bytes) !== signature) return null;
    key ??= crypto.subtle.importKey(
      'raw',
      bytesOf(publicKey),
      { name: 'ECDSA', namedCurve: 'P-256' },
      false,
      ['verify'],
    );
    const isGenuine = await crypto.subtle.verify(
      { name: 'ECDSA', hash: 'SHA-256' },
      await key,
      bytes,
      new TextEncoder().encode(`peer ${claim}`),
    );
    return isGenuine ? { uid: Number(uid), expiresAt: Number(seconds) * 1_000 } : null;
  }

  return async (ticket) => {
    if (typeof ticket !== 'string' || ticket.length > LONGEST) return null;
    let verdict = verified.get(ticket);
    if (!verdict) {
      verdict = verify(ticket).catch(() => null);
      verified.set(ticket, verdict);
      const [oldest] = verified.keys();
      if (verified.size > KEPT_AT_MOST && oldest !== undefined) verified.delete(oldest);
    }
    const claim = await verdict;
    return claim && isCurrent(claim, now()) ? claim : null;
  };
}

export function isCurrent({ expiresAt }: Pick<PeerClaim, 'expiresAt'>, now: number): boolean {
  return now < expiresAt + CLOCK_DIFFERENCE_MS;
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
    letter.charCodeAt(0),
  );
}

function textOf(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
