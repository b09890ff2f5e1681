import { Users } from 'lucide-react';
import Link from 'next/link';
import { paths } from '@/lib/paths';
import type { Session } from '@/lib/sessions/schema';
import { clockOf, durationOf, longDay, shortWeekday, zoneCity } from '@/lib/time-format';
import { groupByDay } from '../slots/bookable-slot';
import { TimeRange } from '../time/times';
import { Avatar } from '../ui/avatar';
import { cx } from '../ui/cx';
import { placeholders, Skeleton } from '../ui/skeleton';
import { isCancelledFor, refundText, SessionStatus, startText } from './session-status';

type SessionListProps = { sessions: Session[]; zone: string; now: string; level?: 'h2' | 'h3' };

/** Sessions by day, in the order given. */
export function SessionList({ sessions, zone, now, level: Heading = 'h2' }: SessionListProps) {
  const days = groupByDay(
    sessions.map((session) => ({ session, startsAt: session.slot.startsAt })),
    zone,
  );
  return (
    <div className="grid gap-7">
      {[...days].map(([day, items]) => (
        <section key={day} aria-labelledby={`day-${day}`} className="grid gap-2.5">
          <Heading id={`day-${day}`} className="text-lg">
            {longDay(items[0]?.startsAt ?? day, zone)}
          </Heading>
          <ul className="card divide-y overflow-hidden">
            {items.map(({ session }) => (
              <SessionRow key={session.id} session={session} zone={zone} now={now} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function SessionRow({ session, zone, now }: { session: Session; zone: string; now: string }) {
  const { slot } = session;
  const isCancelled = isCancelledFor(session);
  // Beside a badge that says what happened; of a session that goes on, single refunds stand on its own page.
  const goesOn = !isCancelled && session.status !== 'NO_SHOW';
  const note = goesOn ? startText(session, now) : refundText(session);
  const withWhom = whoOf(session);
  const theirs = clockOf(slot.startsAt, slot.timezone);
  return (
    <li>
      <Link
        href={paths.session(session.id)}
        className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 px-4 py-3.5 hover:bg-sunken focus-visible:-outline-offset-2 sm:grid-cols-[8.5rem_auto_1fr_auto] sm:px-5"
      >
        <span className="max-sm:col-span-2">
          <span className={cx('block font-semibold', isCancelled && 'text-ink-muted line-through')}>
            <TimeRange startsAt={slot.startsAt} endsAt={slot.endsAt} zone={zone} />
          </span>
          {theirs !== clockOf(slot.startsAt, zone) && (
            <span className="figures block truncate text-ink-muted text-xs">
              {shortWeekday(slot.startsAt, slot.timezone)} {theirs} in {zoneCity(slot.timezone)}
            </span>
          )}
        </span>
        <Avatar seed={withWhom.seed} name={withWhom.name} className="size-10 max-sm:hidden" />
        <span className="min-w-0">
          <span className="block truncate font-medium">{withWhom.label}</span>
          <span className="flex items-center gap-1.5 text-ink-muted text-sm">
            {slot.sessionType === 'GROUP' && <Users aria-hidden className="size-3.5" />}
            {slot.sessionType === 'GROUP' ? `Group of ${session.participantCount}` : '1-to-1'} ·{' '}
            {durationOf(slot.durationMinutes)}
          </span>
        </span>
        <span className="grid justify-items-end gap-1">
          <SessionStatus session={session} />
          {note && <span className="figures text-right text-ink-muted text-xs">{note}</span>}
        </span>
      </Link>
    </li>
  );
}

/** The other side of a session. */
function whoOf(session: Session): { label: string; name: string; seed: string } {
  if (session.myRole === 'STUDENT') {
    const { name } = session.instructor;
    return { label: name, name, seed: session.slot.providerProfileId };
  }
  const booked = session.participants.filter((participant) => participant.status === 'BOOKED');
  const people = booked.length > 0 ? booked : session.participants;
  const [first, ...others] = people;
  if (!first) return { label: 'Nobody', name: '', seed: session.id };
  return {
    label: others.length === 0 ? first.name : `${first.name} and ${others.length} more`,
    name: first.name,
    seed: first.userId,
  };
}

export function SessionListSkeleton() {
  return (
    <div className="grid gap-7" role="status" aria-label="Loading sessions">
      {placeholders(2).map((day) => (
        <div key={day} className="grid gap-2.5">
          <Skeleton className="h-6 w-40" />
          <div className="card divide-y">
            {placeholders(2).map((row) => (
              <div key={row} className="flex gap-5 px-5 py-3.5">
                <Skeleton className="h-10 w-28" />
                <Skeleton className="h-10 flex-1" />
              </div>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
