import type { ReactNode } from 'react';
import { graceEndsAt } from '@/lib/booking/rules';
import { moneyOf } from '@/lib/money';
import type { Session } from '@/lib/sessions/schema';
import { Badge, type BadgeTone } from '../ui/badge';
import { StartText } from './start-text';

/** A student whose own seat is cancelled sees that, whatever goes on without them. */
export function isCancelledFor(session: Session): boolean {
  if (session.status === 'CANCELLED') return true;
  if (session.myRole === 'TUTOR' || isTutorAbsent(session)) return false;
  return !session.participants.some((participant) => participant.status === 'BOOKED');
}

/** Of the reasons why a session did not take place: the tutor was not there for it, and everybody is paid back. */
export function isTutorAbsent(session: Session): boolean {
  return session.status === 'NO_SHOW' && (session.startedAt === null || isEndedEarly(session));
}

/** Of one that did not take place: its tutor started it, and ended it while students still had time to come. */
export function isEndedEarly({ startedAt, completedAt, slot }: Session): boolean {
  if (startedAt === null || completedAt === null) return false;
  return new Date(completedAt) < graceEndsAt({ startsAt: new Date(slot.startsAt) });
}

const STATUS: Record<Exclude<Session['status'], 'NO_SHOW'>, { label: string; tone: BadgeTone }> = {
  SCHEDULED: { label: 'Booked', tone: 'accent' },
  IN_PROGRESS: { label: 'Live now', tone: 'solid' },
  COMPLETED: { label: 'Completed', tone: 'neutral' },
  CANCELLED: { label: 'Cancelled', tone: 'danger' },
};

function statusOf(session: Session): { label: string; tone: BadgeTone } {
  if (isCancelledFor(session)) return STATUS.CANCELLED;
  if (session.status !== 'NO_SHOW') return STATUS[session.status];
  if (!isTutorAbsent(session)) return { label: 'No student joined', tone: 'warn' };
  if (session.startedAt) return { label: 'Ended early', tone: 'warn' };
  return { label: session.myRole === 'TUTOR' ? 'Not started' : 'Tutor did not join', tone: 'warn' };
}

export function SessionStatus({ session }: { session: Session }) {
  const { label, tone } = statusOf(session);
  return (
    <Badge tone={tone}>
      {session.status === 'IN_PROGRESS' && tone === 'solid' && (
        <span
          aria-hidden
          className="size-1.5 animate-pulse rounded-full bg-current motion-reduce:animate-none"
        />
      )}
      {label}
    </Badge>
  );
}

/** `Starts in 2 h 5 min`, while a session waits for its time or its tutor; null of every other. */
export function startText(session: Session, { now, zone }: { now: string; zone: string }): ReactNode {
  if (session.status !== 'SCHEDULED' || isCancelledFor(session)) return null;
  const { startsAt, endsAt } = session.slot;
  if (endsAt <= now) return null;
  const waitingFor = session.myRole === 'TUTOR' ? 'you to start' : 'the tutor';
  return (
    <StartText key={now} startsAt={startsAt} endsAt={endsAt} zone={zone} now={now} waitingFor={waitingFor} />
  );
}

type Payment = NonNullable<Session['participants'][number]['payment']>;

/** `$30.00, paid`. */
export function paymentText({ status, amountCents, currency }: Payment): string {
  const words: Record<Payment['status'], string> = {
    PENDING: 'payment pending',
    SUCCEEDED: 'paid',
    CANCELLED: 'not charged',
    REFUNDING: 'refund on its way',
    REFUNDED: 'refunded in full',
    REFUND_FAILED: 'refund delayed, we are looking into it',
  };
  return `${moneyOf(amountCents, currency)}, ${words[status]}`;
}
