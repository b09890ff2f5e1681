// The room's calls to the server about coming and going.
import type { Session } from '@/lib/sessions/schema';
import type { VideoTicket } from './video-client';

export type Refusal = { status: number; code: string; detail: string };
export type Called<T> = { ok: true; body: T } | { ok: false; refusal: Refusal };

const PATIENCE_MS = 15_000;
const NOBODY: Refusal = {
  status: 0,
  code: 'UNREACHABLE',
  detail: 'The server did not answer. Check your connection and try again.',
};

const pathOf = (sessionId: string) => `/api/teaching/sessions/${sessionId}`;

export const callStart = (sessionId: string) =>
  call<{ session: Session; video: VideoTicket }>('PATCH', `${pathOf(sessionId)}/start`);
export const callJoin = (sessionId: string) =>
  call<{ video: VideoTicket }>('POST', `${pathOf(sessionId)}/join`);
export const callComplete = (sessionId: string) =>
  call<{ session: Session }>('PATCH', `${pathOf(sessionId)}/complete`);
export const readSession = (sessionId: string) => call<{ session: Session }>('GET', pathOf(sessionId));

/** Arrives even where the page goes away in the same moment. */
export function callLeave(sessionId: string): void {
  void fetch(`${pathOf(sessionId)}/leave`, { method: 'POST', keepalive: true }).catch(() => {});
}

async function call<T>(method: string, path: string): Promise<Called<T>> {
  try {
    const answer = await fetch(path, { method, cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.ok) return { ok: true, body: (await answer.json()) as T };
    const { code, detail } = (await answer.json()) as Refusal;
    return { ok: false, refusal: { status: answer.status, code, detail } };
  } catch {
    return { ok: false, refusal: NOBODY };
  }
}
