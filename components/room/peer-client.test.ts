// Who offers to whom, and how many fit. The lines themselves are the browser's, and are shown in e2e/room.spec.ts;
// here they are made of nothing.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPeerClient } from './peer-client';
import type { RoomChannel, RoomMember } from './room-channel';
import { type RemotePerson, RoomFull, type VideoTicket } from './video-client';

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
  function channelOf(member: RoomMember): RoomChannel {
    members.push(member);
    const own = new Set<Listener>();
    listeners.set(member.id, own);
    return {
      members: () => members,
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
  return function somebody(uid: number) {
    const seen: { people: RemotePerson[] } = { people: [] };
    const channel = channelOf({ id: `user-${uid}`, uid, name: `Person ${uid}`, role: 'STUDENT' });
    const events = {
      onPeople: (people: RemotePerson[]) => Object.assign(seen, { people }),
      onState() {},
      onTicketExpiring() {},
    };
    const client = createPeerClient({ events, channel, iceServers: [] });
    const ticket: VideoTicket = {
      ...{ provider: 'peer', appId: '', channel: 'c', token: 't', uid },
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    };
    return { join: () => client.join(ticket), leave: () => client.leave(), seen };
  };
}

beforeEach(() => {
  offers = [];
  vi.useFakeTimers();
  vi.stubGlobal('RTCPeerConnection', NoLine);
  vi.stubGlobal('RTCRtpReceiver', { getCapabilities: () => null });
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('window', { addEventListener() {}, removeEventListener() {} });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const uidsOf = ({ seen }: { seen: { people: RemotePerson[] } }) => seen.people.map(({ uid }) => uid).sort();

test('of two who come at the same moment, one offers and the other answers', async () => {
  const somebody = givenRoom();
  const [ada, bob] = [somebody(1), somebody(2)];
  const both = Promise.all([ada.join(), bob.join()]);
  await vi.advanceTimersByTimeAsync(1_000);
  await both;

  expect(offers).toEqual(['offer', 'answer']);
  expect([uidsOf(ada), uidsOf(bob)]).toEqual([[2], [1]]);
});

test('the seventh is told that the room is full, and is let in when somebody has left', async () => {
  const somebody = givenRoom();
  const inside = [];
  for (const uid of [1, 2, 3, 4, 5, 6]) {
    const person = somebody(uid);
    inside.push(person);
    const joined = person.join();
    await vi.advanceTimersByTimeAsync(500);
    await joined;
  }
  expect(inside.map((person) => uidsOf(person).length)).toEqual([5, 5, 5, 5, 5, 5]);

  const seventh = somebody(7);
  const refused = expect(seventh.join()).rejects.toBeInstanceOf(RoomFull);
  await vi.advanceTimersByTimeAsync(1_000);
  await refused;
  expect(inside.map((person) => uidsOf(person).includes(7))).not.toContain(true);

  await inside[0]?.leave();
  await vi.advanceTimersByTimeAsync(100);
  const joined = seventh.join();
  await vi.advanceTimersByTimeAsync(1_000);
  await joined;
  expect(uidsOf(seventh)).toEqual([2, 3, 4, 5, 6]);
});
