import type { Session } from '@/lib/sessions/schema';
import { type Kept, readKept, sessionsToKeep } from './kept-sessions';
import { clearStore, readStore, writeStore } from './kept-store';

type Reader = { id: string; zone: string; isTutor: boolean };

/** Asks for the reader's next sessions, as student and as tutor, and keeps them in place of what was kept. */
export async function keepNextSessions({
  id,
  zone,
  isTutor,
  signal,
}: Reader & { signal: AbortSignal }): Promise<void> {
  // Before anything is asked: without an answer, somebody else's would stay.
  if (readKept(await readStore())?.userId !== id) await clearStore();
  const lists = await Promise.all([
    nextSessions('/api/teaching/sessions/my', signal),
    isTutor ? nextSessions('/api/teaching/sessions/instructor', signal) : [],
  ]);
  const kept: Kept = {
    userId: id,
    zone,
    keptAt: new Date().toISOString(),
    sessions: sessionsToKeep(lists.flat()),
  };
  if (!signal.aborted) await writeStore(kept);
}

/** More than are kept, since some of them may be cancelled. */
async function nextSessions(path: string, signal: AbortSignal): Promise<Session[]> {
  const answer = await fetch(`${path}?when=upcoming&order=soonest&limit=20`, { signal, cache: 'no-store' });
  if (!answer.ok) throw new Error(`the sessions answered ${answer.status}`);
  const { items } = (await answer.json()) as { items: Session[] };
  return items;
}
