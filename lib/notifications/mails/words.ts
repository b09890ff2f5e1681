// What the words of every mail about a session share.
import { moneyOf, STATEMENT_DAYS } from '../../money';
import type { Person, Seat, SessionFacts } from '../facts';
import type { Letter } from './letter';

/** The part of a letter that depends on what happened; session-mail.tsx adds the rest. */
export type Words = Pick<Letter, 'subject' | 'preview' | 'title' | 'paragraphs' | 'rows' | 'notes'>;

/** A mail to the tutor: about the whole session. */
export type TutorScene = { facts: SessionFacts; tutor: Person };

/** A mail to a student: `facts.students` holds nobody but themself, so no word can be about another one. */
export type StudentScene = { facts: SessionFacts; tutor: Person; seat: Seat };

export const BANKS_TAKE = `It can take ${STATEMENT_DAYS.least} to ${STATEMENT_DAYS.most} days to appear on your statement.`;

/** `1-to-1 session` or `group session` */
export function kindOf({ sessionType }: SessionFacts): string {
  return sessionType === 'GROUP' ? 'group session' : '1-to-1 session';
}

export function bookedSeats({ students }: SessionFacts): Seat[] {
  return students.filter(({ isBooked }) => isBooked);
}

/** `3 of 20 seats` */
export function seatsOf(facts: SessionFacts): string {
  return `${bookedSeats(facts).length} of ${facts.maxParticipants} seats`;
}

/** The session in a tutor's subject line: `session with Ana`, `group session, 3 of 20 seats`. */
export function subjectForTutor(facts: SessionFacts): string {
  const [student] = bookedSeats(facts);
  if (facts.sessionType === 'GROUP') return `group session, ${seatsOf(facts)}`;
  return student ? `session with ${student.name}` : '1-to-1 session';
}

/** Where else a tutor's mail tells the time: on the clock of the one student it is about, and where the slot was put up. */
export function clocksForTutor(facts: SessionFacts, about: Seat[] = bookedSeats(facts)) {
  const [student, ...others] = about;
  const slot = { label: 'Time zone of the slot', zone: facts.timezone };
  return student && others.length === 0
    ? [{ label: `Time for ${student.name}`, zone: student.timezone }, slot]
    : [slot];
}

export function clocksForStudent({ facts, tutor }: StudentScene) {
  return [{ label: `Time for ${tutor.name}`, zone: facts.timezone }];
}

/** `$30.00`, or null for a seat that was free. */
export function priceOf({ payment }: Seat): string | null {
  return payment && payment.amountCents > 0 ? moneyOf(payment.amountCents, payment.currency) : null;
}

/** What these seats cost together; one sum for each currency. Null where all were free. */
export function sumOf(seats: Seat[]): string | null {
  const sums = new Map<string, number>();
  for (const { payment } of seats) {
    if (payment?.amountCents) {
      sums.set(payment.currency, (sums.get(payment.currency) ?? 0) + payment.amountCents);
    }
  }
  return [...sums].map(([currency, cents]) => moneyOf(cents, currency)).join(' and ') || null;
}

/** `Ana`, `Ana and Ben`, `Ana, Ben and Cleo` */
export function namesOf(people: { name: string }[]): string {
  const names = people.map(({ name }) => name);
  const last = names.pop() ?? '';
  return names.length > 0 ? `${names.join(', ')} and ${last}` : last;
}

/** A row that is left out where there is nothing to say. */
export function rowOf(label: string, value: string | null): Letter['rows'] {
  return value === null ? [] : [{ label, lines: [value] }];
}

/** `Payment 3f0c…`: what a person can name who asks about it. */
export function paymentRow({ payment }: Seat): Letter['rows'] {
  return rowOf('Payment number', payment && payment.amountCents > 0 ? payment.id : null);
}
