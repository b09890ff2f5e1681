import type { ReactNode } from 'react';
import { moneyOf } from '@/lib/money';
import type { Session } from '@/lib/sessions/schema';
import { Notice } from '../ui/notice';
import { isCancelledFor, isTutorAbsent } from './session-status';

/** What became of a session that did not take place as booked, and of the money. */
export function SessionOutcome({ session }: { session: Session }): ReactNode {
  const words = session.myRole === 'TUTOR' ? forTutor(session) : forStudent(session);
  return words && <Notice {...words.notice}>{words.text}</Notice>;
}

type Words = { notice: { tone: 'info' | 'warn'; title: string }; text: string };

function forTutor(session: Session): Words | null {
  if (session.status !== 'NO_SHOW') return null;
  if (!isTutorAbsent(session)) {
    return {
      notice: { tone: 'info', title: 'Nobody came' },
      text: 'You were there, so nothing is paid back.',
    };
  }
  return session.startedAt
    ? {
        notice: { tone: 'warn', title: 'You ended this session early' },
        text: 'The students still had time to come, so each gets back everything that was paid.',
      }
    : {
        notice: { tone: 'warn', title: 'You did not start this session' },
        text: 'It was ended 15 minutes after its time. Every student gets back everything that was paid.',
      };
}

function forStudent(session: Session): Words | null {
  const { instructor, participants } = session;
  if (isTutorAbsent(session)) {
    return {
      notice: {
        tone: 'warn',
        title: session.startedAt
          ? `${instructor.name} ended this session early`
          : `${instructor.name} did not come`,
      },
      text: refundSentence(session) ?? 'It was free, so nothing has to be paid back.',
    };
  }
  if (session.status === 'NO_SHOW') {
    return {
      notice: { tone: 'info', title: 'Nobody came' },
      text: `${instructor.name} was there and no student was, so nothing is paid back.`,
    };
  }
  if (!isCancelledFor(session)) return null;
  const refund = refundSentence(session);
  const hasFailed = participants.some(({ payment }) => payment?.status === 'REFUND_FAILED');
  const tone = hasFailed ? 'warn' : 'info';
  // It goes on for others, so nothing else on the page says why one is not among them.
  if (session.status !== 'CANCELLED') {
    const isOwnWish = participants.at(-1)?.status === 'CANCELLED';
    const title = isOwnWish ? 'You gave up your seat' : 'Your seat was cancelled';
    return { notice: { tone, title }, text: refund ?? 'It was free, so nothing has to be paid back.' };
  }
  return refund ? { notice: { tone, title: 'Refund' }, text: refund } : null;
}

/** Where a student's money is on its way back. */
function refundSentence({ participants }: Session): string | null {
  const payment = participants.findLast((each) => each.payment)?.payment;
  if (!payment) return null;
  const amount = moneyOf(payment.amountCents, payment.currency);
  switch (payment.status) {
    case 'REFUNDING':
      return `${amount} is being sent back to your card.`;
    case 'REFUNDED':
      return `${amount} went back to your card. Banks take up to ten days to show it.`;
    case 'REFUND_FAILED':
      return `The refund of ${amount} is delayed. We are looking into it; you need not do anything.`;
    default:
      return null;
  }
}
