// Video from browser to browser: everybody sends to everybody, and the session's channel carries what they write to
// each other until they have found a way. Each stay in the room is a visit with an id of its own that sorts by time:
// of two visits the later one offers, and of two visits of one person the later one counts. Whoever listens on the channel
// may have lost their seat since, so nobody is met before their ticket has passed.

import { inTime } from './in-time';
import { createLink, type Kind, type PeerLink, type Tracks } from './peer-link';
import { type Letter, type Note, openPost, type Post, type Sending } from './peer-post';
import { createTicketCheck, isCurrent, type PeerClaim, type TicketCheck } from './peer-ticket';
import type { RoomChannel } from './room-channel';
import {
  JOIN_TIMEOUT_MS,
  type RemotePerson,
  RoomFull,
  type VideoClient,
  type VideoEvents,
  type VideoState,
  type VideoTicket,
} from './video-client';
import { newVisitId } from './visit-id';

/** Each sends their picture to all others; a home line carries five of them. */
const PEOPLE_AT_MOST = 6;
const CHECK_MS = 1_000;
/** Somebody who is inside answers a greeting within this, or there is nobody. */
const ANSWER_MS = 400;
const GREET_AGAIN_MS = 10_000;
/** Somebody's first words may overtake the news that they came, by no more than this. */
const NEWS_WITHIN_MS = 3_000;
const NEWS_EVERY_MS = 50;
/** Whoever left the channel, or hung up, and cannot be reached for so long is gone. */
const GONE_AFTER_MS = 5_000;
/** Two who cannot reach each other write every few seconds; whoever does not is gone. */
const SILENT_MS = 15_000;
const RECONNECTING_AFTER_MS = 3_000;
const FIRST_CONNECTION_MS = 12_000;
const FAILED_AFTER_MS = 45_000;
/** All that one sends, in bits per second, shared among the others. */
const UPLOAD_BITS = 3_000_000;
const MOST_BITS = 1_500_000;

type Peer = { link: PeerLink; sending: Sending; claim: PeerClaim; heardAt: number };
type Ticketed = Extract<Note, { ticket: string }>;

export function createPeerClient({
  events,
  channel,
  iceServers,
  ticketKey,
  now,
}: {
  events: VideoEvents;
  channel: RoomChannel;
  iceServers: RTCIceServer[];
  /** From the server: tickets are checked with it. */
  ticketKey: string;
  /** The server's present, in milliseconds. */
  now: () => number;
}): VideoClient {
  const local: Tracks = { audio: null, video: null, screen: null };
  const peers = new Map<string, Peer>();
  const visit = newVisitId();
  let post: Post | null = null;
  let stopListening = () => {};
  let timer: ReturnType<typeof setInterval> | undefined;
  let expiry: ReturnType<typeof setTimeout> | undefined;
  let uid = 0;
  let ownTicket = '';
  let check: TicketCheck = async () => null;
  /** What is still to be read of a visit: a ticket takes a moment, and nothing may overtake it. */
  const reading = new Map<string, Promise<void>>();
  let isLive = false;
  let isInside = false;
  let greetedAt = 0;
  let brokenSince: number | null = null;
  let state: VideoState | null = null;
  let onFirstAnswer: (answer: 'here' | 'full') => void = () => {};

  const sending = (): Sending => ({
    isMuted: local.audio === null,
    isCameraOff: local.video === null,
    isSharing: local.screen !== null,
  });

  function tellPeople(): void {
    const people: RemotePerson[] = [];
    for (const peer of peers.values()) {
      const tracks = peer.link.tracks();
      people.push({
        uid: peer.claim.uid,
        audio: peer.sending.isMuted ? null : tracks.audio,
        video: peer.sending.isCameraOff ? null : tracks.video,
        screen: peer.sending.isSharing ? tracks.screen : null,
        isMuted: peer.sending.isMuted,
        isCameraOff: peer.sending.isCameraOff,
      });
    }
    events.onPeople(people);
  }

  function tellState(): void {
    const links = [...peers.values()].map(({ link }) => link);
    const isBroken =
      !navigator.onLine ||
      (links.length === 0 ? !isLive : links.every((link) => link.troubleMs() > toleranceOf(link)));
    brokenSince = isBroken ? (brokenSince ?? performance.now()) : null;
    const isFailed = brokenSince !== null && performance.now() - brokenSince > FAILED_AFTER_MS;
    const next = isFailed ? 'failed' : isBroken ? 'reconnecting' : 'connected';
    if (!isInside || next === state) return;
    state = next;
    events.onState(next);
  }

  function uidOf(userId: string): number | null {
    return channel.members().find(({ id }) => id === userId)?.uid ?? null;
  }

  function greet(): void {
    greetedAt = performance.now();
    post?.send({ kind: 'hello', ticket: ownTicket, sending: sending() });
  }

  function onLetter(letter: Letter): void {
    const { userId, visit: from } = letter;
    // Oneself in another tab: the room sees to it that only one stays.
    if (uidOf(userId) === uid) return;
    const key = `${userId} ${from}`;
    const read = (reading.get(key) ?? Promise.resolve()).then(() => readLetter(letter)).catch(() => {});
    reading.set(key, read);
    void read.then(() => reading.get(key) === read && reading.delete(key));
  }

  async function readLetter({ userId, visit: from, note }: Letter): Promise<void> {
    // Visits are told to everybody, so anybody might speak for one.
    const isOthers = () => (peers.get(from)?.link.userId ?? userId) !== userId;
    if (isOthers()) return;
    if (note.kind === 'bye') return drop(from);
    const claim = isTicketed(note) ? await claimOf(userId, note) : null;
    if (!post || isOthers() || (isTicketed(note) && !claim)) return;
    if (note.kind === 'full') return claim ? onFirstAnswer('full') : undefined;
    const known = peers.get(from);
    if (known) {
      known.claim = claim ?? known.claim;
      hear(known, note);
    } else if (claim && mayBegin(userId, { from, note })) {
      hear(meet(userId, { from, claim }), note);
    } else {
      return;
    }
    tellPeople();
  }

  /** What a ticket says, where it is theirs, for this channel and has not lapsed. */
  async function claimOf(userId: string, { ticket }: Ticketed): Promise<PeerClaim | null> {
    const claim = await check(ticket);
    if (!claim) return null;
    for (let waitedMs = 0; uidOf(userId) === null && waitedMs < NEWS_WITHIN_MS; waitedMs += NEWS_EVERY_MS) {
      await new Promise((resolve) => setTimeout(resolve, NEWS_EVERY_MS));
    }
    return uidOf(userId) === claim.uid ? claim : null;
  }

  function hear(peer: Peer, note: Exclude<Note, { kind: 'bye' | 'full' }>): void {
    peer.heardAt = performance.now();
    if ('sending' in note) peer.sending = sendingIn(note.sending);
    switch (note.kind) {
      case 'hello':
        post?.send({ kind: 'here', to: peer.link.visit, ticket: ownTicket, sending: sending() });
        peer.link.begin();
        break;
      case 'here':
        onFirstAnswer('here');
        peer.link.begin();
        break;
      case 'description':
      case 'candidate':
      case 'repair':
        peer.link.receive(note);
        break;
      default:
    }
  }

  /** Whether this is somebody to know, and not a late word from a visit that is over. */
  function mayBegin(userId: string, { from, note }: { from: string; note: Note }): boolean {
    for (const [visitBefore, { link }] of peers) {
      if (link.userId !== userId) continue;
      if (visitBefore > from) return false;
      drop(visitBefore);
    }
    if (note.kind === 'hello' && peers.size + 1 >= PEOPLE_AT_MOST) {
      post?.send({ kind: 'full', to: from, ticket: ownTicket });
      return false;
    }
    return true;
  }

  function meet(userId: string, { from, claim }: { from: string; claim: PeerClaim }): Peer {
    const link = createLink({
      visit: from,
      userId,
      isOfferer: visit > from,
      iceServers,
      local,
      sending,
      ticket: () => ownTicket,
      send: (note) => post?.send(note),
      onChange() {
        dropGone();
        tellPeople();
        tellState();
      },
    });
    const peer: Peer = {
      link,
      claim,
      heardAt: performance.now(),
      sending: { isMuted: true, isCameraOff: true, isSharing: false },
    };
    peers.set(from, peer);
    shareUpload();
    return peer;
  }

  function drop(from: string): void {
    const peer = peers.get(from);
    if (!peer) return;
    peer.link.close();
    peers.delete(from);
    shareUpload();
    tellPeople();
    tellState();
  }

  function dropGone(): void {
    if (!isLive) return;
    const present = new Set(channel.members().map(({ id }) => id));
    for (const [from, { link, claim, heardAt }] of peers) {
      if (channel.hasLostSeat(link.userId) || !isCurrent(claim, now())) {
        drop(from);
        continue;
      }
      const isLong = link.troubleMs() > GONE_AFTER_MS;
      const isSilent = performance.now() - heardAt > SILENT_MS;
      const isGone = present.has(link.userId)
        ? isLong && (link.isHungUp() || isSilent)
        : isLong || link.isHungUp();
      if (isGone) drop(from);
    }
  }

  function shareUpload(): void {
    const each = Math.min(MOST_BITS, Math.floor(UPLOAD_BITS / Math.max(1, peers.size)));
    for (const { link } of peers.values()) link.limit(each);
  }

  /** Lines that fall silent say so late or never, so they are looked at. */
  function look(): void {
    dropGone();
    if (isLive) for (const { link } of peers.values()) link.mend();
    // A greeting or its answer may have been lost, and repeating it changes nothing.
    const known = new Set([...peers.values()].map(({ link }) => link.userId));
    const isSomebodyNew = channel.members().some((member) => member.uid !== uid && !known.has(member.id));
    if (isLive && isSomebodyNew && performance.now() - greetedAt > GREET_AGAIN_MS) greet();
    tellState();
  }

  const onOnline = () => {
    for (const { link } of peers.values()) link.mend(true);
    tellState();
  };

  function expectExpiry(ticket: VideoTicket): void {
    clearTimeout(expiry);
    const leftMs = Date.parse(ticket.expiresAt) - now() - 60_000;
    // A longer wait would overflow the timer.
    if (leftMs > 0 && leftMs < 2 ** 31) expiry = setTimeout(events.onTicketExpiring, leftMs);
  }

  async function enter({ channel: name, token }: VideoTicket): Promise<void> {
    ownTicket = token;
    check = createTicketCheck({ publicKey: ticketKey, channel: name, now });
    await new Promise<void>((resolve) => {
      stopListening = channel.on({
        onState(channelState) {
          isLive = channelState === 'live';
          if (isLive) resolve();
          if (isLive && isInside) {
            // Nobody could be heard meanwhile.
            for (const peer of peers.values()) peer.heardAt = performance.now();
            greet();
            onOnline();
          }
          tellState();
        },
        onMembers() {
          dropGone();
          tellPeople();
        },
      });
    });
    post = openPost({ channel, visit, onLetter });
    const answer = new Promise<'here' | 'full' | 'nobody'>((resolve) => {
      onFirstAnswer = resolve;
      setTimeout(() => resolve('nobody'), ANSWER_MS);
    });
    greet();
    if ((await answer) === 'full') throw new RoomFull();
  }

  function close(): void {
    stopListening();
    clearInterval(timer);
    clearTimeout(expiry);
    window.removeEventListener('online', onOnline);
    window.removeEventListener('offline', tellState);
    for (const { link } of peers.values()) link.close();
    peers.clear();
    post?.send({ kind: 'bye' });
    post?.flush();
    post?.close();
    post = null;
    isInside = false;
  }

  return {
    async join(ticket) {
      uid = ticket.uid;
      state = 'connecting';
      events.onState('connecting');
      window.addEventListener('online', onOnline);
      window.addEventListener('offline', tellState);
      timer = setInterval(look, CHECK_MS);
      try {
        await inTime(enter(ticket), JOIN_TIMEOUT_MS);
      } catch (error) {
        close();
        throw error;
      }
      isInside = true;
      expectExpiry(ticket);
      tellState();
      tellPeople();
    },
    async setLocal(kind: Kind, track) {
      local[kind] = track;
      // Told first: a picture that stops comes to a standstill, where "camera off" shows who it is.
      post?.send({ kind: 'sending', sending: sending() });
      await Promise.all([...peers.values()].map(({ link }) => link.setLocal(kind, track)));
    },
    async renew(ticket) {
      expectExpiry(ticket);
      if (ticket.token === ownTicket) return;
      ownTicket = ticket.token;
      // The others hold the one before, which lapses.
      if (isLive) greet();
    },
    async leave() {
      close();
    },
  };
}

/** Another browser wrote it, so it may be anything. */
function sendingIn(note: Partial<Sending> | null): Sending {
  const { isMuted, isCameraOff, isSharing } = note ?? {};
  return { isMuted: isMuted === true, isCameraOff: isCameraOff === true, isSharing: isSharing === true };
}

function isTicketed(note: Note): note is Ticketed {
  return 'ticket' in note;
}

function toleranceOf(link: PeerLink): number {
  return link.wasConnected() ? RECONNECTING_AFTER_MS : FIRST_CONNECTION_MS;
}
