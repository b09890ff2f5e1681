// How much is unread, as the server last said it to anything on this page: the bell counts, lists mark as read.

const listeners = new Set<(unread: number) => void>();

export function onUnread(listener: (unread: number) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function sayUnread(unread: number): void {
  for (const listener of listeners) listener(unread);
}

/** Marks as read, also while the page is being left. @returns whether the server took it */
export async function markRead(what: { ids: string[] } | { upTo: string }): Promise<boolean> {
  try {
    const answer = await fetch('/api/notifications/read', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(what),
      keepalive: true,
    });
    if (!answer.ok) return false;
    const { unread }: { unread: number } = await answer.json();
    sayUnread(unread);
    return true;
  } catch {
    return false;
  }
}
