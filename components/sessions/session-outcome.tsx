import type { ReactNode } from 'react';
import type { Cancellation } from '@/lib/sessions/queries';
import type { Session } from '@/lib/sessions/schema';
import { fullDate } from '@/lib/time-format';
import { Notice } from '../ui/notice';
import { type Reader, refundSentence } from './refund-words';
import { isCancelledFor, isTutorAbsent } from './session-status';

type SessionOutcomeProps = Reader & {
  session: Session;
  /** Where it or the reader's seat is cancelled: by whom. */
  cancellation?: Cancellation | null | undefined;
};

/** What became of a session that did not take place as booked, and of the money. */
export function SessionOutcome({ session, cancellation = null, zone, now }: SessionOutcomeProps): ReactNode {
  const reader = { zone, now };
  const words =
    session.myRole === 'TUTOR'
      ? forTutor(session, cancellation, reader)
      : forStudent(session, cancellation, reader);
  return words && <Notice {...words.notice}>{words.text}</Notice>;
}

type Words = { notice: { tone: 'info' | 'warn'; title: string }; text: string | null };

function forTutor(session: Session, cancellation: Cancellation | null, { zone }: Reader): Words | null {
  if (session.status === 'CANCELLED') {
    const { by, studentName } = cancellation ?? {};
    const who = by === 'TUTOR' ? 'You' : by === 'STUDENT' && studentName;
    return {
      notice: { tone: 'info', title: cancelledBy(who || null, { session, cancellation, zone }) },
      text: reasonOf(cancellation),
    };
  }
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

/** `Ana Sousa cancelled on 24 July 2026`, or what can be said where nobody did. */
function cancelledBy(
  who: string | null,
  { session, cancellation, zone }: { session: Session; cancellation: Cancellation | null; zone: string },
): string {
  const at = cancellation?.at ?? session.cancelledAt;
  const on = at ? ` on ${fullDate(at, zone)}` : '';
  if (who) return `${who} cancelled${on}`;
  return `${session.status === 'CANCELLED' ? 'This session' : 'Your seat'} was cancelled${on}`;
}

function reasonOf(cancellation: Cancellation | null): string | null {
  return cancellation?.reason ? `Reason: “${cancellation.reason}”` : null;
}

function forStudent(session: Session, cancellation: Cancellation | null, reader: Reader): Words | null {
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
  const { zone } = reader;
  const isGroup = session.slot.sessionType === 'GROUP';
  const who = cancellation?.by === 'TUTOR' ? instructor.name : cancellation?.by === 'STUDENT' ? 'You' : null;
  const title =
    isGroup && who === 'You' && cancellation
      ? `You gave up your seat on ${fullDate(cancellation.at, zone)}`
      : cancelledBy(who, { session, cancellation, zone });
  const text = [reasonOf(cancellation), refund ?? 'It was free, so there is nothing to refund.'];
  return { notice: { tone: hasFailed ? 'warn' : 'info', title }, text: text.filter(Boolean).join(' ') };
}
