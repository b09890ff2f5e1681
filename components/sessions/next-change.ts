import { opensAt } from '@/lib/sessions/rules';
import type { Session } from '@/lib/sessions/schema';
import { addDays, dayIn, startOfDayIn } from '@/lib/time';

/** When the clock alone next changes what a list of sessions says: a room opens, a session starts or ends, "Today" moves on. */
export function nextChange(
  sessions: readonly Session[],
  { now, zone }: { now: string; zone: string },
): string {
  const midnight = startOfDayIn(addDays(dayIn(new Date(now), zone), 1), zone).toISOString();
  const instants = sessions.flatMap(({ slot }) => [
    opensAt({ startsAt: new Date(slot.startsAt) }).toISOString(),
    slot.startsAt,
    slot.endsAt,
  ]);
  return instants.reduce((next, at) => (at > now && at < next ? at : next), midnight);
}
