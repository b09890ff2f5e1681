// Booked, and about to begin.
import { clockOf, fullDate, zoneCity } from '../../time-format';
import type { SessionFacts } from '../facts';
import { dayWord, roomOpens, startIn, timeRows, untilStart } from './session-times';
import {
  clocksForStudent,
  clocksForTutor,
  kindOf,
  paymentRow,
  priceOf,
  rowOf,
  type StudentScene,
  seatsOf,
  subjectForTutor,
  type TutorScene,
  type Words,
} from './words';

/** Confirmation and receipt in one. */
export function bookedForStudent(scene: StudentScene, at: Date): Words {
  const { facts, tutor, seat } = scene;
  const price = priceOf(seat);
  return {
    subject: `Booked: ${tutor.name}, ${startIn(facts, seat.timezone)}`,
    preview: price ? `Your seat is booked and paid: ${price}.` : 'Your seat is booked.',
    title: 'Your session is booked',
    paragraphs: [`You have a seat in a ${kindOf(facts)} with ${tutor.name}.`],
    rows: [
      ...timeRows(facts, seat, clocksForStudent(scene)),
      ...rowOf('Price', price ? `${price}, paid on ${fullDate(at, seat.timezone)}` : 'Free'),
      ...paymentRow(seat),
    ],
    notes: [
      roomOpens(facts, seat.timezone),
      price
        ? 'If your plans change, cancel before the start for a full refund.'
        : 'If your plans change, you can cancel before the start.',
    ],
  };
}

export function bookedForTutor(
  { facts, tutor }: TutorScene,
  { studentId, isFirst }: { studentId: string; isFirst: boolean },
): Words {
  const about = facts.students.filter(({ id }) => id === studentId);
  const [student] = about;
  if (!student) throw new Error('somebody booked who is not among the students');
  const start = startIn(facts, tutor.timezone);
  const isGroup = facts.sessionType === 'GROUP';
  return {
    subject: isFirst
      ? `New booking: ${student.name}, ${start}`
      : `${seatsOf(facts)}: ${student.name} joined, ${start}`,
    preview: isFirst ? `A new ${kindOf(facts)} in your calendar.` : `${seatsOf(facts)} are booked now.`,
    title: isFirst
      ? `${student.name} booked a ${kindOf(facts)}`
      : `${student.name} joined your group session`,
    paragraphs: [],
    rows: [
      ...timeRows(facts, tutor, clocksForTutor(facts, about)),
      ...rowOf('Booked', isGroup ? seatsOf(facts) : null),
      ...rowOf('Paid', priceOf(student) ?? 'Free'),
    ],
    notes: [
      roomOpens(facts, tutor.timezone),
      'If you cannot make it, cancel before the start: students get back what they paid.',
    ],
  };
}

export function reminderForStudent(scene: StudentScene, now: Date): Words {
  const { facts, tutor, seat } = scene;
  return reminder(facts, {
    now,
    zone: seat.timezone,
    subject: `session with ${tutor.name}`,
    what: `a ${kindOf(facts)} with ${tutor.name}`,
    rows: timeRows(facts, seat, clocksForStudent(scene)),
  });
}

export function reminderForTutor({ facts, tutor }: TutorScene, now: Date): Words {
  const subject = subjectForTutor(facts);
  return reminder(facts, {
    now,
    zone: tutor.timezone,
    subject,
    what: facts.sessionType === 'GROUP' ? 'a group session' : `a ${subject}`,
    rows: [
      ...timeRows(facts, tutor, clocksForTutor(facts)),
      ...rowOf('Booked', facts.sessionType === 'GROUP' ? seatsOf(facts) : null),
    ],
  });
}

type Reminder = { now: Date; zone: string; subject: string; what: string; rows: Words['rows'] };

/** Says how far off the start truly is: a reminder may be late. */
function reminder(facts: SessionFacts, { now, zone, subject, what, rows }: Reminder): Words {
  const day = dayWord(facts, { now, zone });
  const until = untilStart(facts, now);
  const clock = clockOf(facts.startsAt, zone);
  return {
    subject: `${day} ${clock} (${zoneCity(zone)}): ${subject}`,
    preview: `It starts ${until}.`,
    title: `Your session starts ${until}`,
    paragraphs: [`You have ${what}, ${day.replace(/^To/, 'to')} at ${clock} your time.`],
    rows,
    notes: [roomOpens(facts, zone)],
  };
}
