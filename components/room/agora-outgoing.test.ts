// What is asked of the SDK, against something in its place that only notes it. That the SDK then does it, is shown by
// e2e/agora.spec.ts.
import { afterEach, expect, test } from 'vitest';
import { createOutgoing, type Wishes } from './agora-outgoing';
import type { AgoraCall, AgoraSdk } from './agora-sdk';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

const trackOf = (kind: string) =>
  ({ kind, readyState: 'live', enabled: true }) as unknown as MediaStreamTrack;

function given(wishes: Partial<Wishes>) {
  const asked: string[] = [];
  const wanted: Wishes = { audio: null, video: null, screen: null, ...wishes };
  const localOf = (given: MediaStreamTrack) => {
    let track = given;
    let wasMuted = false;
    return {
      async setMuted(isMuted: boolean) {
        // Like the SDK's, which leaves the track alone where nothing changes.
        if (isMuted === wasMuted) return;
        wasMuted = isMuted;
        asked.push(`${isMuted ? 'mute' : 'unmute'} ${track.kind}`);
        track.enabled = !isMuted;
      },
      async replaceTrack(next: MediaStreamTrack) {
        asked.push(`replace ${track.kind} by ${next.kind}`);
        track = next;
      },
      name: () => track.kind,
    };
  };
  type Local = ReturnType<typeof localOf>;
  const call = {
    connectionState: 'CONNECTED',
    localTracks: [] as Local[],
    on() {},
    async publish(local: Local) {
      asked.push(`publish ${local.name()}`);
      call.localTracks.push(local);
    },
    async unpublish(local: Local) {
      asked.push(`unpublish ${local.name()}`);
      call.localTracks.splice(call.localTracks.indexOf(local), 1);
    },
    async sendStreamMessage({ payload }: { payload: Uint8Array }) {
      asked.push(`tell ${JSON.parse(new TextDecoder().decode(payload)).isSharing}`);
    },
  };
  const create = ({ mediaStreamTrack }: { mediaStreamTrack: MediaStreamTrack }) => localOf(mediaStreamTrack);
  const sdk = { createCustomAudioTrack: create, createCustomVideoTrack: create };
  const outgoing = createOutgoing({
    sdk: sdk as unknown as AgoraSdk,
    call: call as unknown as AgoraCall,
    wishes: wanted,
  });
  stops.push(outgoing.stop);
  return { call, wanted, outgoing, taken: () => asked.splice(0) };
}

test('sound and picture are published once, then muted and unmuted', async () => {
  const [audio, video] = [trackOf('audio'), trackOf('camera')];
  const { wanted, outgoing, taken } = given({ audio, video });
  await outgoing.sync();
  expect(taken()).toEqual(['publish audio', 'publish camera']);
  Object.assign(wanted, { audio: null, video: null });
  await outgoing.sync();
  expect(taken()).toEqual(['mute audio', 'mute camera']);
  Object.assign(wanted, { audio, video });
  await outgoing.sync();
  expect(taken()).toEqual(['unmute audio', 'unmute camera']);
});

test('another camera is exchanged in place, another microphone published anew', async () => {
  const { wanted, outgoing, taken } = given({ audio: trackOf('audio'), video: trackOf('camera') });
  await outgoing.sync();
  taken();
  Object.assign(wanted, { audio: trackOf('headset'), video: trackOf('webcam') });
  await outgoing.sync();
  expect(taken()).toEqual(['unpublish audio', 'publish headset', 'replace camera by webcam']);
});

test('the screen takes the camera’s place after the others were told, and gives it back', async () => {
  const { wanted, outgoing, taken } = given({ video: trackOf('camera') });
  await outgoing.sync();
  taken();
  wanted.screen = trackOf('screen');
  await outgoing.sync();
  expect(taken()).toEqual(['tell true', 'replace camera by screen']);
  // Stopped from the browser's own bar.
  Object.assign(wanted.screen, { readyState: 'ended' });
  await outgoing.sync();
  expect(taken()).toEqual(['tell false', 'replace screen by camera']);
});

test('a microphone that was muted when its line was given up is heard on the next one', async () => {
  const audio = trackOf('audio');
  const first = given({ audio });
  await first.outgoing.sync();
  first.wanted.audio = null;
  await first.outgoing.sync();
  expect(audio.enabled).toBe(false);
  const second = given({});
  await second.outgoing.sync();
  second.wanted.audio = audio;
  await second.outgoing.sync();
  expect(audio.enabled).toBe(true);
});

test('without a line nothing is asked, and what fails as it breaks waits for the next one', async () => {
  const { call, outgoing, taken } = given({ audio: trackOf('audio') });
  call.connectionState = 'RECONNECTING';
  await outgoing.sync();
  expect(taken()).toEqual([]);
  call.connectionState = 'CONNECTED';
  const { publish } = call;
  call.publish = async () => {
    call.connectionState = 'RECONNECTING';
    throw new Error('WS_ABORT');
  };
  await outgoing.sync();
  Object.assign(call, { connectionState: 'CONNECTED', publish });
  await outgoing.sync();
  expect(taken()).toEqual(['publish audio']);
});

test('what fails on a line that stands is told', async () => {
  const { call, outgoing } = given({ audio: trackOf('audio') });
  call.publish = async () => {
    throw new Error('no permission to publish');
  };
  await expect(outgoing.sync()).rejects.toThrow('no permission to publish');
});
