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
  /** To everybody else. Pusher takes 10 a second of up to 10 KB each. @returns false where it cannot be said now */
  send(event: `client-${string}`, data: object): boolean;
  /** Tells how things stand as soon as it has returned, and each change. @returns stops it */
  on(listener: RoomListener): () => void;
  close(): void;
};

/** Joins the session's channel over the tab's one connection. */
export function openRoomChannel({
  pusher,
  sessionId,
}: {
  pusher: PusherConfig;
  sessionId: string;
}): RoomChannel {
  const channel = sessionChannel(sessionId);
  const listeners = new Set<RoomListener>();
  let members = membersFrom(peopleOn(channel));
  const say = (tell: (listener: RoomListener) => void) => {
    for (const listener of [...listeners]) tell(listener);
  };
  const stop = listen({
    pusher,
    channel,
    onEvent: ({ name, data }) => say((listener) => listener.onEvent?.(name, data, null)),
    onWhisper: ({ name, data, from }) => say((listener) => listener.onEvent?.(name, data, from)),
    onSubscribed() {},
    onState: (state) => say((listener) => listener.onState?.(state)),
    onPeople(people) {
      members = membersFrom(people);
      say((listener) => listener.onMembers?.(members));
    },
  });
  return {
    members: () => members,
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
