// One's stay in the room, from the ticket to the goodbye, whoever carries the video. Lives outside of React: a line
// outlives every rendering.

import { isCancelledFor } from '../sessions/session-status';
import type { OwnMedia } from './own-media';
import { callComplete, callJoin, callLeave, callStart, type Refusal, readSession } from './room-calls';
import { type RoomChannel, seatsLostIn } from './room-channel';
import {
  type RemotePerson,
  RoomFull,
  type VideoClient,
  type VideoEvents,
  type VideoState,
  type VideoTicket,
} from './video-client';
import { newVisitId } from './visit-id';

export type VisitState = {
  /** `over`: the session has ended or was cancelled. `elsewhere`: one goes on in another tab or on another device. */
  phase: 'out' | 'entering' | 'in' | 'left' | 'over' | 'elsewhere';
  video: VideoState;
  people: RemotePerson[];
  /** Why one is not in, in words. */
  problem: string | null;
};

export type Visit = ReturnType<typeof createVisit>;

export const NO_VISIT: VisitState = { phase: 'out', video: 'connecting', people: [], problem: null };

const EVENT = 'client-visit';
const ASK_MS = 10_000;
const RENEW_WITHIN_MS = 90_000;
const RETURN_MS = 5_000;
const FULL =
  'The room is full: its video goes from browser to browser, which carries 6 people. You are let in when somebody leaves: try again then.';
const UNREACHED = 'The video line could not be opened in time. Check your connection and try again.';

type VisitOptions = {
  sessionId: string;
  /** One's own id. */
  userId: string;
  channel: RoomChannel;
  media: OwnMedia;
  iceServers: RTCIceServer[];
  /** What the others' tickets are checked with. */
  peerTicketKey: string;
  /** The server's present, in milliseconds. */
  now: () => number;
  /** Kept over a reload of the page, so that it leads back into the room. */
  remember: (isInside: boolean) => void;
  onGone: (phase: 'left' | 'over' | 'elsewhere') => void;
};

export function createVisit(options: VisitOptions) {
  const { sessionId, userId, channel, media, iceServers, peerTicketKey, now, remember, onGone } = options;
  let state = NO_VISIT;
  let client: VideoClient | null = null;
  let ticket: VideoTicket | null = null;
  let sent = { audio: null, video: null, screen: null } as Parameters<typeof sendOwn>[0];
  /** Sorts by time: of two visits of one person the later one stays. */
  let stay = '';
  let isClosed = false;
  let isLive = false;
  let returning: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  function set(change: Partial<VisitState>): void {
    state = { ...state, ...change };
    for (const listener of [...listeners]) listener();
  }

  const isInside = () => state.phase === 'in';
  const isComing = () => state.phase === 'entering';

  async function open(fresh: VideoTicket): Promise<void> {
    // The last words of a line that was let go of count no more.
    const isCurrent = () => client === opened;
    const events: VideoEvents = {
      onPeople: (people) => isCurrent() && set({ people }),
      onState(video) {
        if (!isCurrent()) return;
        const wasAway = state.video === 'reconnecting' || state.video === 'failed';
        set({ video });
        if (video === 'connected' && wasAway) void comeBack();
      },
      onTicketExpiring: () => void renew(),
    };
    const opened: VideoClient =
      fresh.provider === 'agora'
        ? (await import('./agora-client')).createAgoraClient(events)
        : (await import('./peer-client')).createPeerClient({
            ...{ events, channel, iceServers, now },
            ticketKey: peerTicketKey,
          });
    client = opened;
    ticket = fresh;
    sent = { audio: null, video: null, screen: null };
    await sendOwn(ownTracks());
    await opened.join(fresh);
  }

  async function sendOwn(tracks: Record<'audio' | 'video' | 'screen', MediaStreamTrack | null>) {
    const changed = (['audio', 'video', 'screen'] as const).filter((kind) => tracks[kind] !== sent[kind]);
    sent = tracks;
    // A line that is just breaking takes nothing; what is sent is agreed upon anew with the next one.
    await Promise.all(changed.map((kind) => client?.setLocal(kind, tracks[kind]).catch(() => {})));
  }

  function ownTracks() {
    const { camera, microphone, screen } = media.state();
    return { audio: microphone.isWanted ? microphone.track : null, video: camera.track, screen };
  }

  /** The same place with a fresh ticket; tells too whether the session still goes on. */
  async function renew(): Promise<void> {
    const answer = await callJoin(sessionId);
    if (!isInside()) return;
    if (answer.ok) {
      ticket = answer.body.video;
      await client?.renew(ticket).catch(() => {});
    } else if (isFinal(answer.refusal)) {
      await finish('over');
    }
  }

  /** After a drop: the server may have thought one gone, and things may have happened that nobody could tell. */
  async function comeBack(): Promise<void> {
    if (isInside()) await renew();
  }

  async function finish(phase: 'left' | 'over' | 'elsewhere'): Promise<void> {
    const leaving = client;
    client = null;
    ticket = null;
    remember(false);
    set({ phase, people: [] });
    onGone(phase);
    await leaving?.leave().catch(() => {});
  }

  function claimSeat(): void {
    if (isInside() || isComing()) channel.send(EVENT, { stay });
  }

  const stopChannel = channel.on({
    onState(line) {
      const isBack = line === 'live' && !isLive;
      isLive = line === 'live';
      if (!isBack) return;
      claimSeat();
      // Whoever was away was taken for gone, and may have missed the end.
      void comeBack();
    },
    onEvent(name, data, from) {
      const isOver = name === 'session:ended' || seatsLostIn(name, data).includes(userId);
      if (from === null && isOver) void finish('over');
      const isOwn = name === EVENT && from === userId && (isInside() || isComing());
      if (isOwn && String(data.stay) > stay) void finish('elsewhere');
    },
  });
  const stopMedia = media.subscribe(() => {
    if (client) void sendOwn(ownTracks());
    if (isInside()) remember(true);
  });

  /** Whether the session still goes on, and with oneself in it. */
  async function ask(): Promise<void> {
    if (!isInside()) return;
    const answer = await readSession(sessionId);
    if (isClosed || !isInside() || !answer.ok) return;
    const { session } = answer.body;
    if (session.status !== 'IN_PROGRESS' || isCancelledFor(session)) await finish('over');
  }

  const timer = setInterval(() => {
    if (!isLive) void ask();
    // The adapter says when; should it sleep through it, the ticket says so itself.
    const leftMs = ticket ? Date.parse(ticket.expiresAt) - now() : Number.POSITIVE_INFINITY;
    if (isInside() && leftMs > 0 && leftMs < RENEW_WITHIN_MS) void renew();
  }, ASK_MS);

  const onPageHide = () => {
    if (!isInside()) return;
    void client?.leave();
    callLeave(sessionId);
  };
  // Kept by the browser and brought back, the page is as it was, and the visit is over.
  const onPageShow = (event: PageTransitionEvent) => event.persisted && window.location.reload();
  // Before Pusher's own listener, which hangs up.
  window.addEventListener('pagehide', onPageHide, { capture: true });
  window.addEventListener('pageshow', onPageShow);

  /**
   * With `starts` the tutor starts the session by entering; `returns` is said after a reload. Does nothing where one
   * is in already.
   */
  async function enter({ starts = false, returns = false } = {}): Promise<void> {
    if (isComing() || isInside()) return;
    stay = newVisitId();
    set({ phase: 'entering', problem: null, video: 'connecting' });
    const answer = starts ? await callStart(sessionId) : await callJoin(sessionId);
    if (isClosed) return;
    if (!answer.ok) {
      set({ phase: 'out', problem: answer.refusal.detail });
      return;
    }
    claimSeat();
    try {
      await open(answer.body.video);
    } catch (error) {
      await letGo();
      if (isClosed || !isComing()) return;
      callLeave(sessionId);
      set({ phase: 'out', problem: error instanceof RoomFull ? FULL : UNREACHED });
      return;
    }
    if (isClosed || !isComing()) return;
    remember(true);
    set({ phase: 'in' });
    // The goodbye of the page before may be slower than this page, and end the visit that this one begins.
    if (returns) returning = setTimeout(() => void comeBack(), RETURN_MS);
  }

  /** A line that failed is let go of, and another one opened; one stays inside meanwhile, with all that is typed. */
  async function retry(): Promise<void> {
    if (!isInside()) return;
    set({ video: 'connecting', people: [] });
    await letGo();
    const answer = await callJoin(sessionId);
    if (isClosed || !isInside()) return;
    if (!answer.ok) {
      if (isFinal(answer.refusal)) await finish('over');
      else set({ video: 'failed' });
      return;
    }
    await open(answer.body.video).catch(async () => {
      await letGo();
      if (isInside()) set({ video: 'failed' });
    });
  }

  async function letGo(): Promise<void> {
    const leaving = client;
    client = null;
    await leaving?.leave().catch(() => {});
  }

  return {
    state: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    enter,
    retry,
    ask,
    async leave(): Promise<void> {
      if (!isInside()) return;
      await finish('left');
      callLeave(sessionId);
    },
    /** For the tutor: ends the session for everybody. @returns why it could not be, in words */
    async end(): Promise<string | null> {
      const answer = await callComplete(sessionId);
      if (!answer.ok && !isFinal(answer.refusal)) return answer.refusal.detail;
      await finish('over');
      return null;
    },
    /** The page goes; whoever is still in leaves. */
    close(): void {
      isClosed = true;
      clearInterval(timer);
      window.removeEventListener('pagehide', onPageHide, { capture: true });
      clearTimeout(returning);
      window.removeEventListener('pageshow', onPageShow);
      stopChannel();
      stopMedia();
      if (!isInside()) return;
      remember(false);
      void client?.leave();
      callLeave(sessionId);
    },
  };
}

function isFinal({ code }: Refusal): boolean {
  return code === 'INVALID_STATE' || code === 'FORBIDDEN' || code === 'NOT_FOUND';
}
