import type { Session } from '@/lib/sessions/schema';

/** `1-to-1 with Maya Ito`, as the one who looks would call it. */
export function sessionTitle({ slot, myRole, instructor, participants }: Session): string {
  if (slot.sessionType === 'GROUP') {
    return myRole === 'TUTOR' ? 'Group session' : `Group session with ${instructor.name}`;
  }
  const student = participants.find(({ status }) => status === 'BOOKED');
  return `1-to-1 with ${myRole === 'TUTOR' ? (student?.name ?? 'a student') : instructor.name}`;
}
