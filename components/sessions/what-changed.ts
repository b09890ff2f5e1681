// What is different between two readings of the same sessions, in words for somebody who cannot see it. Pure.
import { clockRange, longDay } from '@/lib/time-format';
import type { SessionStatus } from '@/lib/vocabulary';

/** As much of a session, or of a slot that may hold one, as can change while one looks. */
export type SessionGist = {
  key: string;
  startsAt: string;
  endsAt: string;
  status: SessionStatus | null;
  /** Of a session that did not take place: its tutor ended it before the students had their time to come. */
  isEndedEarly?: boolean;
  /** Who is booked; for a student nobody, since they know of themself. */
  seats: { id: string; name: string }[];
  /** Left out where nothing appears on the page but what one puts there. */
  createdAt?: string;
};

/** Clocks of servers differ a little, and a booking is dated a moment before it can be read. */
const TOLERANCE_MS = 60_000;

type Readings = {
  before: readonly SessionGist[];
  after: readonly SessionGist[];
  /** When `before` was read: what is older than that and was not there has only moved up a page. */
  readAt: string;
  zone: string;
  /** The page is about this one, so its time goes without saying. */
  isSingle: boolean;
};

export function whatChanged({ before, after, readAt, zone, isSingle }: Readings): string[] {
  const known = new Map(before.map((gist) => [gist.key, gist]));
  const isNew = ({ createdAt }: SessionGist) =>
    createdAt !== undefined && Date.parse(createdAt) > Date.parse(readAt) - TOLERANCE_MS;
  return after.flatMap((gist) => {
    const previous = known.get(gist.key) ?? (isNew(gist) ? { ...gist, seats: [] } : null);
    if (!previous) return [];
    const when = isSingle ? null : `${longDay(gist.startsAt, zone)}, ${clockRange({ ...gist, zone })}`;
    return changesOf(previous, gist, when);
  });
}

/**
 * Of a list of what is to come, soonest first: what left it before its end. A session that only moved to the next page,
 * because others were booked before it, lies behind the last one shown.
 */
export function whatWasCancelled({
  before,
  after,
  now,
  zone,
}: Pick<Readings, 'before' | 'after' | 'zone'> & { now: string }): string[] {
  const shown = new Set(after.map(({ key }) => key));
  const end = after.length < before.length ? null : after.at(-1)?.startsAt;
  return before
    .filter(({ key, startsAt, endsAt }) => !shown.has(key) && endsAt > now && (!end || startsAt < end))
    .map((gist) => `${STATUS.CANCELLED}: ${longDay(gist.startsAt, zone)}, ${clockRange({ ...gist, zone })}.`);
}

function changesOf(before: SessionGist, after: SessionGist, when: string | null): string[] {
  const came = namesOf(after, before);
  const went = namesOf(before, after);
  const said: string[] = [];
  if (came) said.push(when ? `${came} booked ${when}.` : `${came} booked a seat.`);
  if (after.status !== before.status && after.status) {
    const became = after.isEndedEarly ? ENDED_EARLY : STATUS[after.status];
    said.push(`${when ? `${became}: ${when}` : became}.`);
    return said;
  }
  if (went) said.push(`No longer booked${when ? ` on ${when}` : ''}: ${went}.`);
  return said;
}

const STATUS: Record<SessionStatus, string> = {
  SCHEDULED: 'The session is booked',
  IN_PROGRESS: 'The session has started',
  COMPLETED: 'The session is over',
  CANCELLED: 'The session was cancelled',
  NO_SHOW: 'The session did not take place',
};

const ENDED_EARLY = 'The session was ended early';

/** Who is in one and not in the other. */
function namesOf({ seats }: SessionGist, other: SessionGist): string {
  const names = seats.filter(({ id }) => !other.seats.some((seat) => seat.id === id)).map(({ name }) => name);
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? '');
}
