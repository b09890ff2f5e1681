// Called off: by a student, by the tutor, before the start or soon after it, by those who run this, or because the tutor
// did not come.
import type { SessionEvent } from '../../events';
import { type Seat, type SessionFacts, wasEndedEarly } from '../facts';
import { oneLine } from './letter';
import { startIn, timeRows } from './session-times';
import {
  BANKS_TAKE,
  clocksForStudent,
  clocksForTutor,
  kindOf,
  namesOf,
  paymentRow,
  priceOf,
  rowOf,
  type StudentScene,
  seatsOf,
  sumOf,
  type TutorScene,
  type Words,
} from './words';

type Cancelled = Extract<SessionEvent, { type: 'cancelled' }>;

export function cancelledForStudent(scene: StudentScene, event: Cancelled): Words {
  const { facts, tutor, seat } = scene;
  const start = startIn(facts, seat.timezone);
  const price = priceOf(seat);
  const back = price ? `, ${price} refund` : '';
  const isGroup = facts.sessionType === 'GROUP';
  const told = {
    STUDENT: {
      subject: `${isGroup ? 'Seat given up' : 'Cancelled'}: ${tutor.name}, ${start}${back}`,
      title: isGroup ? 'You gave up your seat' : 'You cancelled the session',
      sentence: isGroup
        ? `You no longer have a seat in the ${kindOf(facts)} with ${tutor.name}.`
        : `Your ${kindOf(facts)} with ${tutor.name} will not take place.`,
      reason: null,
    },
    TUTOR: wasEndedEarly(facts)
      ? {
          subject: `Ended early by ${tutor.name}: ${start}${back}`,
          title: `${tutor.name} ended the session early`,
          sentence: `${tutor.name} ended your ${kindOf(facts)} while you still had time to join, so it counts as cancelled.`,
          reason: null,
        }
      : {
          subject: `Cancelled by ${tutor.name}: ${start}${back}`,
          title: `${tutor.name} cancelled the session`,
          sentence: `Your ${kindOf(facts)} with ${tutor.name} will not take place.`,
          reason: event.reason,
        },
    OPERATOR: {
      subject: `Cancelled: ${tutor.name}, ${start}${back}`,
      title: isGroup ? 'Your seat was cancelled' : 'Your session was cancelled',
      sentence: `The payment for your ${isGroup ? 'seat in the ' : ''}${kindOf(facts)} with ${tutor.name} was reversed, so ${isGroup ? 'your seat' : 'it'} is cancelled.`,
      reason: null,
    },
  }[event.by];
  return {
    subject: told.subject,
    preview: price ? `You get a full refund of ${price}.` : told.sentence,
    title: told.title,
    paragraphs: [
      told.sentence,
      event.by === 'OPERATOR' && price ? alreadyBack(price) : refundSentence(price),
    ],
    rows: [
      ...rowOf(`Reason from ${tutor.name}`, told.reason && oneLine(told.reason)),
      ...timeRows(facts, seat, clocksForStudent(scene)),
      ...paymentRow(seat),
    ],
    notes: [],
  };
}

function refundSentence(price: string | null): string {
  return price
    ? `You get a full refund of ${price} to your card. ${BANKS_TAKE}`
    : 'It was free, so there is nothing to refund.';
}

/** A lost dispute has paid it back before anybody here knew; a refund in Stripe's dashboard is on its way. */
function alreadyBack(price: string): string {
  return `If ${price} has not been returned to your card yet, it is on its way. ${BANKS_TAKE}`;
}

export function cancelledForTutor({ facts, tutor }: TutorScene, event: Cancelled): Words {
  const lost = facts.students.filter(({ id }) => event.studentIds.includes(id));
  const start = startIn(facts, tutor.timezone);
  const rows = timeRows(facts, tutor, clocksForTutor(facts, lost));
  if (event.by === 'TUTOR') {
    return wasEndedEarly(facts)
      ? endedEarlyByTutor({ facts, lost, start, rows })
      : cancelledByTutor({ facts, event, lost, start, rows });
  }
  const isByStudent = event.by === 'STUDENT';
  const names = namesOf(lost);
  const what = event.isOver
    ? `Nobody else has booked the ${kindOf(facts)}, so it will not take place. The time can be booked again.`
    : `The session still takes place, with ${seatsOf(facts)} booked. The ${lost.length === 1 ? 'seat' : 'seats'} can be booked again.`;
  return {
    subject: isByStudent ? `Cancelled by ${names}: ${start}` : `Cancelled: ${names}, ${start}`,
    preview: what,
    title: isByStudent ? `${names} cancelled` : `The seat of ${names} was cancelled`,
    paragraphs: [
      ...(isByStudent ? [] : [`The payment from ${names} was reversed, so the seat is cancelled.`]),
      what,
      ...(isByStudent ? [paidBack(lost)] : []),
    ],
    rows: [...rowOf('Reason', isByStudent && event.reason ? oneLine(event.reason) : null), ...rows],
    notes: [],
  };
}

type ByTutor = { facts: SessionFacts; lost: Seat[]; start: string; rows: Words['rows'] };

function endedEarlyByTutor({ facts, lost, start, rows }: ByTutor): Words {
  const who = lost.length === 1 ? namesOf(lost) : `${lost.length} students`;
  return {
    subject: `You ended early: ${kindOf(facts)} with ${who}, ${start}`,
    preview: `${who} still had time to join, so it counts as cancelled.`,
    title: 'You ended the session early',
    paragraphs: [
      `You ended your ${kindOf(facts)} with ${who} before ${lost.length === 1 ? 'your student' : 'they'} had 15 minutes to join, so it counts as cancelled. ${lost.length === 1 ? 'Your student has' : 'They have'} been told.`,
      paidBack(lost),
    ],
    rows,
    notes: [],
  };
}

function cancelledByTutor({ facts, event, lost, start, rows }: ByTutor & { event: Cancelled }): Words {
  const who = lost.length === 1 ? namesOf(lost) : `${lost.length} students`;
  return {
    subject: `You cancelled: ${kindOf(facts)} with ${who}, ${start}`,
    preview: `${who} ${lost.length === 1 ? 'has' : 'have'} been told.`,
    title: 'You cancelled the session',
    paragraphs: [
      `Your ${kindOf(facts)} with ${who} will not take place. ${lost.length === 1 ? 'Your student has' : 'They have'} been told.`,
      paidBack(lost),
    ],
    rows: [...rowOf('Your reason', event.reason && oneLine(event.reason)), ...rows],
    notes: [],
  };
}

function paidBack(seats: Seat[]): string {
  const sum = sumOf(seats);
  if (!sum) return 'It was free, so there is nothing to refund.';
  const who = seats.length === 1 ? namesOf(seats) : `the ${seats.length} students`;
  return `${sum} is refunded to ${who}.`;
}

export function absentForStudent(scene: StudentScene): Words {
  const { facts, tutor, seat } = scene;
  const price = priceOf(seat);
  return {
    subject: `${tutor.name} did not join: ${startIn(facts, seat.timezone)}${price ? `, ${price} refund` : ''}`,
    preview: price ? `You get a full refund of ${price}.` : 'The session is cancelled.',
    title: `${tutor.name} did not join`,
    paragraphs: [
      `${tutor.name} did not start your ${kindOf(facts)} within 15 minutes, so it is cancelled. We are sorry.`,
      refundSentence(price),
    ],
    rows: [...timeRows(facts, seat, clocksForStudent(scene)), ...paymentRow(seat)],
    notes: [],
  };
}

export function absentForTutor({ facts, tutor }: TutorScene, studentIds: string[]): Words {
  const lost = facts.students.filter(({ id }) => studentIds.includes(id));
  return {
    subject: `You did not join: ${startIn(facts, tutor.timezone)} is cancelled`,
    preview: 'Your students get back what they paid.',
    title: 'You did not join your session',
    paragraphs: [
      `You did not start your ${kindOf(facts)} within 15 minutes, so it is cancelled.`,
      paidBack(lost),
    ],
    rows: timeRows(facts, tutor, clocksForTutor(facts, lost)),
    notes: ['If you cannot make it, please cancel before the start, so that students know in time.'],
  };
}
