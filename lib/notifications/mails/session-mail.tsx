// The mail of an event, for one of its people: chooses the words, sets them, and adds the calendar entry where the
// event changes it.
import { type CalendarItem, invitation } from '../../calendar';
import { calendarEntryOf } from '../../calendar-entry';
import type { SessionEvent } from '../../events';
import { paths } from '../../paths';
import type { Mail } from '../../services/mail';
import type { Person, Role, SessionFacts } from '../facts';
import { bookedForStudent, bookedForTutor, reminderForStudent, reminderForTutor } from './booking-words';
import { absentForStudent, absentForTutor, cancelledForStudent, cancelledForTutor } from './cancel-words';
import { endedForStudent, endedForTutor } from './ended-words';
import { type Letter, letterText, oneLine } from './letter';
import { latePayment, refunded, refundFailed } from './money-words';
import { bookedSeats, type StudentScene, type TutorScene, type Words } from './words';

/** Everything of a mail but whom it goes to and what it is called. */
export type RenderedMail = Omit<Mail, 'to' | 'messageId'>;

type SessionMailInput = {
  event: SessionEvent;
  facts: SessionFacts;
  recipient: Person;
  role: Role;
  addresses: { appUrl: string; mailFrom: string; unsubscribeUrl: string };
};

/**
 * Sets the mail that tells `recipient` of an event. A student's mail is written from facts that hold no other student.
 * @throws Error for an event that nobody in this role gets a mail about
 */
export async function renderSessionMail(input: SessionMailInput): Promise<RenderedMail> {
  const { event, role, addresses } = input;
  const facts = factsFor(input);
  const recipient = { ...input.recipient, name: oneLine(input.recipient.name) };
  const words =
    role === 'TUTOR'
      ? wordsForTutor(event, { facts, tutor: recipient })
      : wordsForStudent(event, studentScene(facts, recipient));
  const isReminder = event.type === 'reminder';
  const letter: Letter = {
    ...words,
    subject: oneLine(words.subject),
    action: facts.sessionId
      ? { label: 'Open the session', url: `${addresses.appUrl}${paths.session(facts.sessionId)}` }
      : { label: 'Find another time', url: `${addresses.appUrl}${paths.tutors()}` },
    reason: isReminder
      ? 'Reminders come 24 hours and 1 hour before your sessions on Slotwise.'
      : `You are getting this e-mail because you ${role === 'TUTOR' ? 'teach on Slotwise' : 'booked on Slotwise'}.`,
    unsubscribeUrl: isReminder ? addresses.unsubscribeUrl : null,
  };
  const calendar = calendarOf({ event, facts, recipient, role, addresses });
  // Loaded with the first mail: what sets HTML is large, and most processes that hold this file send none.
  const { letterHtml } = await import('./letter-html');
  return {
    subject: letter.subject,
    text: letterText(letter),
    html: await letterHtml(letter),
    ...(calendar && { icalEvent: calendar }),
    ...(isReminder && { headers: oneClickHeaders(addresses.unsubscribeUrl) }),
  };
}

/** RFC 8058: mail programs show a button that sends one POST. */
function oneClickHeaders(unsubscribeUrl: string): Record<string, string> {
  return {
    'List-Unsubscribe': `<${unsubscribeUrl}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

/** The facts with names on one line, and for a student without anybody else's. */
function factsFor({ facts, recipient, role }: SessionMailInput): SessionFacts {
  const students = facts.students
    .filter(({ id }) => role === 'TUTOR' || id === recipient.id)
    .map((student) => ({ ...student, name: oneLine(student.name) }));
  return {
    ...facts,
    students,
    tutor: { ...facts.tutor, name: oneLine(facts.tutor.name) },
    files: facts.files.map(oneLine),
  };
}

function studentScene(facts: SessionFacts, recipient: Person): StudentScene {
  const seat = facts.students.find(({ id }) => id === recipient.id);
  if (!seat) throw new Error(`${recipient.id} never had a seat in session ${facts.sessionId}`);
  return { facts, tutor: facts.tutor, seat: { ...seat, ...recipient } };
}

function wordsForTutor(event: SessionEvent, scene: TutorScene): Words {
  switch (event.type) {
    case 'booked':
      return bookedForTutor(scene, event);
    case 'cancelled':
      return cancelledForTutor(scene, event);
    case 'reminder':
      if (event.kind === 'STARTING') return noMail(event, 'TUTOR');
      return reminderForTutor(scene, new Date(event.at));
    case 'ended':
      return endedForTutor(scene, event.status);
    case 'tutor-absent':
      return absentForTutor(scene, event.studentIds);
    default:
      return noMail(event, 'TUTOR');
  }
}

function wordsForStudent(event: SessionEvent, scene: StudentScene): Words {
  switch (event.type) {
    case 'booked':
      return event.studentId === scene.seat.id
        ? bookedForStudent(scene, new Date(event.at))
        : noMail(event, 'STUDENT');
    case 'cancelled':
      return event.studentIds.includes(scene.seat.id)
        ? cancelledForStudent(scene, event)
        : noMail(event, 'STUDENT');
    case 'refunded':
      return refunded(scene);
    case 'refund-failed':
      return refundFailed(scene);
    case 'late-payment':
      return latePayment(scene);
    case 'reminder':
      if (event.kind === 'STARTING') return noMail(event, 'STUDENT');
      return reminderForStudent(scene, new Date(event.at));
    case 'ended':
      return endedForStudent(scene, event.status);
    case 'tutor-absent':
      return absentForStudent(scene);
    default:
      return noMail(event, 'STUDENT');
  }
}

function noMail(event: SessionEvent, role: Role): never {
  throw new Error(`no mail tells a ${role} of ${event.type}`);
}

type CalendarInput = {
  event: SessionEvent;
  facts: SessionFacts;
  recipient: Person;
  role: Role;
  addresses: { appUrl: string; mailFrom: string };
};

/** The entry's new state; null where the event leaves it as it is. */
function calendarOf({
  event,
  facts,
  recipient,
  role,
  addresses,
}: CalendarInput): RenderedMail['icalEvent'] | null {
  if (!('sequence' in event) || !facts.sessionId) return null;
  const booked = bookedSeats(facts);
  const [student = facts.students[0]] = booked;
  const entry = calendarEntryOf(
    {
      ...facts,
      sessionId: facts.sessionId,
      tutorName: facts.tutor.name,
      forTutor:
        role === 'TUTOR'
          ? {
              studentName: student?.name ?? null,
              seatsBooked: booked.length,
              maxParticipants: facts.maxParticipants,
            }
          : null,
    },
    addresses,
  );
  const item: CalendarItem = { ...entry, sequence: event.sequence, changedAt: new Date(event.at) };
  const goesOn = event.type === 'booked' || (event.type === 'cancelled' && role === 'TUTOR' && !event.isOver);
  const method = goesOn ? 'REQUEST' : 'CANCEL';
  return {
    method,
    filename: goesOn ? 'session.ics' : 'cancelled.ics',
    content: invitation({ method, item, recipient, sender: addresses }),
  };
}
