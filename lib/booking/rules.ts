// Who may take a seat, and what becomes of a hold. No I/O.
import { AppError } from '../errors';
import { hasBegun, isTooFar } from '../slots/rules';
import { addMinutes } from '../time';
import type { HoldStatus } from './schema';

/** How long a seat is kept while its student pays. */
export const HOLD_MINUTES = 10;

/** How long a tutor may keep their students waiting; nobody's payment lets them in after that either. */
export const GRACE_MINUTES = 15;

/** From this instant on a session that nobody has started counts as one whose tutor did not come. */
export function graceEndsAt({ startsAt }: { startsAt: Date }): Date {
  return addMinutes(startsAt, GRACE_MINUTES);
}

/** A slot as one student meets it who wants a seat. */
export type SlotToBook = {
  slotDate: string;
  timezone: string;
  startsAt: Date;
  endsAt: Date;
  seatsTaken: number;
  maxParticipants: number;
  closedAt: Date | null;
  isPublished: boolean;
  tutorId: string;
  /** Holds on this slot whose time is over, though nobody has freed them yet. */
  lapsedHolds: number;
  /** The student has another booking or living hold, or teaches, in that time. */
  isStudentBusy: boolean;
  /** The student's own claim on a seat here. */
  ownHold: { id: string; status: HoldStatus; expiresAt: Date } | null;
};

/** A hold has lapsed from the very instant it expires. */
export function hasLapsed(hold: { expiresAt: Date }, now: Date): boolean {
  return hold.expiresAt.getTime() <= now.getTime();
}

/** What a hold is at this moment: nobody has to have looked for it to be over. */
export function statusNow(hold: { status: HoldStatus; expiresAt: Date }, now: Date): HoldStatus {
  return hold.status === 'HELD' && hasLapsed(hold, now) ? 'EXPIRED' : hold.status;
}

/**
 * Decides whether a student may take a seat.
 * @returns the id of the living hold that the student has here already, or null where a seat is to be taken
 * @throws AppError ALREADY_BOOKED, OWN_SLOT, SLOT_CLOSED, SLOT_IN_PAST, SLOT_TOO_FAR, SESSION_FULL, TIME_CONFLICT
 */
export function decideHold(
  slot: SlotToBook,
  { studentId, now }: { studentId: string; now: Date },
): string | null {
  const own = slot.ownHold;
  if (own?.status === 'CONFIRMED') throw new AppError('ALREADY_BOOKED');
  if (own?.status === 'HELD' && !hasLapsed(own, now)) return own.id;
  if (slot.tutorId === studentId) throw new AppError('OWN_SLOT');
  assertStillBookable(slot, now);
  if (slot.seatsTaken - slot.lapsedHolds >= slot.maxParticipants) throw new AppError('SESSION_FULL');
  if (slot.isStudentBusy) throw new AppError('TIME_CONFLICT');
  return null;
}

function assertStillBookable(slot: SlotToBook, now: Date): void {
  if (slot.closedAt || !slot.isPublished) throw new AppError('SLOT_CLOSED');
  if (hasBegun(slot, now)) throw new AppError('SLOT_IN_PAST');
  if (isTooFar(slot, now)) throw new AppError('SLOT_TOO_FAR');
}

/** What to do with money that came for a hold. */
export type Settlement = 'confirm' | 'take-seat-again' | 'replace-own-hold' | 'refund';

/**
 * What a payment means for its hold. The seat is still there while the hold is HELD, even past its time; afterwards
 * the student gets a seat if one is free, else the money back. Where the tutor has moved the slot since, or the session
 * began too long ago, it is no longer what was paid for.
 */
export function decideSettlement(
  hold: { status: HoldStatus; startsAt: Date; endsAt: Date },
  slot: SlotToBook,
  { studentId, now }: { studentId: string; now: Date },
): Settlement {
  if (graceEndsAt(hold) <= now) return 'refund';
  if (hold.status === 'HELD') return 'confirm';
  if (+hold.startsAt !== +slot.startsAt || +hold.endsAt !== +slot.endsAt) return 'refund';
  try {
    // The student may meanwhile hold a seat here again: the money they sent is for that one.
    return decideHold(slot, { studentId, now }) ? 'replace-own-hold' : 'take-seat-again';
  } catch (error) {
    if (error instanceof AppError) return 'refund';
    throw error;
  }
}
