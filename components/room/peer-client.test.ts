// Who offers to whom, and how many fit. The lines themselves are the browser's, and are shown in e2e/room.spec.ts;
// here they are made of nothing.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { peerTicketKey, signPeerTicket } from '@/lib/services/peer-ticket';
import { createPeerClient } from './peer-client';
import type { RoomChannel, RoomMember } from './room-channel';
import { type RemotePerson, RoomFull, type VideoTicket } from './video-client';

const SECRET = 's'.repeat(32);
const HOUR_MS = 3_600_000;

let offers: string[] = [];

class NoLine {
  signalingState = 'stable';
  connectionState = 'new';
  localDescription: { type: string; sdp: string } | null = null;
  remote: { type: string } | null = null;
  createDataChannel = () => ({});
  addTransceiver = () => ({ sender: { replaceTrack: async () => {} }, setCodecPreferences() {} });
  getTransceivers = () => [];
  restartIce() {}
  close() {}
  async setLocalDescription() {
    this.localDescription = { type: this.remote ? 'answer' : 'offer', sdp: '' };
    offers.push(this.localDescription.type);
  }
  async setRemoteDescription(description: { type: string }) {
    this.remote = description;
  }
}

type Listener = Parameters<RoomChannel['on']>[0];

function givenRoom() {
  const members: RoomMember[] = [];
  const listeners = new Map<string, Set<Listener>>();
  const lost = new Set<string>();
  function channelOf(member: RoomMember): RoomChannel {
    members.push(member);
    const own = new Set<Listener>();
    listeners.set(member.id, own);
    return {
      members: () => members.filter(({ id }) => !lost.has(id)),
      hasLostSeat: (userId) => lost.has(userId),
      send(event, data) {
        for (const [id, heard] of listeners) {
          if (id === member.id) continue;
          for (const listener of heard)
            setTimeout(() => listener.onEvent?.(event, { ...data }, member.id), 5);
        }
        return true;
      },
      on(listener) {
        own.add(listener);
        queueMicrotask(() => listener.onState?.('live'));
        return () => own.delete(listener);
      },
      close() {},
    };
  }
  function somebody(uid: number, { token = tokenOf(uid) } = {}) {
    const seen: { people: RemotePerson[] } = { people: [] };
    const member = { id: `user-${uid}`, uid, name: `Person ${uid}`, role: 'STUDENT' } as const;
    const channel = channelOf(member);
    const events = {
      onPeople: (people: RemotePerson[]) => Object.assign(seen, { people }),
      onState() {},
      onTicketExpiring() {},
    };
    const client = createPeerClient({
      ...{ events, channel, iceServers: [], now: Date.now },
      ticketKey: peerTicketKey(SECRET),
    });
    const ticketWith = (signed: string): VideoTicket => ({
      ...{ provider: 'peer', appId: '', channel: 'c', token: signed, uid },
      expiresAt: new Date(Date.now() + HOUR_MS).toISOString(),
    });
    return {
      join: () => client.join(ticketWith(token)),
      renew: (signed: string) => client.renew(ticketWith(signed)),
      leave: () => client.leave(),
      seen,
      channel,
    };
  }
  /** As the server says that somebody's seat is gone. */
  function loseSeat(uid: number) {
    lost.add(`user-${uid}`);
    for (const heard of listeners.values()) for (const listener of heard) listener.onMembers?.([]);
  }
  return { somebody, loseSeat };
}

function tokenOf(uid: number, { channel = 'c', secret = SECRET, inMs = HOUR_MS } = {}): string {
  return signPeerTicket({ channel, uid, expiresAt: new Date(Date.now() + inMs) }, secret);
}

/** What WebCrypto is at: it works in threads of its own, by a clock that no test puts forward. */
const verifying = new Set<Promise<unknown>>();

function watchCrypto(): void {
  const { subtle } = crypto;
  const [importKey, verify] = [subtle.importKey.bind(subtle), subtle.verify.bind(subtle)];
  const watch = <T>(work: Promise<T>): Promise<T> => {
    verifying.add(work);
    void work.finally(() => verifying.delete(work));
    return work;
  };
  vi.spyOn(subtle, 'importKey').mockImplementation((...asked: unknown[]) =>
    watch(importKey(...(asked as Parameters<typeof importKey>))),
  );
  vi.spyOn(subtle, 'verify').mockImplementation((...asked) => watch(verify(...asked)));
}

async function pass(milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += 5) {
    await vi.advanceTimersByTimeAsync(5);
    while (verifying.size > 0) await Promise.all(verifying);
  }
}

async function letIn(...people: { join: () => Promise<void> }[]): Promise<void> {
  for (const person of people) {
    const joined = person.join();
    await pass(500);
    await joined;
  }
}

beforeEach(() => {
  offers = [];
  vi.useFakeTimers();
  watchCrypto();
  vi.stubGlobal('RTCPeerConnection', NoLine);
  vi.stubGlobal('RTCRtpReceiver', { getCapabilities: () => null });
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('window', { addEventListener() {}, removeEventListener() {} });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const uidsOf = ({ seen }: { seen: { people: RemotePerson[] } }) => seen.people.map(({ uid }) => uid).sort();

test('of two who come at the same moment, one offers and the other answers', async () => {
  const { somebody } = givenRoom();
  const [ada, bob] = [somebody(1), somebody(2)];
  const both = Promise.all([ada.join(), bob.join()]);
  await pass(1_000);
  await both;

  expect(offers).toEqual(['offer', 'answer']);
  expect([uidsOf(ada), uidsOf(bob)]).toEqual([[2], [1]]);
});

test('the seventh is told that the room is full, and is let in when somebody has left', async () => {
  const { somebody } = givenRoom();
  const inside = [1, 2, 3, 4, 5, 6].map((uid) => somebody(uid));
  await letIn(...inside);
  expect(inside.map((person) => uidsOf(person).length)).toEqual([5, 5, 5, 5, 5, 5]);

  const seventh = somebody(7);
  const refused = expect(seventh.join()).rejects.toBeInstanceOf(RoomFull);
  await pass(1_000);
  await refused;
  expect(inside.map((person) => uidsOf(person).includes(7))).not.toContain(true);

  await inside[0]?.leave();
  await pass(100);
  await letIn(seventh);
  expect(uidsOf(seventh)).toEqual([2, 3, 4, 5, 6]);
});

test.each([
  ['left out', ''],
  ['signed by another server', tokenOf(3, { secret: 'other'.repeat(8) })],
  ['of another channel', tokenOf(3, { channel: 'd' })],
  ['that has lapsed', tokenOf(3, { inMs: -61_000 })],
  ['of somebody else', tokenOf(1)],
])('whoever listens, with a ticket %s, is neither met nor answered', async (_, token) => {
  const { somebody } = givenRoom();
  const [ada, bob, eve] = [somebody(1), somebody(2), somebody(3, { token })];
  await letIn(ada, bob, eve);

  expect([uidsOf(ada), uidsOf(bob), uidsOf(eve)]).toEqual([[2], [1], []]);
  expect(offers).toEqual(['offer', 'answer']);
});

test('nobody speaks for another’s visit', async () => {
  const { somebody } = givenRoom();
  const [ada, bob, eve] = [somebody(1), somebody(2), somebody(3, { token: '' })];
  const visits = new Set<string>();
  eve.channel.on({ onEvent: (_, data) => void visits.add(String(data.visit)) });
  await letIn(ada, bob);
  expect(visits.size).toBe(2);

  for (const visit of visits) {
    eve.channel.send('client-video', { visit, id: 99, part: 0, of: 1, text: '{"kind":"bye"}' });
  }
  await pass(50);
  expect([uidsOf(ada), uidsOf(bob)]).toEqual([[2], [1]]);
});

test('nobody without a ticket keeps others out by saying that the room is full', async () => {
  const { somebody } = givenRoom();
  const [ada, eve] = [somebody(1), somebody(3, { token: '' })];
  let isAnswered = false;
  eve.channel.on({
    onEvent(_, { visit }) {
      const text = JSON.stringify({ kind: 'full', to: visit });
      isAnswered = eve.channel.send('client-video', { visit: 'e', id: 1, part: 0, of: 1, text });
    },
  });

  await letIn(ada);
  expect(isAnswered).toBe(true);
});

test('whoever loses their seat is dropped at once, and not met again', async () => {
  const { somebody, loseSeat } = givenRoom();
  const [ada, bob] = [somebody(1), somebody(2)];
  await letIn(ada, bob);
  expect(uidsOf(ada)).toEqual([2]);

  loseSeat(2);
  expect(uidsOf(ada)).toEqual([]);
  await bob.leave();
  await letIn(bob);
  expect(uidsOf(ada)).toEqual([]);
});

test('a renewed ticket takes the place of the one before', async () => {
  const { somebody } = givenRoom();
  const [ada, bob] = [somebody(1), somebody(2, { token: tokenOf(2, { inMs: -57_000 }) })];
  await letIn(ada, bob);
  expect(uidsOf(ada)).toEqual([2]);

  await bob.renew(tokenOf(2));
  await pass(4_500);
  expect(uidsOf(ada)).toEqual([2]);
});

test('without a fresh ticket one is gone when the old one lapses', async () => {
  const { somebody } = givenRoom();
  const [ada, bob] = [somebody(1), somebody(2, { token: tokenOf(2, { inMs: -57_000 }) })];
  await letIn(ada, bob);
  expect(uidsOf(ada)).toEqual([2]);
  await pass(4_500);
  expect(uidsOf(ada)).toEqual([]);
});
