import type { ReactNode } from 'react';
import type { Session } from '@/lib/sessions/schema';
import { Notice } from '../ui/notice';
import { type Reader, refundSentence } from './refund-words';
import { isCancelledFor, isTutorAbsent } from './session-status';

type SessionOutcomeProps = Reader & { session: Session };

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
