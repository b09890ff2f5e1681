// Calls to the server from the room's panels, with everything that can become of one as an answer.
import type { Message, SharedFile } from '@/lib/room/schema';
import type { MessagePage } from './chat-log';
import type { Sending } from './chat-sender';

/** `status` is 0 where nobody answered. */
export type Failure = {
  ok: false;
  status: number;
  code: string;
  detail: string;
  retryAfterMs: number | undefined;
};
export type Answer<T> = { ok: true; body: T } | Failure;

const PATIENCE_MS = 15_000;
const PAGE = 50;
const FILES_PAGE = 100;

export const NOBODY_ANSWERED = 'The server did not answer. Check your connection and try again.';
export const SIGNED_OUT = 'You are signed out. Sign in again to continue.';

const pathOf = (sessionId: string) => `/api/teaching/sessions/${sessionId}`;

export function listMessages(
  sessionId: string,
  cursor?: string,
): Promise<Answer<MessagePage & { unread: number }>> {
  return ask('GET', `${pathOf(sessionId)}/messages?${query({ limit: String(PAGE), cursor })}`);
}

export function markRead(sessionId: string, upTo: string): Promise<Answer<null>> {
  return ask('POST', `${pathOf(sessionId)}/messages/read`, { upTo });
}

export async function sendMessage(
  sessionId: string,
  message: { content: string; clientId: string },
): Promise<Sending> {
  const answer = await ask<{ message: Message }>('POST', `${pathOf(sessionId)}/messages`, message);
  return answer.ok ? { kind: 'sent', message: answer.body.message } : sendingOf(answer);
}

export function listFiles(
  sessionId: string,
  cursor?: string,
): Promise<Answer<{ items: SharedFile[]; nextCursor: string | null }>> {
  return ask('GET', `${pathOf(sessionId)}/files?${query({ limit: String(FILES_PAGE), cursor })}`);
}

export function deleteFile(sessionId: string, fileId: string): Promise<Answer<null>> {
  return ask('DELETE', `${pathOf(sessionId)}/files/${fileId}`);
}

export function filesPath(sessionId: string): string {
  return `${pathOf(sessionId)}/files`;
}

/** What a refusal of one message means for it and for those that wait behind it. */
export function sendingOf({ status, detail, retryAfterMs }: Failure): Sending {
  if (status === 0 || status === 408 || status === 429 || status >= 500) {
    return { kind: 'later', ...(retryAfterMs !== undefined && { afterMs: retryAfterMs }) };
  }
  if (status === 401) return { kind: 'stopped', problem: SIGNED_OUT, isFinal: false };
  if (status === 403 || status === 404 || status === 409 || status === 410) {
    return { kind: 'stopped', problem: detail, isFinal: true };
  }
  return { kind: 'refused', problem: detail };
}

/** The refusal that an answer's text carries. A proxy's page in between is not one, and its text is not shown. */
export function failureOf(status: number, text: string, retryAfter?: string | null): Failure {
  const seconds = Number(retryAfter);
  const retryAfterMs = retryAfter && Number.isFinite(seconds) ? seconds * 1_000 : undefined;
  const problem = parse(text);
  const code = typeof problem?.code === 'string' ? problem.code : '';
  const detail = code && typeof problem?.detail === 'string' ? problem.detail : standingDetail(status);
  return { ok: false, status, code, detail, retryAfterMs };
}

function standingDetail(status: number): string {
  if (status === 0 || status >= 500) return NOBODY_ANSWERED;
  if (status === 401) return SIGNED_OUT;
  if (status === 413) return 'This is too large to send at once.';
  if (status === 404 || status === 410)
    return 'This session is no longer available, or you are no longer part of it.';
  return 'The server did not accept it.';
}

async function ask<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Answer<T>> {
  try {
    const answer = await fetch(path, {
      method,
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const text = await answer.text();
    if (!answer.ok) return failureOf(answer.status, text, answer.headers.get('retry-after'));
    const value = text === '' ? null : parse(text);
    // A sign-in page of a café's network answers 200, too.
    if (text !== '' && value === null) return failureOf(0, '');
    return { ok: true, body: value as T };
  } catch {
    return failureOf(0, '');
  }
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function query(values: Record<string, string | undefined>): string {
  return new URLSearchParams(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  ).toString();
}
