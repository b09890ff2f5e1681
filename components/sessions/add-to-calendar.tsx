import { addToCalendarUrls, calendarEntryOf } from '@/lib/calendar-entry';
import { paths } from '@/lib/paths';
import type { Session } from '@/lib/sessions/schema';
import { buttonClass } from '../ui/button';

type AddToCalendarProps = {
  session: Pick<Session, 'id' | 'slot' | 'instructor' | 'participants' | 'participantCount' | 'myRole'>;
  appUrl: string;
};

/** Ways for one session into the reader's own calendar, for those whose mail program does not do it by itself. */
export function AddToCalendar({ session, appUrl }: AddToCalendarProps) {
  const { slot, instructor, participants } = session;
  const entry = calendarEntryOf(
    {
      sessionId: session.id,
      sessionType: slot.sessionType,
      startsAt: new Date(slot.startsAt),
      endsAt: new Date(slot.endsAt),
      tutorName: instructor.name,
      forTutor:
        session.myRole === 'TUTOR'
          ? {
              studentName: participants.find(({ status }) => status === 'BOOKED')?.name ?? null,
              seatsBooked: session.participantCount,
              maxParticipants: slot.maxParticipants,
            }
          : null,
    },
    { appUrl },
  );
  const { google, outlook } = addToCalendarUrls(entry);
  const look = buttonClass({ look: 'secondary', size: 'sm' });
  return (
    <nav
      aria-label="Add to calendar"
      className="grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap print:hidden"
    >
      <span className="col-span-2 text-ink-muted text-sm">Add to calendar</span>
      <a className={look} href={google} target="_blank" rel="noreferrer">
        Google
      </a>
      <a className={look} href={outlook} target="_blank" rel="noreferrer">
        Outlook
      </a>
      <a className={`${look} col-span-2`} href={paths.sessionCalendar(session.id)} download="session.ics">
        Calendar file (.ics)
      </a>
    </nav>
  );
}
