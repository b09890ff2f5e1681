// What a person can read without a connection: their own next sessions, kept in this browser alone. The page writes it,
// never the service worker, and it goes with whoever it belongs to.
import type { Session } from '@/lib/sessions/schema';
import { isCancelledFor } from '../sessions/session-status';

export type KeptSession = {
  id: string;
  withWhom: string;
  startsAt: string;
  endsAt: string;
  /** The zone of the other side's clock; null where it is not known to this person. */
  otherZone: string | null;
};

export type Kept = {
  userId: string;
  /** In which this person reads times. */
  zone: string;
  keptAt: string;
  sessions: KeptSession[];
};

export const MOST_KEPT = 5;

/** The soonest of `sessions` that will take place, as little of each as the offline page shows. */
export function sessionsToKeep(sessions: readonly Session[]): KeptSession[] {
  return sessions
    .filter((session) => isLiving(session) && !isCancelledFor(session))
    .sort((a, b) => a.slot.startsAt.localeCompare(b.slot.startsAt))
    .slice(0, MOST_KEPT)
    .map((session) => ({
      id: session.id,
      withWhom: withWhom(session),
      startsAt: session.slot.startsAt,
      endsAt: session.slot.endsAt,
      otherZone: session.myRole === 'STUDENT' ? session.slot.timezone : null,
    }));
}

function isLiving({ status }: Session): boolean {
  return status === 'SCHEDULED' || status === 'IN_PROGRESS';
}

function withWhom({ myRole, instructor, participants }: Session): string {
  if (myRole === 'STUDENT') return instructor.name;
  const [first, ...others] = participants.filter(({ status }) => status === 'BOOKED');
  if (!first) return 'a student';
  return others.length === 0 ? first.name : `${first.name} and ${others.length} more`;
}

/** @returns null for anything that `keepNextSessions` did not write */
export function readKept(value: unknown): Kept | null {
  if (!isRecord(value)) return null;
  const { userId, zone, keptAt, sessions } = value;
  const isKept =
    isText(userId) &&
    isText(zone) &&
    isInstant(keptAt) &&
    Array.isArray(sessions) &&
    sessions.every(isSession);
  return isKept ? { userId, zone, keptAt, sessions } : null;
}

/** By hand: a schema's library would be loaded for this alone. */
function isSession(value: unknown): value is KeptSession {
  if (!isRecord(value)) return false;
  const { id, withWhom, startsAt, endsAt, otherZone } = value;
  return (
    isText(id) &&
    isText(withWhom) &&
    isInstant(startsAt) &&
    isInstant(endsAt) &&
    (otherZone === null || isText(otherZone))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isInstant(value: unknown): value is string {
  return isText(value) && Number.isFinite(Date.parse(value));
}
