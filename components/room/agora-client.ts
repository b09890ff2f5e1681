// Video by Agora's network, behind the room's own terms. One client may join, leave and join again; each stay is a
// call of its own in the SDK.
import { createOutgoing, type Wishes } from './agora-outgoing';
import { followPeople } from './agora-people';
import { type AgoraCall, loadAgora } from './agora-sdk';
import { JOIN_TIMEOUT_MS, type VideoClient, type VideoEvents, type VideoTicket } from './video-client';

type Stay = {
  /** Aborted by leaving, and by whatever makes the stay end before it began. */
  over: AbortController;
  call?: AgoraCall;
  sync?: () => Promise<void>;
};

export function createAgoraClient(events: VideoEvents): VideoClient {
  const wishes: Wishes = { audio: null, video: null, screen: null };
  let current: Stay | undefined;

  async function join(ticket: VideoTicket): Promise<void> {
    await leave();
    const stay: Stay = { over: new AbortController() };
    current = stay;
    const { signal } = stay.over;
    events.onState('connecting');
    // The SDK goes on trying for as long as the network is away, and says nothing.
    const timer = setTimeout(
      () => stay.over.abort(new Error(`No answer from the video service in ${JOIN_TIMEOUT_MS / 1000} s`)),
      JOIN_TIMEOUT_MS,
    );
    try {
      await orAborted(enter(stay, ticket), signal);
    } catch (error) {
      // Whoever left while the door was opening does not want to hear of it.
      if (current !== stay) return;
      await end(stay);
      events.onState('failed');
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async function enter(stay: Stay, ticket: VideoTicket): Promise<void> {
    const { signal } = stay.over;
    const sdk = await loadAgora();
    if (signal.aborted) return;
    const call = sdk.createClient({ mode: 'rtc', codec: 'vp8' });
    const outgoing = createOutgoing({ sdk, call, wishes });
    const people = followPeople(call, events.onPeople);
    stay.call = call;
    stay.sync = outgoing.sync;
    signal.addEventListener('abort', () => {
      outgoing.stop();
      people.stop();
    });
    listen(stay, call);
    await call.join(ticket.appId, ticket.channel, ticket.token, ticket.uid);
    // Who is let in but cannot be seen or heard has not joined.
    await outgoing.sync();
  }

  function listen(stay: Stay, call: AgoraCall): void {
    const { signal } = stay.over;
    call.on('connection-state-change', (state) => {
      if (signal.aborted) return;
      switch (state) {
        case 'CONNECTED':
          events.onState('connected');
          // What was wanted while there was no line. What fails now is tried again with the next change.
          stay.sync?.().catch(() => {});
          return;
        case 'RECONNECTING':
          return events.onState('reconnecting');
        case 'DISCONNECTED':
          return events.onState('failed');
      }
    });
    const expiring = () => {
      if (!signal.aborted) events.onTicketExpiring();
    };
    call.on('token-privilege-will-expire', expiring);
    // Agora has put us out by then; `renew` joins anew.
    call.on('token-privilege-did-expire', expiring);
  }

  async function setLocal(kind: keyof Wishes, track: MediaStreamTrack | null): Promise<void> {
    wishes[kind] = track;
    const stay = current;
    try {
      await stay?.sync?.();
    } catch (error) {
      // Cut short by leaving.
      if (current === stay) throw error;
    }
  }

  async function renew(ticket: VideoTicket): Promise<void> {
    const call = current?.call;
    if (!call) return;
    if (call.connectionState === 'DISCONNECTED') return join(ticket);
    await call.renewToken(ticket.token);
  }

  async function leave(): Promise<void> {
    const stay = current;
    current = undefined;
    if (!stay) return;
    await end(stay);
    events.onPeople([]);
  }

  return { join, setLocal, renew, leave };
}

async function end(stay: Stay): Promise<void> {
  stay.over.abort(new Error('left'));
  // It may refuse where it never got in; either way nothing of it is left.
  await stay.call?.leave().catch(() => {});
}

/** Rejects as soon as the signal is aborted; what the promise does afterwards is nobody's concern. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    promise.then(resolve, reject);
  });
}
