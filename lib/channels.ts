// The names of the realtime channels, for those who tell, those who listen and those who let in.

/** What concerns one person, on whatever page they are. */
export function userChannel(userId: string): string {
  return `private-user-${userId}`;
}

/** The people of one session, who see each other there. */
export function sessionChannel(sessionId: string): string {
  return `presence-session-${sessionId}`;
}

/** What can be booked with a tutor; anybody may listen. */
export function tutorChannel(providerProfileId: string): string {
  return `tutor-${providerProfileId}`;
}

const SESSION_CHANNEL = /^presence-session-([0-9a-f-]{36})$/;

/** The session that a channel belongs to, or null where it belongs to none. Ids are written in lower case. */
export function sessionIdOfChannel(channel: string): string | null {
  return SESSION_CHANNEL.exec(channel)?.[1] ?? null;
}
