// What a notification says, apart from what happened: the session, its people, their money.
import type { PaymentStatus } from '../payments/schema';
import type { SessionStatus, SessionType } from '../vocabulary';

export type Person = {
  id: string;
  name: string;
  email: string;
  /** IANA zone in which this person reads times. */
  timezone: string;
  wantsReminderMails: boolean;
};

export type Seat = Person & {
  isBooked: boolean;
  payment: {
    id: string;
    status: PaymentStatus;
    amountCents: number;
    refundedCents: number;
    currency: string;
  } | null;
  /** How long the student was in the room, in whole minutes; null where they never came. */
  attendedMinutes: number | null;
};

export type SessionFacts = {
  /** null for a payment that came too late for any session. */
  sessionId: string | null;
  status: SessionStatus | null;
  sessionType: SessionType;
  maxParticipants: number;
  startsAt: Date;
  endsAt: Date;
  startedAt: Date | null;
  completedAt: Date | null;
  /** The slot's own zone: the one that the tutor wrote the time in. */
  timezone: string;
  tutor: Person;
  /** Each student once, with their latest seat; those who cancelled too. */
  students: Seat[];
  /** Names of what was shared. */
  files: string[];
};

export type Role = 'TUTOR' | 'STUDENT';

/** Of what its tutor called off: it had begun, and ended while students still had time to come. */
export function wasEndedEarly({ status }: Pick<SessionFacts, 'status'>): boolean {
  return status === 'NO_SHOW';
}
