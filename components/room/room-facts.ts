// What the room's page knows when it is written.
import type { PusherConfig } from '@/lib/public-config';
import type { Session } from '@/lib/sessions/schema';

export type RoomFacts = {
  sessionId: string;
  me: { id: string; name: string };
  role: Session['myRole'];
  /** As written over the room: `1-to-1 session with Tara Tutor`. */
  title: string;
  tutorName: string;
  /** What the tutor's picture is made from, here as everywhere. */
  tutorSeed: string;
  status: Session['status'];
  chatEnabled: boolean;
  /** From here on one may enter. */
  opensAt: string;
  startsAt: string;
  endsAt: string;
  /** When it ends by itself. */
  overtimeEndsAt: string;
  zone: string;
  /** The server's present. */
  now: string;
  pusher: PusherConfig;
  iceServers: RTCIceServer[];
  /** What browsers check each other's tickets with. */
  peerTicketKey: string;
  /** Ids of students who may still listen though they have no seat any more. */
  lostSeats: string[];
};
