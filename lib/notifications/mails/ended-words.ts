// What was: how long, who was there, what was shared and paid.
import { minutesBetween } from '../../time';
import { clockRange, durationOf } from '../../time-format';
import type { Seat, SessionFacts } from '../facts';
import { startIn, timeRows } from './session-times';
import {
  bookedSeats,
  clocksForStudent,
  clocksForTutor,
  kindOf,
  paymentRow,
  priceOf,
  rowOf,
  type StudentScene,
  sumOf,
  type TutorScene,
  type Words,
} from './words';

type Outcome = 'COMPLETED' | 'NO_SHOW';

export function endedForStudent(scene: StudentScene, outcome: Outcome): Words {
  const { facts, tutor, seat } = scene;
  const start = startIn(facts, seat.timezone);
  const times = timeRows(facts, seat, clocksForStudent(scene));
  const price = priceOf(seat);
  if (outcome === 'NO_SHOW') {
    return {
      subject: `Missed: ${tutor.name}, ${start}`,
      preview: 'No student joined, so the session is closed.',
      title: 'No student joined the session',
      paragraphs: [
        `Your ${kindOf(facts)} with ${tutor.name} is closed because no student joined.`,
        ...(price ? [`Your payment of ${price} is not refunded.`] : []),
      ],
      rows: [...times, ...paymentRow(seat)],
      notes: [],
    };
  }
  const length = lengthOf(facts);
  return {
    subject: `${length ? `${length} with` : 'Over: session with'} ${tutor.name}, ${start}`,
    preview: 'A summary of your session.',
    title: 'Your session is over',
    paragraphs: [`A summary of your ${kindOf(facts)} with ${tutor.name}.`],
    rows: [
      ...times,
      ...tookPlace(facts, seat.timezone),
      ...rowOf('Your attendance', attendanceOf(seat)),
      ...filesRow(facts),
      ...rowOf('Paid', price ?? 'Nothing (free)'),
      ...paymentRow(seat),
    ],
    notes: [],
  };
}

export function endedForTutor({ facts, tutor }: TutorScene, outcome: Outcome): Words {
  const start = startIn(facts, tutor.timezone);
  const seats = bookedSeats(facts);
  const times = timeRows(facts, tutor, clocksForTutor(facts));
  const paid = rowOf('Paid', sumOf(seats) ?? 'Nothing (free)');
  if (outcome === 'NO_SHOW') {
    return {
      subject: `No student joined: ${kindOf(facts)}, ${start}`,
      preview: 'The session is closed.',
      title: 'No student joined your session',
      paragraphs: [
        `Your ${kindOf(facts)} is closed because no student joined.${sumOf(seats) ? ' Payments are not refunded.' : ''}`,
      ],
      rows: [...times, ...attendanceRow(seats), ...paid],
      notes: [],
    };
  }
  const length = lengthOf(facts);
  const who =
    facts.sessionType === 'ONE_TO_ONE' && seats[0] ? `session with ${seats[0].name}` : kindOf(facts);
  return {
    subject: `Over${length ? ` after ${length}` : ''}: ${who}, ${start}`,
    preview: 'A summary of your session.',
    title: 'Your session is over',
    paragraphs: [`A summary of your ${who}.`],
    rows: [
      ...times,
      ...tookPlace(facts, tutor.timezone),
      ...attendanceRow(seats),
      ...filesRow(facts),
      ...paid,
    ],
    notes: [],
  };
}

/** `58 min`, from the tutor's start to the end; null where the session never began. */
function lengthOf({ startedAt, completedAt }: SessionFacts): string | null {
  return startedAt && completedAt ? durationOf(minutesBetween(startedAt, completedAt)) : null;
}

/** `15:01–15:59, 58 min` */
function tookPlace(facts: SessionFacts, zone: string): Words['rows'] {
  const { startedAt, completedAt } = facts;
  if (!startedAt || !completedAt) return [];
  const clock = clockRange({ startsAt: startedAt, endsAt: completedAt, zone });
  return [{ label: 'Took place', lines: [`${clock}, ${lengthOf(facts)}`] }];
}

function attendanceRow(seats: Seat[]): Words['rows'] {
  if (seats.length === 0) return [];
  const lines = seats.map((seat) => `${seat.name}: ${attendanceOf(seat)}`);
  return [{ label: 'Attendance', lines }];
}

function attendanceOf({ attendedMinutes }: Seat): string {
  if (attendedMinutes === null) return 'none';
  return attendedMinutes < 1 ? 'less than a minute' : durationOf(attendedMinutes);
}

function filesRow({ files }: SessionFacts): Words['rows'] {
  return files.length === 0 ? [] : [{ label: files.length === 1 ? 'File' : 'Files', lines: files }];
}
