// What one sends into a call. It is told what is wanted and brings the call to it, one step after the other, and
// again whenever the line is back.
//
// The tracks stay the caller's: the SDK's own tracks around them are never closed, because closing stops the camera
// that the page still shows. Muting keeps a track published, so that the others hear of it at once and are heard
// again at once; it clears `enabled` of the track that was given, which is set again when the track is wanted.
import type { ILocalAudioTrack, ILocalTrack, ILocalVideoTrack } from 'agora-rtc-sdk-ng';
import { createScreenNotice } from './agora-screen';
import type { AgoraCall, AgoraSdk } from './agora-sdk';

export type Wishes = Record<'audio' | 'video' | 'screen', MediaStreamTrack | null>;

export function createOutgoing({ sdk, call, wishes }: { sdk: AgoraSdk; call: AgoraCall; wishes: Wishes }) {
  const notice = createScreenNotice(call);
  let sound: { given: MediaStreamTrack; local: ILocalAudioTrack } | undefined;
  let picture: { given: MediaStreamTrack; local: ILocalVideoTrack } | undefined;
  let queue: Promise<void> = Promise.resolve();

  /** Brings the call to what is wanted by the time it is its turn. */
  function sync(): Promise<void> {
    const turn = queue.then(apply);
    queue = turn.catch(() => {});
    return turn;
  }

  async function apply(): Promise<void> {
    // Without a line there is nothing to do; as soon as there is one, we are asked again.
    if (call.connectionState !== 'CONNECTED') return;
    try {
      await applySound(living(wishes.audio));
      await applyPicture();
    } catch (error) {
      if (call.connectionState === 'CONNECTED') throw error;
    }
  }

  async function applySound(wanted: MediaStreamTrack | null): Promise<void> {
    if (!wanted) return sound?.local.setMuted(true);
    if (sound && sound.given !== wanted) {
      // Unlike pictures, sound cannot be exchanged in place.
      await call.unpublish(sound.local);
      sound = undefined;
    }
    // A call before this one may have left it muted.
    wanted.enabled = true;
    sound ??= { given: wanted, local: sdk.createCustomAudioTrack({ mediaStreamTrack: wanted }) };
    await publish(sound.local);
    await sound.local.setMuted(false);
  }

  /** The screen takes the camera's place; see agora-screen.ts. */
  async function applyPicture(): Promise<void> {
    const screen = living(wishes.screen);
    const wanted = screen ?? living(wishes.video);
    // Told before the picture comes, so that the screen does not flash up as somebody's face.
    notice.set(screen !== null);
    if (!wanted) return picture?.local.setMuted(true);
    wanted.enabled = true;
    picture ??= { given: wanted, local: sdk.createCustomVideoTrack({ mediaStreamTrack: wanted }) };
    if (picture.given !== wanted) {
      await picture.local.replaceTrack(wanted, false);
      picture.given = wanted;
    }
    await publish(picture.local);
    await picture.local.setMuted(false);
  }

  /** The SDK keeps what was published while the line was away, and refuses a second time. */
  async function publish(local: ILocalTrack): Promise<void> {
    if (!call.localTracks.includes(local)) await call.publish(local);
  }

  return { sync, stop: notice.stop };
}

/** One that has ended, because its device was pulled or sharing was stopped from the browser's bar, sends nothing. */
function living(track: MediaStreamTrack | null): MediaStreamTrack | null {
  return track?.readyState === 'live' ? track : null;
}
