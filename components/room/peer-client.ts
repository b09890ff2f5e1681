// Video from browser to browser: everybody sends to everybody, and the session's channel carries what they write to
// each other until they have found a way. Each stay in the room is a visit with an id of its own that sorts by time:
// of two visits the later one offers, and of two visits of one person the later one counts.

import { inTime } from './in-time';
import { createLink, type Kind, type PeerLink, type Tracks } from './peer-link';
import { type Letter, type Note, openPost, type Post, type Sending } from './peer-post';
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

type Peer = { link: PeerLink; sending: Sending; uid: number | null; heardAt: number };

export function createPeerClient({
  events,
  channel,
  iceServers,
}: {
  events: VideoEvents;
  channel: RoomChannel;
  iceServers: RTCIceServer[];
}): VideoClient {
  const local: Tracks = { audio: null, video: null, screen: null };
  const peers = new Map<string, Peer>();
  const visit = newVisitId();
  let post: Post | null = null;
  let stopListening = () => {};
  let timer: ReturnType<typeof setInterval> | undefined;
  let expiry: ReturnType<typeof setTimeout> | undefined;
  let uid = 0;
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
      // Somebody's first words may overtake the news that they came.
      peer.uid ??= uidOf(peer.link.userId);
      if (peer.uid === null) continue;
      const tracks = peer.link.tracks();
      people.push({
        uid: peer.uid,
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
    const now = isFailed ? 'failed' : isBroken ? 'reconnecting' : 'connected';
    if (!isInside || now === state) return;
    state = now;
    events.onState(now);
  }

  function uidOf(userId: string): number | null {
    return channel.members().find(({ id }) => id === userId)?.uid ?? null;
  }

  function greet(): void {
    greetedAt = performance.now();
    post?.send({ kind: 'hello', sending: sending() });
  }

  function onLetter({ userId, visit: from, note }: Letter): void {
    // Oneself in another tab: the room sees to it that only one stays.
    if (uidOf(userId) === uid) return;
    if (note.kind === 'bye') drop(from);
    else if (note.kind === 'full') onFirstAnswer('full');
    else if (peers.has(from) || mayBegin(userId, { from, note })) {
      hear(peers.get(from) ?? meet(userId, from), note);
      tellPeople();
    }
  }

  function hear(peer: Peer, note: Exclude<Note, { kind: 'bye' | 'full' }>): void {
    peer.heardAt = performance.now();
    if ('sending' in note) peer.sending = note.sending;
    switch (note.kind) {
      case 'hello':
        post?.send({ kind: 'here', to: peer.link.visit, sending: sending() });
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
    if (note.kind === 'candidate' || note.kind === 'sending') return false;
    for (const [visitBefore, { link }] of peers) {
      if (link.userId !== userId) continue;
      if (visitBefore > from) return false;
      drop(visitBefore);
    }
    if (note.kind === 'hello' && peers.size + 1 >= PEOPLE_AT_MOST) {
      post?.send({ kind: 'full', to: from });
      return false;
    }
    return true;
  }

  function meet(userId: string, from: string): Peer {
    const link = createLink({
      visit: from,
      userId,
      isOfferer: visit > from,
      iceServers,
      local,
      sending,
      send: (note) => post?.send(note),
      onChange() {
        dropGone();
        tellPeople();
        tellState();
      },
    });
    const peer: Peer = {
      link,
      uid: uidOf(userId),
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
    for (const [from, { link, heardAt }] of peers) {
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
  function check(): void {
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
    const leftMs = Date.parse(ticket.expiresAt) - Date.now() - 60_000;
    // A longer wait would overflow the timer.
    if (leftMs > 0 && leftMs < 2 ** 31) expiry = setTimeout(events.onTicketExpiring, leftMs);
  }

  async function enter(): Promise<void> {
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
      timer = setInterval(check, CHECK_MS);
      try {
        await inTime(enter(), JOIN_TIMEOUT_MS);
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
    },
    async leave() {
      close();
    },
  };
}

function toleranceOf(link: PeerLink): number {
  return link.wasConnected() ? RECONNECTING_AFTER_MS : FIRST_CONNECTION_MS;
}
