// The channel of one session as the room uses it: who is there, what they say to each other, and what the server says.
import { sessionChannel, userChannel } from '@/lib/channels';
import type { PusherConfig } from '@/lib/public-config';
import { type LiveState, listen, peopleOn, stateOf, whisper } from '../live/connection';

export type RoomMember = { id: string; uid: number; name: string; role: 'TUTOR' | 'STUDENT' };

type RoomListener = {
  /** `fromUserId` is null for what the server says; for the rest Pusher vouches for it. */
  onEvent?: (name: string, data: Record<string, unknown>, fromUserId: string | null) => void;
  onMembers?: (members: RoomMember[]) => void;
  onState?: (state: LiveState) => void;
};

export type RoomChannel = {
  /** Whoever listens, oneself among them; in the waiting room or inside. While one is away, whoever was there last. */
  members(): RoomMember[];
  /** Whether somebody may still be listening whose seat is gone: they are no member, and nothing of theirs is heard. */
  hasLostSeat(userId: string): boolean;
  /** To everybody else. Pusher takes 10 a second of up to 10 KB each. @returns false where it cannot be said now */
  send(event: `client-${string}`, data: object): boolean;
  /** Tells how things stand as soon as it has returned, and each change. @returns stops it */
  on(listener: RoomListener): () => void;
  close(): void;
};

/** Whose seats an event of the server says are gone; nobody's where it is another event. */
export function seatsLostIn(name: string, data: Record<string, unknown>): string[] {
  if (name !== 'room:seats-lost' || !Array.isArray(data.userIds)) return [];
  return data.userIds.filter((id) => typeof id === 'string');
}

/** Joins the session's channel over the tab's one connection. */
export function openRoomChannel({
  pusher,
  sessionId,
  lostSeats = [],
}: {
  pusher: PusherConfig;
  sessionId: string;
  /** Ids of those whose seats were gone when the page was written. */
  lostSeats?: string[];
}): RoomChannel {
  const channel = sessionChannel(sessionId);
  const listeners = new Set<RoomListener>();
  // Pusher looks at a ticket at the door and never again, so a line from before stays open.
  const lost = new Set(lostSeats);
  let members = seated();
  const say = (tell: (listener: RoomListener) => void) => {
    for (const listener of [...listeners]) tell(listener);
  };
  const stop = listen({
    pusher,
    channel,
    onEvent({ name, data }) {
      say((listener) => listener.onEvent?.(name, data, null));
      lose(seatsLostIn(name, data));
    },
    onWhisper({ name, data, from }) {
      if (from !== null && !lost.has(from)) say((listener) => listener.onEvent?.(name, data, from));
    },
    onSubscribed() {},
    onState: (state) => say((listener) => listener.onState?.(state)),
    onPeople(people) {
      // Whoever is away comes back with a seat or not at all.
      for (const id of [...lost]) if (!people.some((person) => person.id === id)) lost.delete(id);
      tellMembers();
    },
  });

  function seated(): RoomMember[] {
    return membersFrom(peopleOn(channel)).filter(({ id }) => !lost.has(id));
  }

  function tellMembers(): void {
    members = seated();
    say((listener) => listener.onMembers?.(members));
  }

  function lose(userIds: string[]): void {
    const leaving = userIds.filter((id) => members.some((member) => member.id === id));
    for (const id of leaving) lost.add(id);
    if (leaving.length > 0) tellMembers();
  }

  return {
    members: () => members,
    hasLostSeat: (userId) => lost.has(userId),
    send: (event, data) => whisper({ channel, event, data }),
    on(listener) {
      listeners.add(listener);
      // Not before the caller has what `on` gives back.
      queueMicrotask(() => {
        if (!listeners.has(listener)) return;
        listener.onState?.(stateOf(channel));
        listener.onMembers?.(members);
      });
      return () => listeners.delete(listener);
    },
    close() {
      listeners.clear();
      stop();
    },
  };
}

/**
 * What the server says of a session, heard without being seen there: whoever only looks at its page is not in its room.
 */
export function openSessionNews({
  pusher,
  sessionId,
  userId,
}: {
  pusher: PusherConfig;
  sessionId: string;
  userId: string;
}): RoomChannel {
  const channel = userChannel(userId);
  const stops = new Set<() => void>();
  return {
    members: () => [],
    hasLostSeat: () => false,
    send: () => false,
    on(listener) {
      const stop = listen({
        pusher,
        channel,
        onEvent({ name, data }) {
          if (data.sessionId === sessionId) listener.onEvent?.(name, data, null);
        },
        onSubscribed() {},
        onState: (state) => listener.onState?.(state),
      });
      queueMicrotask(() => stops.has(stop) && listener.onState?.(stateOf(channel)));
      stops.add(stop);
      return () => {
        stops.delete(stop);
        stop();
      };
    },
    close() {
      for (const stop of stops) stop();
      stops.clear();
    },
  };
}

function membersFrom(people: { id: string; info: unknown }[]): RoomMember[] {
  return people.map(({ id, info }) => ({ id, ...(info as Omit<RoomMember, 'id'>) }));
}
