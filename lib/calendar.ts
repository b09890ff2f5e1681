// iCalendar text (RFC 5545, 5546). Instants are written in UTC, so that no calendar's idea of a zone can shift them,
// and one session keeps one UID for life: what comes later, with a higher SEQUENCE, takes the place of what came before.
import ical, {
  ICalAlarmType,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  type ICalCalendar,
  ICalCalendarMethod,
  type ICalEvent,
  ICalEventStatus,
} from 'ical-generator';
import { type CalendarEntry, ROOM_OPENS_MINUTES } from './calendar-entry';

export type CalendarItem = CalendarEntry & {
  /** SEQUENCE: raised with every change that calendars have to follow. */
  sequence: number;
  /** When what the entry says became true. */
  changedAt: Date;
};

/** Where invitations come from: the app's address, and the sender of its mails as in `Slotwise <hello@slotwise.example>`. */
export type CalendarSender = { appUrl: string; mailFrom: string };

/** How often a subscriber is asked to look again. */
const REFRESH_SECONDS = 3600;

/** An invitation for one person, or its withdrawal; nobody else is named in it. */
export function invitation({
  method,
  item,
  recipient,
  sender,
}: {
  method: 'REQUEST' | 'CANCEL';
  item: CalendarItem;
  recipient: { name: string; email: string };
  sender: CalendarSender;
}): string {
  const calendar = newCalendar(method);
  const event = addEvent(calendar, item, sender);
  event.status(method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED);
  // Booked is accepted: nobody is asked for an answer that nobody would read.
  event.createAttendee({
    name: asParameter(recipient.name) || recipient.email,
    email: recipient.email,
    role: ICalAttendeeRole.REQ,
    status: ICalAttendeeStatus.ACCEPTED,
    rsvp: false,
  });
  if (method === 'REQUEST') addAlarm(event);
  return textOf(calendar);
}

/** Many sessions for whoever subscribes to them. What is no longer listed disappears at the subscriber. */
export function calendarFeed({ items, sender }: { items: CalendarItem[]; sender: CalendarSender }): string {
  const calendar = newCalendar('PUBLISH');
  calendar.name('Slotwise').ttl(REFRESH_SECONDS);
  for (const item of items) addPublished(calendar, item, sender);
  return textOf(calendar);
}

/** One session as a file to open with a calendar. */
export function calendarFile({ item, sender }: { item: CalendarItem; sender: CalendarSender }): string {
  const calendar = newCalendar('PUBLISH');
  addPublished(calendar, item, sender);
  return textOf(calendar);
}

function newCalendar(method: 'REQUEST' | 'CANCEL' | 'PUBLISH'): ICalCalendar {
  return ical({
    prodId: { company: 'Slotwise', product: 'Slotwise', language: 'EN' },
    method: ICalCalendarMethod[method],
  });
}

function addPublished(calendar: ICalCalendar, item: CalendarItem, sender: CalendarSender): void {
  const event = addEvent(calendar, item, sender);
  event.status(ICalEventStatus.CONFIRMED);
  addAlarm(event);
}

function addEvent(
  calendar: ICalCalendar,
  item: CalendarItem,
  { appUrl, mailFrom }: CalendarSender,
): ICalEvent {
  return calendar.createEvent({
    id: `session-${item.sessionId}@${new URL(appUrl).hostname}`,
    sequence: item.sequence,
    stamp: item.changedAt,
    start: item.startsAt,
    end: item.endsAt,
    summary: withoutControls(item.title),
    description: withoutControls(item.description),
    location: item.url,
    url: item.url,
    organizer: organizerOf(mailFrom),
  });
}

function addAlarm(event: ICalEvent): void {
  event.createAlarm({ type: ICalAlarmType.display, trigger: ROOM_OPENS_MINUTES * 60 });
}

function organizerOf(mailFrom: string): { name: string; email: string } {
  const [, name = '', email = mailFrom] = /^\s*"?(.*?)"?\s*<([^<>]+)>\s*$/.exec(mailFrom) ?? [];
  return { name: asParameter(name) || 'Slotwise', email: email.trim() };
}

/** In a parameter neither quotes nor line breaks can be written at all, and a backslash means nothing. */
function asParameter(text: string): string {
  return withoutControls(text)
    .replace(/["\\\n]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** RFC 5545 knows no other control character than the line break in a text. */
function withoutControls(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/(?!\n)\p{Cc}/gu, ' ');
}

/** The library leaves the last line open. */
function textOf(calendar: ICalCalendar): string {
  return `${calendar.toString()}\r\n`;
}
