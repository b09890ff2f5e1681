// One pair of browsers. Sound, camera and screen have a place each from the start, so that turning one on or off
// changes a track and never the agreement between the two; and of the two always the same one offers, so that offers
// never cross. All steps of a pair go through one queue.
import type { Note, Sending } from './peer-post';

export const KINDS = ['audio', 'video', 'screen'] as const;
export type Kind = (typeof KINDS)[number];
export type Tracks = Record<Kind, MediaStreamTrack | null>;

export type PeerLink = {
  readonly visit: string;
  readonly userId: string;
  /** What arrives; null until the pair is connected. */
  tracks(): Tracks;
  isConnected(): boolean;
  wasConnected(): boolean;
  /** For how long it has not been connected. */
  troubleMs(): number;
  /** The other side closed it: they are gone, or about to make it anew. */
  isHungUp(): boolean;
  /** Makes an offer where none is under way: called as often as one likes. */
  begin(): void;
  receive(note: Extract<Note, { kind: 'description' | 'candidate' | 'repair' }>): void;
  setLocal(kind: Kind, track: MediaStreamTrack | null): Promise<void>;
  /** So that all pairs together stay within what a home line sends. */
  limit(bitsPerSecond: number): void;
  /** Mends a line that is broken. `now` does not wait whether it heals by itself. */
  mend(now?: boolean): void;
  close(): void;
};

type Description = Extract<Note, { kind: 'description' }>;

type LinkOptions = {
  visit: string;
  userId: string;
  isOfferer: boolean;
  iceServers: RTCIceServer[];
  local: Tracks;
  sending: () => Sending;
  /** One's own, as it is at the time. */
  ticket: () => string;
  send: (note: Note) => void;
  onChange: () => void;
};

/** A line that flickers heals by itself within this. */
const PATIENCE_MS = 2_000;
const BETWEEN_TRIES_MS = 4_000;
/** When looking for another way did not help, everything is made anew. */
const ANEW_AFTER_MS = 10_000;

export function createLink(options: LinkOptions): PeerLink {
  const { visit, userId, isOfferer, iceServers, ticket, send, onChange } = options;
  const local: Tracks = { ...options.local };
  let connection: RTCPeerConnection | null = null;
  let line = 0;
  let turn = 0;
  let queue: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  let isHungUp = false;
  let wasConnected = false;
  let brokenSince: number | null = performance.now();
  let triedAt = Number.NEGATIVE_INFINITY;
  let bitrate = 0;

  /** A step that fails, fails alone: `mend` sees that the pair is not connected, and tries again. */
  function then(step: () => Promise<unknown>): Promise<void> {
    const done = queue.then(() => (isClosed ? undefined : step())).catch(() => undefined);
    queue = done;
    return done.then(() => undefined);
  }

  function renewConnection(number: number): RTCPeerConnection {
    connection?.close();
    const fresh = new RTCPeerConnection({ iceServers, bundlePolicy: 'max-bundle' });
    connection = fresh;
    line = number;
    turn = 0;
    isHungUp = false;
    // Says nothing but that it ends, at once even where a tab is closed; a line alone takes seconds to seem dead.
    fresh.createDataChannel('end', { negotiated: true, id: 0 }).onclose = () => {
      if (fresh !== connection || isClosed) return;
      isHungUp = true;
      brokenSince ??= performance.now();
      onChange();
    };
    fresh.onicecandidate = ({ candidate }) => {
      if (candidate && fresh === connection) {
        send({ kind: 'candidate', to: visit, line, candidate: candidate.toJSON() });
      }
    };
    fresh.onconnectionstatechange = () => {
      if (fresh !== connection || isClosed) return;
      if (fresh.connectionState === 'connected') {
        wasConnected = true;
        brokenSince = null;
        applyLimit();
      } else {
        brokenSince ??= performance.now();
        if (fresh.connectionState === 'failed') mend(true);
      }
      onChange();
    };
    return fresh;
  }

  async function offer({ anew }: { anew: boolean }): Promise<void> {
    // A closed one tells nobody that it is.
    if (!connection || anew || connection.signalingState === 'closed') {
      const fresh = renewConnection(Math.max(line + 1, Date.now()));
      for (const kind of KINDS) {
        const place = fresh.addTransceiver(kind === 'audio' ? 'audio' : 'video', { direction: 'sendrecv' });
        if (kind !== 'audio') preferCommonCodecs(place);
        await place.sender.replaceTrack(local[kind]);
      }
    } else {
      connection.restartIce();
    }
    turn += 1;
    await connection?.setLocalDescription();
    sendDescription();
  }

  async function answer(note: Description): Promise<void> {
    const { description } = note;
    const isKnown = connection !== null && note.line === line;
    // Its beginning was missed, or is forgotten here.
    if (!isKnown && note.turn > 1) return send({ kind: 'repair', to: visit, ticket: ticket(), isAnew: true });
    const current = isKnown && connection ? connection : renewConnection(note.line);
    turn = note.turn;
    await current.setRemoteDescription(description);
    for (const [index, place] of current.getTransceivers().entries()) {
      const kind = KINDS[index];
      if (!kind) continue;
      place.direction = 'sendrecv';
      await place.sender.replaceTrack(local[kind]);
    }
    await current.setLocalDescription();
    sendDescription();
  }

  function sendDescription(): void {
    const description = connection?.localDescription;
    if (!description || isClosed) return;
    const { type, sdp } = description;
    const own = { ticket: ticket(), sending: options.sending() };
    send({ kind: 'description', to: visit, line, turn, description: { type, sdp }, ...own });
  }

  function tryAgain(isAnew = false): void {
    triedAt = performance.now();
    const anew = isAnew || isHungUp || troubleMs() > ANEW_AFTER_MS;
    void then(() => offer({ anew }));
  }

  function mend(now = false): void {
    if (isClosed || brokenSince === null) return;
    const sinceTry = performance.now() - triedAt;
    const mayHeal = !now && !isHungUp && troubleMs() < PATIENCE_MS;
    if (mayHeal || sinceTry < (now ? 1_000 : BETWEEN_TRIES_MS)) return;
    if (isOfferer) {
      tryAgain();
    } else {
      triedAt = performance.now();
      send({ kind: 'repair', to: visit, ticket: ticket(), isAnew: isHungUp });
    }
  }

  function troubleMs(): number {
    return brokenSince === null ? 0 : performance.now() - brokenSince;
  }

  function applyLimit(): void {
    const sender = connection?.getTransceivers()[1]?.sender;
    const parameters = sender?.getParameters();
    const [encoding] = parameters?.encodings ?? [];
    if (!sender || !parameters || !encoding || !bitrate || encoding.maxBitrate === bitrate) return;
    encoding.maxBitrate = bitrate;
    void then(() => sender.setParameters(parameters));
  }

  return {
    visit,
    userId,
    tracks() {
      const places = brokenSince === null ? (connection?.getTransceivers() ?? []) : [];
      const [audio, video, screen] = places.map(({ receiver }) => receiver.track);
      return { audio: audio ?? null, video: video ?? null, screen: screen ?? null };
    },
    isConnected: () => brokenSince === null,
    wasConnected: () => wasConnected,
    troubleMs,
    isHungUp: () => isHungUp,
    begin() {
      if (isOfferer && !connection) tryAgain();
      else mend();
    },
    receive(note) {
      if (note.kind === 'repair') {
        // The other side notices earlier at times.
        if (!isOfferer || performance.now() - triedAt < BETWEEN_TRIES_MS / 4) return;
        tryAgain(note.isAnew);
      } else if (note.kind === 'candidate') {
        void then(async () => {
          if (note.line === line) await connection?.addIceCandidate(note.candidate);
        });
      } else if (isOfferer) {
        void then(async () => {
          if (note.line === line && note.turn === turn && note.description.type === 'answer') {
            await connection?.setRemoteDescription(note.description);
          }
        });
      } else {
        void then(async () => {
          if (note.line >= line && note.description.type === 'offer') await answer(note);
        });
      }
    },
    setLocal(kind, track) {
      local[kind] = track;
      return then(async () => {
        const place = connection?.getTransceivers()[KINDS.indexOf(kind)];
        if (place && place.sender.track !== track) await place.sender.replaceTrack(track);
      });
    },
    limit(bitsPerSecond) {
      bitrate = bitsPerSecond;
      applyLimit();
    },
    mend,
    close() {
      isClosed = true;
      connection?.close();
    },
  };
}

/** Two codecs that every browser knows. The rest would triple an offer, which has to fit into an event. */
function preferCommonCodecs(place: RTCRtpTransceiver): void {
  const codecs = RTCRtpReceiver.getCapabilities('video')?.codecs ?? [];
  const common = codecs.filter(
    ({ mimeType, sdpFmtpLine = '' }) =>
      /^video\/(vp8|rtx)$/i.test(mimeType) ||
      (/^video\/h264$/i.test(mimeType) &&
        /profile-level-id=42e01f/i.test(sdpFmtpLine) &&
        /packetization-mode=1/.test(sdpFmtpLine)),
  );
  if (common.some(({ mimeType }) => /vp8|h264/i.test(mimeType))) place.setCodecPreferences?.(common);
}
