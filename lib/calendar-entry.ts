// What a calendar says of one session, whichever way it gets there: mail, feed, download or a link. Pure.
import { paths } from './paths';
import type { SessionType } from './vocabulary';

/** How long before its start a session's room opens. */
export const ROOM_OPENS_MINUTES = 10;

export type CalendarEntry = {
  sessionId: string;
  startsAt: Date;
  endsAt: Date;
  title: string;
  description: string;
  /** The session's page. */
  url: string;
};

type EntrySession = {
  sessionId: string;
  sessionType: SessionType;
  startsAt: Date;
  endsAt: Date;
  tutorName: string;
  /** For its tutor: who booked, and how many of how many. A student's entry speaks of no other student. */
  forTutor: { studentName: string | null; seatsBooked: number; maxParticipants: number } | null;
};

/** The entry of one session in the calendar of its tutor or of one of its students. */
export function calendarEntryOf(session: EntrySession, { appUrl }: { appUrl: string }): CalendarEntry {
  const { sessionId, startsAt, endsAt } = session;
  const url = `${appUrl}${paths.session(sessionId)}`;
  return {
    sessionId,
    startsAt,
    endsAt,
    title: titleOf(session),
    description: `The room opens ${ROOM_OPENS_MINUTES} minutes before the start:\n${url}`,
    url,
  };
}

function titleOf({ sessionType, tutorName, forTutor }: EntrySession): string {
  if (sessionType === 'GROUP') {
    return forTutor
      ? `Group session, ${forTutor.seatsBooked} of ${forTutor.maxParticipants} booked`
      : `Group session with ${tutorName}`;
  }
  if (!forTutor) return `Session with ${tutorName}`;
  return forTutor.studentName ? `Session with ${forTutor.studentName}` : '1-to-1 session';
}

/** Pages of Google Calendar and Outlook with the entry filled in, for the person to save. */
export function addToCalendarUrls({ title, description, startsAt, endsAt, url }: CalendarEntry): {
  google: string;
  outlook: string;
} {
  return {
    google: withQuery('https://calendar.google.com/calendar/render', {
      action: 'TEMPLATE',
      text: title,
      dates: `${compactUtc(startsAt)}/${compactUtc(endsAt)}`,
      details: description,
      location: url,
    }),
    outlook: withQuery('https://outlook.live.com/calendar/0/deeplink/compose', {
      path: '/calendar/action/compose',
      rru: 'addevent',
      subject: title,
      // It takes a time that ends in Z for one on the clock of whoever looks.
      startdt: startsAt.toISOString().replace(/\.\d+Z$/, '+00:00'),
      enddt: endsAt.toISOString().replace(/\.\d+Z$/, '+00:00'),
      body: description,
      location: url,
    }),
  };
}

/** `20261201T200000Z` */
function compactUtc(instant: Date): string {
  return instant.toISOString().replace(/[-:]|\.\d+/g, '');
}

/** Spaces as %20: Outlook shows those that URLSearchParams writes as plus signs. */
function withQuery(address: string, query: Record<string, string>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${address}?${pairs.join('&')}`;
}
