// What the door of the room says to somebody at a given moment. No I/O.
import type { Session } from '@/lib/sessions/schema';
import { durationOf } from '@/lib/time-format';

export type Door =
  /** Not open yet. */
  | 'early'
  /** For the tutor: everything is ready, and they begin. */
  | 'start'
  /** For a student: open, and the tutor has not begun. */
  | 'wait'
  | 'join'
  /** Nobody will begin any more, or it is over. */
  | 'shut';

type Asked = {
  status: Session['status'];
  role: Session['myRole'];
  opensAt: string;
  endsAt: string;
  now: number;
};

export function doorFor({ status, role, opensAt, endsAt, now }: Asked): Door {
  if (status === 'IN_PROGRESS') return 'join';
  if (status !== 'SCHEDULED' || now >= Date.parse(endsAt)) return 'shut';
  if (now < Date.parse(opensAt)) return 'early';
  return role === 'TUTOR' ? 'start' : 'wait';
}

/** From here on one watches the seconds; before, a running clock only makes restless. */
const TICKING_MS = 5 * 60_000;

/** The time until something: `9 h 58 min`, `12 min`, and in the last minutes `4:05`. */
export function countdownOf(milliseconds: number): string {
  if (milliseconds > TICKING_MS) return durationOf(Math.ceil(milliseconds / 60_000));
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Minutes that are spoken as they are reached. */
const SPOKEN_MINUTES = [5, 2, 1, 0];

export type TimeLeft = { minutes: number; isShort: boolean; isOver: boolean };

/** What is left of a session, in minutes begun. */
export function timeLeftOf({ endsAt, now }: { endsAt: string; now: number }): TimeLeft {
  const left = Date.parse(endsAt) - now;
  const minutes = Math.max(0, Math.ceil(left / 60_000));
  return { minutes, isShort: left <= 5 * 60_000, isOver: left <= 0 };
}

/** The mark passed between two looks, the lowest where a sleeping tab jumped over several; null where none was. */
export function markPassed({ before, after }: { before: number; after: number }): number | null {
  return SPOKEN_MINUTES.findLast((minutes) => after <= minutes && before > minutes) ?? null;
}
