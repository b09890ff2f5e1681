import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Letter, type Note, openPost } from './peer-post';
import type { RoomChannel } from './room-channel';

type Heard = Parameters<RoomChannel['on']>[0];

/** A channel whose words reach everybody else on it, as Pusher passes them on. */
function givenChannels() {
  const listeners = new Map<string, Set<Heard>>();
  const said: { at: number; bytes: number }[] = [];
  const channelOf = (userId: string): RoomChannel => ({
    members: () => [],
    hasLostSeat: () => false,
    send(event, data) {
      const text = JSON.stringify(data);
      said.push({ at: Date.now(), bytes: Buffer.byteLength(JSON.stringify(text)) });
      for (const [other, heard] of listeners) {
        if (other === userId) continue;
        for (const listener of heard) listener.onEvent?.(event, JSON.parse(text), userId);
      }
      return true;
    },
    on(listener) {
      const own = listeners.get(userId) ?? new Set();
      listeners.set(userId, own.add(listener));
      return () => own.delete(listener);
    },
    close() {},
  });
  return { channelOf, said };
}

const candidate = (to: string, number: number): Note => ({
  kind: 'candidate',
  to,
  line: 1,
  candidate: { candidate: `candidate:${number} 1 udp 2122260223 192.168.1.10 5000${number} typ host` },
});

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

function givenTwo() {
  const { channelOf, said } = givenChannels();
  const letters: Letter[] = [];
  const sender = openPost({ channel: channelOf('ada'), visit: 'a', onLetter: () => {} });
  openPost({ channel: channelOf('bob'), visit: 'b', onLetter: (letter) => letters.push(letter) });
  return { sender, letters, said, channelOf };
}

test('notes that come together travel in one event, in order and with their sender', async () => {
  const { sender, letters, said } = givenTwo();
  for (let number = 0; number < 8; number += 1) sender.send(candidate('b', number));
  await vi.advanceTimersByTimeAsync(30);

  expect(said).toHaveLength(1);
  expect(letters.map(({ note }) => note)).toEqual(Array.from({ length: 8 }, (_, n) => candidate('b', n)));
  expect(letters[0]).toMatchObject({ userId: 'ada', visit: 'a' });
});

test('a note longer than an event arrives whole, and no event is longer than Pusher takes', async () => {
  const { sender, letters, said } = givenTwo();
  const sdp = 'a=rtpmap:96 VP8/90000\r\n'.repeat(1_200);
  const sending = { isMuted: false, isCameraOff: false, isSharing: false };
  const note: Note = {
    kind: 'description',
    to: 'b',
    ticket: 't',
    line: 1,
    turn: 1,
    description: { type: 'offer', sdp },
    sending,
  };
  sender.send(note);
  await vi.advanceTimersByTimeAsync(5_000);

  expect(letters.map((letter) => letter.note)).toEqual([note]);
  expect(Math.max(...said.map(({ bytes }) => bytes))).toBeLessThan(10_240);
});

test('however much there is to say, others have room in every second', async () => {
  const { sender, letters, said } = givenTwo();
  for (let number = 0; number < 200; number += 1) {
    sender.send({ ...candidate('b', number), candidate: { candidate: 'x'.repeat(900) } } as Note);
    await vi.advanceTimersByTimeAsync(10);
  }
  await vi.advanceTimersByTimeAsync(60_000);

  expect(letters).toHaveLength(200);
  for (const { at } of said) {
    const within = said.filter((other) => other.at >= at && other.at < at + 1_000);
    expect(within.length).toBeLessThanOrEqual(8);
  }
});

test('what is for somebody else, or makes no sense, is not heard', async () => {
  const { sender, letters, channelOf } = givenTwo();
  sender.send(candidate('c', 1));
  sender.send({ kind: 'bye' });
  await vi.advanceTimersByTimeAsync(30);
  const rude = channelOf('eve');
  for (const data of [{}, { text: 'no', part: 0, of: 1 }, { text: '{}', part: 9, of: 2 }, { text: 1 }]) {
    rude.send('client-video', { visit: 'e', id: 1, ...data });
  }
  rude.send('client-other', { visit: 'e', id: 1, part: 0, of: 1, text: '{"kind":"bye"}' });

  expect(letters.map(({ note }) => note)).toEqual([{ kind: 'bye' }]);
});
