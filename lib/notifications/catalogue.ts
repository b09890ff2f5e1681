// One catalogue of what happened → who hears of it by bell, Pusher and e-mail. No I/O.
//
//                      tutor               student it is about   other students
// booked               bell  push  mail    push  mail
// cancelled, student   bell  push  mail    push  mail
// cancelled, tutor           push  mail    bell  push  mail      (all of them are "it is about")
// refunded, late                           bell  push  mail
// reminder 24 h, 1 h   bell  push  mail    bell  push  mail      each has their own
// starting             bell  push          bell  push
// started                    push          bell  push            (all who are booked)
// ended, no-show       bell  push  mail    bell  push  mail      (all who were booked)
//
// Events of a session go to the user channels of those concerned; `session:starting`, `session:started` and
// `session:ended` to the session's channel as well; it hears of seats that are gone by `room:seats-lost`. A bell row
// without such an event is announced by `notification:new`.
import { keyOf, type SessionEvent } from '../events';
import { type Person, type Role, type Seat, type SessionFacts, wasEndedEarly } from './facts';
import type { NotificationData, NotificationType } from './schema';

export type Bell = { userId: string; type: NotificationType; data: NotificationData };
export type Push = { event: string; channels: string[]; data: Record<string, unknown> };
export type Telling = { bells: Bell[]; pushes: Push[]; mailTo: string[] };

/** Who is told of an event, and how. */
export function tellingOf(event: SessionEvent, facts: SessionFacts): Telling {
  const { tutor } = facts;
  const bell = (person: Person, type: NotificationType, about: Seat | null = null): Bell => ({
    userId: person.id,
    type,
    data: dataOf({ event, facts, person, about }),
  });
  switch (event.type) {
    case 'booked': {
      const student = studentIn(facts, event.studentId);
      const type = event.isFirst ? 'booked' : 'joined';
      return {
        bells: [bell(tutor, type, student)],
        pushes: [push('session:booked', { event, facts, to: [tutor, student] })],
        mailTo: [tutor.id, student.id],
      };
    }
    case 'cancelled': {
      const students = event.studentIds.map((id) => studentIn(facts, id));
      const [only = null] = students.length === 1 ? students : [];
      const told = students
        .filter(() => event.by !== 'STUDENT')
        .map((student) => bell(student, calledOffBy(event.by, facts), student));
      if (event.by === 'STUDENT') told.push(bell(tutor, 'cancelled-by-student', only));
      if (event.by === 'OPERATOR') told.push(bell(tutor, 'cancelled-by-operator', only));
      return {
        bells: told,
        pushes: [
          push('session:cancelled', { event, facts, to: [tutor, ...students] }),
          ...seatsLost(event, facts),
        ],
        mailTo: [tutor.id, ...event.studentIds],
      };
    }
    case 'refunded':
    case 'refund-failed':
    case 'late-payment': {
      const student = payerIn(facts, event.paymentId);
      return {
        bells: [bell(student, event.type, student)],
        pushes: [push('notification:new', { event, facts, to: [student] })],
        mailTo: [student.id],
      };
    }
    case 'reminder': {
      const person = personIn(facts, event.userId);
      const isStarting = event.kind === 'STARTING';
      const about = person.id === tutor.id ? null : studentIn(facts, person.id);
      const name = isStarting ? 'session:starting' : 'notification:new';
      return {
        bells: [bell(person, isStarting ? 'starting' : 'reminder', about)],
        // Each has a reminder of their own; the room hears of it once, with the tutor's.
        pushes: [push(name, { event, facts, to: [person], room: isStarting && person.id === tutor.id })],
        mailTo: isStarting || !person.wantsReminderMails ? [] : [person.id],
      };
    }
    case 'started': {
      const students = bookedIn(facts);
      return {
        bells: students.map((student) => bell(student, 'started', student)),
        pushes: [push('session:started', { event, facts, to: [tutor, ...students], room: true })],
        mailTo: [],
      };
    }
    case 'ended': {
      const students = bookedIn(facts);
      const type = event.status === 'NO_SHOW' ? 'nobody-came' : 'ended';
      return {
        bells: [bell(tutor, type), ...students.map((student) => bell(student, type, student))],
        pushes: [push('session:ended', { event, facts, to: [tutor, ...students], room: true })],
        mailTo: [tutor.id, ...students.map(({ id }) => id)],
      };
    }
    case 'tutor-absent': {
      const students = event.studentIds.map((id) => studentIn(facts, id));
      return {
        bells: [
          bell(tutor, 'tutor-absent'),
          ...students.map((student) => bell(student, 'tutor-absent', student)),
        ],
        pushes: [push('session:ended', { event, facts, to: [tutor, ...students], room: true })],
        mailTo: [tutor.id, ...event.studentIds],
      };
    }
  }
}

function calledOffBy(by: 'TUTOR' | 'OPERATOR' | 'STUDENT', facts: SessionFacts): NotificationType {
  if (by !== 'TUTOR') return 'cancelled-by-operator';
  return wasEndedEarly(facts) ? 'ended-early' : 'cancelled-by-tutor';
}

/** Whether an event is still worth telling when its turn comes: what has begun or was called off is not reminded of. */
export function isStillTrue(
  event: SessionEvent,
  { facts, now }: { facts: SessionFacts; now: Date },
): boolean {
  if (event.type !== 'reminder') return true;
  const isBooked = event.userId === facts.tutor.id || studentIn(facts, event.userId).isBooked;
  return facts.status === 'SCHEDULED' && facts.startsAt > now && isBooked;
}

export function roleOf(facts: SessionFacts, { id }: { id: string }): Role {
  return facts.tutor.id === id ? 'TUTOR' : 'STUDENT';
}

/** @throws Error for somebody without part in the session: events name those who have */
export function personIn(facts: SessionFacts, userId: string): Person {
  return facts.tutor.id === userId ? facts.tutor : studentIn(facts, userId);
}

function studentIn(facts: SessionFacts, userId: string): Seat {
  const student = facts.students.find(({ id }) => id === userId);
  if (!student) throw new Error(`${userId} has no part in session ${facts.sessionId}`);
  return student;
}

function payerIn(facts: SessionFacts, paymentId: string): Seat {
  const payer = facts.students.find(({ payment }) => payment?.id === paymentId);
  if (!payer) throw new Error(`nobody paid ${paymentId} for session ${facts.sessionId}`);
  return payer;
}

function bookedIn(facts: SessionFacts): Seat[] {
  return facts.students.filter(({ isBooked }) => isBooked);
}

function push(
  name: string,
  {
    event,
    facts,
    to,
    room = false,
  }: { event: SessionEvent; facts: SessionFacts; to: Person[]; room?: boolean },
): Push {
  const { sessionId, status } = facts;
  const channels = [...new Set(to.map(({ id }) => `private-user-${id}`))];
  return {
    event: name,
    channels: room && sessionId ? [...channels, `presence-session-${sessionId}`] : channels,
    data: { eventId: keyOf(event), sessionId, at: event.at, ...(status && { status }) },
  };
}

/** Nobody can be put off a channel, so those on it are told whom to hear no longer. */
function seatsLost(event: Extract<SessionEvent, { type: 'cancelled' }>, { sessionId }: SessionFacts): Push[] {
  if (!sessionId) return [];
  const data = { eventId: keyOf(event), sessionId, at: event.at, userIds: event.studentIds };
  return [{ event: 'room:seats-lost', channels: [`presence-session-${sessionId}`], data }];
}

function dataOf({
  event,
  facts,
  person,
  about,
}: {
  event: SessionEvent;
  facts: SessionFacts;
  person: Person;
  about: Seat | null;
}): NotificationData {
  const role = roleOf(facts, person);
  // A tutor hears who it was; a student's row speaks of nobody but themself and the tutor.
  const money = role === 'STUDENT' || event.type === 'booked' ? (about?.payment ?? null) : null;
  return {
    role,
    startsAt: facts.startsAt.toISOString(),
    endsAt: facts.endsAt.toISOString(),
    sessionType: facts.sessionType,
    tutorName: facts.tutor.name,
    studentName: role === 'TUTOR' ? (about?.name ?? null) : null,
    seatsBooked: bookedIn(facts).length,
    maxParticipants: facts.maxParticipants,
    isOver: event.type === 'cancelled' ? event.isOver : false,
    reason: event.type === 'cancelled' ? event.reason : null,
    amountCents: money?.amountCents ?? null,
    currency: money?.currency ?? null,
    kind: event.type === 'reminder' && event.kind !== 'STARTING' ? event.kind : null,
  };
}
