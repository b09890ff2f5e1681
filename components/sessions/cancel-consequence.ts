import { moneyOf } from '@/lib/money';
import type { Session } from '@/lib/sessions/schema';
import { clockRange, longDay } from '@/lib/time-format';
import { sessionTitle } from './session-title';

/** Which session is cancelled and what that brings back: `1-to-1 with Ana Sousa, Tuesday 4 May, … You get a full refund …` */
export function cancelConsequence(session: Session, zone: string): string {
  const { startsAt, endsAt } = session.slot;
  const when = `${longDay(startsAt, zone)}, ${clockRange({ startsAt, endsAt, zone })}`;
  return `${sessionTitle(session)}, ${when}. ${whatReturns(session)}`;
}

function whatReturns({ myRole, participants, participantCount }: Session): string {
  const paid = participants.filter(
    ({ status, payment }) => status === 'BOOKED' && payment?.status === 'SUCCEEDED',
  );
  if (myRole === 'TUTOR') {
    const who = participantCount === 1 ? 'The student' : `All ${participantCount} students`;
    return paid.length === 0
      ? `${who} will be told that it is cancelled.`
      : `${who} ${participantCount === 1 ? 'gets' : 'get'} a full refund.`;
  }
  const payment = paid[0]?.payment;
  return payment
    ? `You get a full refund of ${moneyOf(payment.amountCents, payment.currency)} to your card.`
    : 'It was free, so there is nothing to refund.';
}
