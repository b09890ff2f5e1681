// What the room asks of whoever carries sound and pictures: Agora, or the browsers among themselves.
import type { z } from 'zod';
import type { videoTicketSchema } from '@/lib/sessions/schema';

export type VideoTicket = z.output<typeof videoTicketSchema>;

/** Somebody else in the room. A track is null where they send none. */
export type RemotePerson = {
  uid: number;
  video: MediaStreamTrack | null;
  audio: MediaStreamTrack | null;
  screen: MediaStreamTrack | null;
  isMuted: boolean;
  isCameraOff: boolean;
};

export type VideoState = 'connecting' | 'connected' | 'reconnecting' | 'failed';

export type VideoEvents = {
  /** Everybody else, each time something changes. */
  onPeople: (people: RemotePerson[]) => void;
  onState: (state: VideoState) => void;
  /** The ticket is about to lapse: `renew` wants a fresh one. */
  onTicketExpiring: () => void;
};

export type VideoClient = {
  /** Rejects after 15 seconds, or with RoomFull. */
  join(ticket: VideoTicket): Promise<void>;
  /** What one sends of oneself; null is muted, camera off, not sharing. May be called before `join`. */
  setLocal(kind: 'audio' | 'video' | 'screen', track: MediaStreamTrack | null): Promise<void>;
  renew(ticket: VideoTicket): Promise<void>;
  leave(): Promise<void>;
};

export const JOIN_TIMEOUT_MS = 15_000;

/** No place is left: from browser to browser everybody sends to everybody, which ends somewhere. */
export class RoomFull extends Error {
  override name = 'RoomFull';
}
