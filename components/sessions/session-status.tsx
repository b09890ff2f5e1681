import { moneyOf } from '@/lib/money';
import type { Session } from '@/lib/sessions/schema';
import { Badge, type BadgeTone } from '../ui/badge';

/** A student whose own seat is cancelled sees that, whatever goes on without them. */
export function isCancelledFor(session: Session): boolean {
  if (session.status === 'CANCELLED') return true;
  if (session.myRole === 'TUTOR') return false;
  return !session.participants.some((participant) => participant.status === 'BOOKED');
}

const STATUS: Record<Session['status'], { label: string; tone: BadgeTone }> = {
  SCHEDULED: { label: 'Booked', tone: 'accent' },
  IN_PROGRESS: { label: 'In progress', tone: 'solid' },
  COMPLETED: { label: 'Completed', tone: 'neutral' },
  CANCELLED: { label: 'Cancelled', tone: 'danger' },
  NO_SHOW: { label: 'Did not take place', tone: 'warn' },
};

export function SessionStatus({ session }: { session: Session }) {
  const { label, tone } = STATUS[isCancelledFor(session) ? 'CANCELLED' : session.status];
  return <Badge tone={tone}>{label}</Badge>;
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
    REFUND_FAILED: 'refund delayed, we are on it',
  };
  return `${moneyOf(amountCents, currency)}, ${words[status]}`;
}
