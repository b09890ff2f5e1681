import { ChevronRight, Users, Video } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { paths } from '@/lib/paths';
import { opensAt } from '@/lib/sessions/rules';
import type { Session } from '@/lib/sessions/schema';
import { daysBetween } from '@/lib/time';
import { clockOf, dayOf, durationOf, longDay, shortWeekday, zoneCity } from '@/lib/time-format';
import { groupByDay } from '../slots/bookable-slot';
import { TimeRange } from '../time/times';
import { Avatar } from '../ui/avatar';
import { buttonClass } from '../ui/button';
import { cx } from '../ui/cx';
import { isCancelledFor, refundText, SessionStatus, startText } from './session-status';

type SessionListProps = {
  sessions: Session[];
  zone: string;
  now: string;
  level?: 'h2' | 'h3';
  /** What else can be done with a session, beside the way into its room. */
  controlOf?: (session: Session) => ReactNode;
};

/** Sessions by day, in the order given. One whose room is open has the way in beside it. */
export function SessionList({ sessions, zone, now, level: Heading = 'h2', controlOf }: SessionListProps) {
  const days = groupByDay(
    sessions.map((session) => ({ session, startsAt: session.slot.startsAt })),
    zone,
  );
  return (
    <div className="grid gap-7">
      {[...days].map(([day, items]) => (
        <section key={day} aria-labelledby={`day-${day}`} className="grid gap-2.5">
          <Heading id={`day-${day}`} className="text-lg">
            {dayHeading(items[0]?.startsAt ?? day, { now, zone })}
          </Heading>
          <ul className="card divide-y overflow-hidden">
            {items.map(({ session }) => (
              <SessionRow
                key={session.id}
                session={session}
                zone={zone}
                now={now}
                control={controlOf?.(session)}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** `Today, Tuesday 4 May`; days further off by their date alone. */
function dayHeading(when: string, { now, zone }: { now: string; zone: string }): string {
  const date = longDay(when, zone);
  const away = daysBetween(dayOf(now, zone), dayOf(when, zone));
  return away === 0 ? `Today, ${date}` : away === 1 ? `Tomorrow, ${date}` : date;
}

type SessionRowProps = { session: Session; zone: string; now: string; control: ReactNode };

function SessionRow({ session, zone, now, control }: SessionRowProps) {
  const { slot } = session;
  const isCancelled = isCancelledFor(session);
  // Beside a badge that says what happened; of a session that goes on, single refunds stand on its own page.
  const goesOn = !isCancelled && session.status !== 'NO_SHOW';
  const note = goesOn ? startText(session, now) : refundText(session);
  const withWhom = whoOf(session);
  const theirs = clockOf(slot.startsAt, slot.timezone);
  return (
    <li className="relative has-[>a:hover]:bg-sunken sm:flex sm:items-center">
      <Link
        href={paths.session(session.id)}
        className="group grid min-w-0 flex-1 grid-cols-[1fr_auto] items-center gap-x-3 gap-y-1 px-4 py-3.5 focus-visible:-outline-offset-2 sm:grid-cols-[10.5rem_auto_1fr_auto] sm:gap-x-4 sm:px-5"
      >
        <span className="max-sm:self-start">
          <span className={cx('block font-semibold', isCancelled && 'text-ink-muted line-through')}>
            <TimeRange startsAt={slot.startsAt} endsAt={slot.endsAt} zone={zone} />
          </span>
          {theirs !== clockOf(slot.startsAt, zone) && (
            <span className="figures block text-ink-muted text-xs">
              {shortWeekday(slot.startsAt, slot.timezone)} {theirs} in {zoneCity(slot.timezone)}
            </span>
          )}
        </span>
        <Avatar seed={withWhom.seed} name={withWhom.name} className="size-10 max-sm:hidden" />
        <span
          className={cx('min-w-0 max-sm:col-span-2 max-sm:row-start-2', Boolean(control) && 'max-sm:pr-20')}
        >
          <span className="flex items-center gap-1 font-medium">
            <span className="truncate group-hover:underline">{withWhom.label}</span>
            <ChevronRight
              aria-hidden
              className="size-4 shrink-0 text-ink-muted transition-transform duration-150 group-hover:translate-x-0.5 group-hover:text-accent-text motion-reduce:transition-none"
            />
          </span>
          <span className="block text-ink-muted text-sm">
            {slot.sessionType === 'GROUP' && (
              <Users aria-hidden className="mr-1.5 inline size-3.5 align-[-0.1em]" />
            )}
            {slot.sessionType === 'GROUP' ? seatsOf(session) : '1-to-1'} ·{' '}
            <span className="whitespace-nowrap">{durationOf(slot.durationMinutes)}</span>
          </span>
        </span>
        <span className="grid justify-items-end gap-1 max-sm:self-start">
          <SessionStatus session={session} />
          {note && <span className="figures text-right text-ink-muted text-xs">{note}</span>}
        </span>
      </Link>
      {/* On a phone it lies in the card's corner; the way into the room makes a row of it. */}
      <div className="flex justify-end gap-2 empty:hidden max-sm:not-has-[a]:absolute max-sm:not-has-[a]:right-1 max-sm:not-has-[a]:bottom-3 max-sm:has-[a]:px-4 max-sm:has-[a]:pb-3 sm:pr-5">
        {control}
        <RoomLink session={session} now={now} withWhom={withWhom.label} />
      </div>
    </li>
  );
}

type RoomLinkProps = { session: Session; now: string; withWhom: string };

/** The way into a room that is open. Trying camera and microphone before that is offered on the session's own page. */
function RoomLink({ session, now, withWhom }: RoomLinkProps) {
  const { id, status, slot, myRole } = session;
  const opens = opensAt({ startsAt: new Date(slot.startsAt) }).toISOString();
  const isOpen = status === 'IN_PROGRESS' || (status === 'SCHEDULED' && opens <= now && now < slot.endsAt);
  if (!isOpen || isCancelledFor(session)) return null;
  const what = status === 'IN_PROGRESS' ? 'Join' : myRole === 'TUTOR' ? 'Start' : 'Enter the room';
  return (
    <Link href={paths.room(id)} className={cx(buttonClass({ size: 'sm' }), 'max-sm:flex-1')}>
      <Video aria-hidden className="size-4" /> {what} <span className="sr-only">with {withWhom}</span>
    </Link>
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

/** `Group, 3 of 8 seats`; of one that nobody has a seat in, how many there are. */
function seatsOf({ participantCount, slot: { maxParticipants } }: Session): string {
  return participantCount > 0
    ? `Group, ${participantCount} of ${maxParticipants} seats`
    : `Group, ${maxParticipants} seats`;
}
