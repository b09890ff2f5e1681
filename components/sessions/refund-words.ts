// How the money stands that goes back, in words.
import { moneyOf, STATEMENT_DAYS } from '@/lib/money';
import type { Session } from '@/lib/sessions/schema';
import { addDays } from '@/lib/time';
import { dayAndMonth, dayOf, fullDate, longDay, noonOf } from '@/lib/time-format';

export type Reader = { zone: string; now: string };
type Paid = Pick<Session, 'participants'>;

/** Where a student's money is on its way back, since when, and until when to look for it. */
export function refundSentence({ participants }: Paid, { zone, now }: Reader): string | null {
  const payment = participants.findLast((each) => each.payment)?.payment;
  if (!payment) return null;
  const amount = moneyOf(payment.amountCents, payment.currency);
  switch (payment.status) {
    case 'REFUNDING':
      return `${amount} is being refunded to your card. It should be on your statement within ${STATEMENT_DAYS.most} days.`;
    case 'REFUNDED': {
      if (!payment.refundedAt) return `${amount} was refunded to your card.`;
      const made = `${amount} was refunded to your card on ${fullDate(payment.refundedAt, zone)}.`;
      const due = addDays(dayOf(payment.refundedAt, zone), STATEMENT_DAYS.most);
      if (due < dayOf(now, zone)) return made;
      return `${made} It should be on your statement by ${longDay(noonOf(due), 'UTC')}.`;
    }
    case 'REFUND_FAILED':
      return `The refund of ${amount} is delayed. We are looking into it; you do not need to do anything.`;
    default:
      return null;
  }
}

/** How the money stands that goes back, in a few words; null where none does. */
export function refundText({ participants }: Paid, zone: string): string | null {
  const statuses = participants.map(({ payment }) => payment?.status);
  if (statuses.includes('REFUND_FAILED')) return 'Refund delayed';
  if (statuses.includes('REFUNDING')) return 'Refund on its way';
  if (!statuses.includes('REFUNDED')) return null;
  const latest = participants
    .map(({ payment }) => payment?.refundedAt ?? '')
    .sort()
    .at(-1);
  return latest ? `Refunded ${dayAndMonth(latest, zone)}` : 'Refunded';
}
