// The others in a call: listens to what each of them sends, and says who is there each time it changes.
import type { IAgoraRTCRemoteUser, UID } from 'agora-rtc-sdk-ng';
import { readScreenNotice } from './agora-screen';
import type { AgoraCall } from './agora-sdk';
import type { RemotePerson } from './video-client';

const TRIES = 3;
const AGAIN_AFTER_MS = 1_000;

type Medium = 'audio' | 'video';

export function followPeople(call: AgoraCall, onPeople: (people: RemotePerson[]) => void) {
  /** Kept apart from the people: the message can overtake the news that its sender is there. */
  const sharing = new Set<UID>();
  let isOver = false;

  call.on('user-joined', tell);
  call.on('user-left', (user) => {
    sharing.delete(user.uid);
    tell();
  });
  call.on('user-published', (user, medium) => {
    if (medium !== 'datachannel') void follow(user, medium);
  });
  call.on('user-unpublished', tell);
  call.on('stream-message', (uid, payload) => {
    const isSharing = readScreenNotice(payload);
    if (isSharing === undefined || isSharing === sharing.has(uid)) return;
    if (isSharing) sharing.add(uid);
    else sharing.delete(uid);
    tell();
  });

  async function follow(user: IAgoraRTCRemoteUser, medium: Medium, triesLeft = TRIES): Promise<void> {
    try {
      await call.subscribe(user, medium);
    } catch {
      // Gone or silent meanwhile, as a rule, and then there is nothing left to listen to.
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
      if (triesLeft > 1 && !isOver && sends(user, medium)) return follow(user, medium, triesLeft - 1);
    }
    tell();
  }

  function sends(user: IAgoraRTCRemoteUser, medium: Medium): boolean {
    return call.remoteUsers.includes(user) && (medium === 'audio' ? user.hasAudio : user.hasVideo);
  }

  function tell(): void {
    if (!isOver) onPeople(call.remoteUsers.map(personOf));
  }

  function personOf(user: IAgoraRTCRemoteUser): RemotePerson {
    const picture = user.videoTrack?.getMediaStreamTrack() ?? null;
    const isSharing = sharing.has(user.uid);
    return {
      // Ours are numbers from end to end (lib/services/video.ts).
      uid: Number(user.uid),
      video: isSharing ? null : picture,
      audio: user.audioTrack?.getMediaStreamTrack() ?? null,
      screen: isSharing ? picture : null,
      isMuted: !user.hasAudio,
      isCameraOff: isSharing || !user.hasVideo,
    };
  }

  return {
    stop(): void {
      isOver = true;
    },
  };
}
