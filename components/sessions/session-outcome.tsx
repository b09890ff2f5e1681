import type { ReactNode } from 'react';
import { moneyOf } from '@/lib/money';
import type { Session } from '@/lib/sessions/schema';
import { addMinutes } from '@/lib/time';
import { fullDate, longDay } from '@/lib/time-format';
import { Notice } from '../ui/notice';
import { isCancelledFor, isTutorAbsent } from './session-status';

type SessionOutcomeProps = { session: Session; zone: string; now: string };
type Reader = Pick<SessionOutcomeProps, 'zone' | 'now'>;

/** What became of a session that did not take place as booked, and of the money. */
export function SessionOutcome({ session, zone, now }: SessionOutcomeProps): ReactNode {
  const words = session.myRole === 'TUTOR' ? forTutor(session) : forStudent(session, { zone, now });
  return words && <Notice {...words.notice}>{words.text}</Notice>;
}

type Words = { notice: { tone: 'info' | 'warn'; title: string }; text: string };

function forTutor(session: Session): Words | null {
  if (session.status !== 'NO_SHOW') return null;
  if (!isTutorAbsent(session)) {
    return {
      notice: { tone: 'info', title: 'No student joined' },
      text: 'You were there, so nothing is refunded.',
    };
  }
  return session.startedAt
    ? {
        notice: { tone: 'warn', title: 'You ended this session early' },
        text: 'Students still had time to join, so each gets back what they paid.',
      }
    : {
        notice: { tone: 'warn', title: 'You did not start this session' },
        text: 'It was closed 15 minutes after its start time. Every student gets back what they paid.',
      };
}

function forStudent(session: Session, reader: Reader): Words | null {
  const { instructor, participants } = session;
  if (isTutorAbsent(session)) {
    return {
      notice: {
        tone: 'warn',
        title: session.startedAt
          ? `${instructor.name} ended this session early`
          : `${instructor.name} did not join`,
      },
      text: refundSentence(session, reader) ?? 'It was free, so there is nothing to refund.',
    };
  }
  if (session.status === 'NO_SHOW') {
    return {
      notice: { tone: 'info', title: 'No student joined' },
      text: `${instructor.name} was there, but no student joined, so nothing is refunded.`,
    };
  }
  if (!isCancelledFor(session)) return null;
  const refund = refundSentence(session, reader);
  const hasFailed = participants.some(({ payment }) => payment?.status === 'REFUND_FAILED');
  const tone = hasFailed ? 'warn' : 'info';
  // It goes on for others, so nothing else on the page says why one is not among them.
  if (session.status !== 'CANCELLED') {
    const isOwnWish = participants.at(-1)?.status === 'CANCELLED';
    const title = isOwnWish ? 'You gave up your seat' : 'Your seat was cancelled';
    return { notice: { tone, title }, text: refund ?? 'It was free, so there is nothing to refund.' };
  }
  return refund ? { notice: { tone, title: 'Refund' }, text: refund } : null;
}

/** Banks take that long to show it. */
const SLOWEST_BANK_DAYS = 10;

/** Where a student's money is on its way back, since when, and until when to look for it. */
function refundSentence({ participants }: Session, { zone, now }: Reader): string | null {
  const payment = participants.findLast((each) => each.payment)?.payment;
  if (!payment) return null;
  const amount = moneyOf(payment.amountCents, payment.currency);
  switch (payment.status) {
    case 'REFUNDING':
      return `${amount} is being refunded to your card. It should be on your statement within ${SLOWEST_BANK_DAYS} days.`;
    case 'REFUNDED': {
      if (!payment.refundedAt) return `${amount} was refunded to your card.`;
      const made = `${amount} was refunded to your card on ${fullDate(payment.refundedAt, zone)}.`;
      const due = addMinutes(new Date(payment.refundedAt), SLOWEST_BANK_DAYS * 24 * 60);
      return due > new Date(now) ? `${made} It should be on your statement by ${longDay(due, zone)}.` : made;
    }
    case 'REFUND_FAILED':
      return `The refund of ${amount} is delayed. We are looking into it; you do not need to do anything.`;
    default:
      return null;
  }
}
