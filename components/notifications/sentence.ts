// What happened, as one sentence to the person whom it concerns. Pure; times in the reader's zone.
import { moneyOf } from '@/lib/money';
import type { Notification, NotificationData } from '@/lib/notifications/schema';
import { clockOf, clockRange, longDay } from '@/lib/time-format';

type Told = Pick<Notification, 'type' | 'data'>;
type Reader = { zone: string; now: string };

/** `Ana booked Tuesday 1 December, 15:00–16:00.` */
export function sentenceOf(told: Told, reader: Reader): string {
  if (told.type === 'other' || !told.data) return 'Something about one of your sessions has changed.';
  return (told.data.role === 'TUTOR' ? toTutor : toStudent)(told.type, { ...told.data, ...reader });
}

type Facts = NotificationData & Reader;
type Type = Exclude<Notification['type'], 'other'>;

function toTutor(type: Type, facts: Facts): string {
  const who = facts.studentName ?? 'A student';
  const when = spanOf(facts);
  switch (type) {
    case 'booked':
      return `${who} booked ${when}.${isGroup(facts) ? ` ${seatsOf(facts)}.` : ''}`;
    case 'joined':
      return `${who} joined your group on ${when}. ${seatsOf(facts)}.`;
    case 'cancelled-by-student':
      return `${who} cancelled ${when}.${whoIsLeft(facts)}`;
    case 'cancelled-by-tutor':
      return `You cancelled ${when}.`;
    case 'ended-early':
      return `You ended your session on ${when} early. Everyone gets back what they paid.`;
    case 'cancelled-by-operator':
      return `${facts.studentName ? `${facts.studentName}’s seat on` : 'Seats on'} ${when} ${facts.studentName ? 'was' : 'were'} cancelled, because the payment was reversed.${whoIsLeft(facts)}`;
    case 'refunded':
      return `${capital(amountOf(facts))} for ${when} is on its way back to ${facts.studentName ?? 'your student'}.`;
    case 'refund-failed':
      return `The refund of ${amountOf(facts)} for ${when} to ${facts.studentName ?? 'your student'} is delayed. We are looking into it.`;
    case 'late-payment':
      return `A payment of ${amountOf(facts)} arrived too late and is being refunded.`;
    case 'reminder':
    case 'starting':
      return comingUp(facts);
    case 'started':
      return `Your session has started: ${when}.`;
    case 'ended':
      return `Your session on ${when} is over.`;
    case 'nobody-came':
      return `No student joined on ${when}.`;
    case 'tutor-absent':
      return `You did not start your session on ${when}. Everyone gets back what they paid.`;
  }
}

function toStudent(type: Type, facts: Facts): string {
  const { tutorName } = facts;
  const when = spanOf(facts);
  const start = startOf(facts);
  switch (type) {
    case 'booked':
    case 'joined':
      return `You booked ${when} with ${tutorName}.`;
    case 'cancelled-by-student':
      return `You cancelled ${start} with ${tutorName}.${moneyBack(facts)}`;
    case 'cancelled-by-tutor':
      return `${tutorName} cancelled ${start}.${moneyBack(facts)}${facts.reason ? ` Reason: “${facts.reason}”` : ''}`;
    case 'cancelled-by-operator':
      return `Your ${isGroup(facts) ? 'seat' : 'session'} on ${start} with ${tutorName} was cancelled, because its payment was reversed.`;
    case 'ended-early':
      return `${tutorName} ended the session on ${start} early.${moneyBack(facts)}`;
    case 'refunded':
      return `${capital(amountOf(facts))} for ${start} is on its way back to your card.`;
    case 'refund-failed':
      return `The refund of ${amountOf(facts)} for ${start} is delayed. We are looking into it; you do not need to do anything.`;
    case 'late-payment':
      return `Your payment of ${amountOf(facts)} for ${start} came too late, and nothing is booked. You get a full refund to your card.`;
    case 'reminder':
    case 'starting':
      return comingUp(facts);
    case 'started':
      return `${tutorName} started the session: ${when}.`;
    case 'ended':
      return `The session with ${tutorName} on ${when} is over.`;
    case 'nobody-came':
      return `No student joined the session with ${tutorName} on ${when}.`;
    case 'tutor-absent':
      return `${tutorName} did not join on ${start}.${moneyBack(facts)}`;
  }
}

/** Read late, a reminder must not say that something is still to come. */
function comingUp(facts: Facts): string {
  const minutes = Math.ceil((Date.parse(facts.startsAt) - Date.parse(facts.now)) / 60_000);
  const what = `session with ${withWhom(facts)}`;
  if (minutes <= 0) return `Session with ${withWhom(facts)}: ${spanOf(facts)}.`;
  if (minutes === 1) return `Starts in 1 minute: ${what}.`;
  if (minutes <= 60) return `Starts in ${minutes} minutes: ${what}.`;
  return `Coming up: ${what} on ${spanOf(facts)}.`;
}

function withWhom({ role, tutorName, studentName, ...facts }: Facts): string {
  if (role === 'STUDENT') return tutorName;
  if (isGroup(facts)) return `your group (${facts.seatsBooked} of ${facts.maxParticipants} seats booked)`;
  return studentName ?? 'your student';
}

function isGroup({ sessionType }: Pick<Facts, 'sessionType'>): boolean {
  return sessionType === 'GROUP';
}

function seatsOf({ seatsBooked, maxParticipants }: Facts): string {
  return `${seatsBooked} of ${maxParticipants} seats ${seatsBooked === 1 ? 'is' : 'are'} booked`;
}

function whoIsLeft(facts: Facts): string {
  if (!isGroup(facts)) return '';
  return facts.isOver ? ' Nobody else is booked, so it will not take place.' : ` ${seatsOf(facts)} now.`;
}

function spanOf({ startsAt, endsAt, zone }: Facts): string {
  return `${dayOf(startsAt, zone)}, ${clockRange({ startsAt, endsAt, zone })}`;
}

function startOf({ startsAt, zone }: Facts): string {
  return `${dayOf(startsAt, zone)}, ${clockOf(startsAt, zone)}`;
}

/** `Tuesday 4 May`, with a number that no line ends on. */
function dayOf(startsAt: string, zone: string): string {
  return longDay(startsAt, zone).replace(/ (?=\S+$)/, '\u00a0');
}

function amountOf({ amountCents, currency }: Facts): string {
  return amountCents && currency ? moneyOf(amountCents, currency) : 'your money';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function moneyBack({ amountCents, currency }: Facts): string {
  return amountCents && currency ? ` ${moneyOf(amountCents, currency)} is refunded to your card.` : '';
}
