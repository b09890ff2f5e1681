// Remembers over a reload that one was in a room, and whether one was seen and heard there. For this tab alone.
import type { OwnMediaState } from './own-media';

type Wanted = { camera: boolean; microphone: boolean };

const keyOf = (sessionId: string) => `slotwise:room:${sessionId}`;

export function rememberInside({
  sessionId,
  isInside,
  own: { camera, microphone },
}: {
  sessionId: string;
  isInside: boolean;
  own: OwnMediaState;
}): void {
  try {
    const wanted: Wanted = { camera: camera.isWanted, microphone: microphone.isWanted };
    if (isInside) sessionStorage.setItem(keyOf(sessionId), JSON.stringify(wanted));
    else sessionStorage.removeItem(keyOf(sessionId));
  } catch {
    // Without storage one presses "Join" after a reload.
  }
}

/** Null where one was not in the room. */
export function recallInside(sessionId: string): Wanted | null {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(sessionId)) ?? 'null') as Wanted | null;
  } catch {
    return null;
  }
}
