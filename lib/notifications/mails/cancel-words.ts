// Called off: by a student, by the tutor, by those who run this, or because the tutor did not come.
import type { SessionEvent } from '../../events';
import type { Seat, SessionFacts } from '../facts';
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
  const back = price ? `, ${price} comes back` : '';
  const told = {
    STUDENT: {
      subject: `Cancelled: ${tutor.name}, ${start}${back}`,
      title: 'You cancelled your seat',
      sentence: `Your seat in the ${kindOf(facts)} with ${tutor.name} is given up.`,
      reason: null,
    },
    TUTOR: {
      subject: `Cancelled by ${tutor.name}: ${start}${back}`,
      title: `${tutor.name} cancelled the session`,
      sentence: `Your ${kindOf(facts)} with ${tutor.name} does not take place.`,
      reason: event.reason,
    },
    OPERATOR: {
      subject: `Cancelled: ${tutor.name}, ${start}${back}`,
      title: 'Your seat was cancelled',
      sentence: `The payment for your seat in the ${kindOf(facts)} with ${tutor.name} was taken back, so the seat is given up.`,
      reason: null,
    },
  }[event.by];
  return {
    subject: told.subject,
    preview: price ? `${price} comes back in full.` : told.sentence,
    title: told.title,
    paragraphs: [
      told.sentence,
      event.by === 'OPERATOR' && price ? alreadyBack(price) : refundSentence(price),
    ],
    rows: [
      ...rowOf(`Reason that ${tutor.name} gave`, told.reason && oneLine(told.reason)),
      ...timeRows(facts, seat, clocksForStudent(scene)),
      ...paymentRow(seat),
    ],
    notes: [],
  };
}

function refundSentence(price: string | null): string {
  return price
    ? `${price}, all that you paid, goes back to your card. ${BANKS_TAKE}`
    : 'The seat was free, so nothing has to be paid back.';
}

/** A lost dispute has paid it back before anybody here knew; a refund in Stripe's dashboard is on its way. */
function alreadyBack(price: string): string {
  return `${price} comes back to your card, where it has not yet. ${BANKS_TAKE}`;
}

export function cancelledForTutor({ facts, tutor }: TutorScene, event: Cancelled): Words {
  const lost = facts.students.filter(({ id }) => event.studentIds.includes(id));
  const start = startIn(facts, tutor.timezone);
  const rows = timeRows(facts, tutor, clocksForTutor(facts, lost));
  if (event.by === 'TUTOR') return cancelledByTutor({ facts, event, lost, start, rows });
  const isByStudent = event.by === 'STUDENT';
  const names = namesOf(lost);
  const what = event.isOver
    ? `Nobody else has booked the ${kindOf(facts)}, so it does not take place. Its time can be booked again.`
    : `The session goes on, with ${seatsOf(facts)} booked. The free ${lost.length === 1 ? 'seat' : 'seats'} can be booked again.`;
  return {
    subject: isByStudent ? `Cancelled by ${names}: ${start}` : `Cancelled: ${names}, ${start}`,
    preview: what,
    title: isByStudent ? `${names} cancelled` : `The seat of ${names} was cancelled`,
    paragraphs: [
      ...(isByStudent ? [] : [`The payment of ${names} was taken back, so the seat is given up.`]),
      what,
      ...(isByStudent ? [paidBack(lost)] : []),
    ],
    rows: [...rowOf('Reason', isByStudent && event.reason ? oneLine(event.reason) : null), ...rows],
    notes: [],
  };
}

function cancelledByTutor({
  facts,
  event,
  lost,
  start,
  rows,
}: {
  facts: SessionFacts;
  event: Cancelled;
  lost: Seat[];
  start: string;
  rows: Words['rows'];
}): Words {
  const who = lost.length === 1 ? namesOf(lost) : `${lost.length} students`;
  return {
    subject: `You cancelled: ${kindOf(facts)} with ${who}, ${start}`,
    preview: `${who} ${lost.length === 1 ? 'has' : 'have'} been told.`,
    title: 'You cancelled the session',
    paragraphs: [
      `Your ${kindOf(facts)} with ${who} does not take place. ${lost.length === 1 ? 'Your student has' : 'They have'} been told.`,
      paidBack(lost),
    ],
    rows: [...rowOf('Reason that you gave', event.reason && oneLine(event.reason)), ...rows],
    notes: [],
  };
}

function paidBack(seats: Seat[]): string {
  const sum = sumOf(seats);
  if (!sum) return 'It was free, so nothing has to be paid back.';
  const who = seats.length === 1 ? namesOf(seats) : `the ${seats.length} students`;
  return `${sum} goes back to ${who}.`;
}

export function absentForStudent(scene: StudentScene): Words {
  const { facts, tutor, seat } = scene;
  const price = priceOf(seat);
  return {
    subject: `${tutor.name} did not come: ${startIn(facts, seat.timezone)}${price ? `, ${price} comes back` : ''}`,
    preview: price ? `${price} comes back in full.` : 'The session is called off.',
    title: `${tutor.name} did not come`,
    paragraphs: [
      `${tutor.name} was not in the room within 15 minutes of the start, so your ${kindOf(facts)} is called off. We are sorry.`,
      refundSentence(price),
    ],
    rows: [...timeRows(facts, seat, clocksForStudent(scene)), ...paymentRow(seat)],
    notes: [],
  };
}

export function absentForTutor({ facts, tutor }: TutorScene, studentIds: string[]): Words {
  const lost = facts.students.filter(({ id }) => studentIds.includes(id));
  return {
    subject: `You did not come: ${startIn(facts, tutor.timezone)} is called off`,
    preview: 'Your students get everything back.',
    title: 'You did not come to your session',
    paragraphs: [
      `You were not in the room within 15 minutes of the start, so your ${kindOf(facts)} is called off.`,
      paidBack(lost),
    ],
    rows: timeRows(facts, tutor, clocksForTutor(facts, lost)),
    notes: ['When you cannot come, cancel before the start: then students know in time.'],
  };
}
