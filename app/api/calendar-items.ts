import type { CalendarItem } from '@/lib/calendar';
import { calendarEntryOf } from '@/lib/calendar-entry';
import type { CalendarSession } from '@/lib/sessions/queries';

/** A session as it stands in a calendar: the state that the last mail about it told, or a later one. */
export function calendarItemOf(session: CalendarSession, { appUrl }: { appUrl: string }): CalendarItem {
  const { role, calendarSequence: sequence, updatedAt: changedAt } = session;
  const entry = calendarEntryOf({ ...session, forTutor: role === 'TUTOR' ? session : null }, { appUrl });
  return { ...entry, sequence, changedAt };
}
