// Whether the picture that somebody sends is their screen. Agora carries one picture per person and does not say what
// it shows, and each person has one uid, so the screen takes the camera's place and a message tells the others.
//
// Messages are not kept for whoever comes later or was away for a moment. So the answer is told anew to each newcomer
// and every few seconds; whoever never hears it still sees the screen, in the camera's place.
import type { AgoraCall } from './agora-sdk';

const AGAIN_AFTER_MS = 5_000;
const KIND = 'slotwise-screen';

/** The types know the message that arrives, and leave out how it is sent. */
type Sender = { sendStreamMessage?: (message: { payload: Uint8Array }) => Promise<unknown> };

export function createScreenNotice(call: AgoraCall) {
  let isSharing = false;
  let hasShared = false;
  const timer = setInterval(tell, AGAIN_AFTER_MS);
  call.on('user-joined', tell);

  function tell(): void {
    if (!hasShared || call.connectionState !== 'CONNECTED') return;
    const payload = new TextEncoder().encode(JSON.stringify({ kind: KIND, isSharing }));
    // Said again in a moment.
    (call as AgoraCall & Sender).sendStreamMessage?.({ payload }).catch(() => {});
  }

  return {
    set(next: boolean): void {
      if (next === isSharing) return;
      isSharing = next;
      hasShared = true;
      tell();
    },
    stop: () => clearInterval(timer),
  };
}

/** @returns whether its sender shares their screen, or undefined where the message is about something else */
export function readScreenNotice(payload: Uint8Array): boolean | undefined {
  try {
    const message: unknown = JSON.parse(new TextDecoder().decode(payload));
    if (typeof message !== 'object' || message === null) return undefined;
    if (!('kind' in message) || message.kind !== KIND) return undefined;
    return 'isSharing' in message && message.isSharing === true;
  } catch {
    return undefined;
  }
}
