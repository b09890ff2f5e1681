import { ChevronRight, Users, Video } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { paths } from '@/lib/paths';
import { opensAt } from '@/lib/sessions/rules';
import type { Session } from '@/lib/sessions/schema';
import { daysBetween } from '@/lib/time';
import {
  clockOf,
  dayOf,
  durationOf,
  longDay,
  monthAndYear,
  shortDay,
  shortWeekday,
  zoneCity,
} from '@/lib/time-format';
import { TimeRange } from '../time/times';
import { Avatar } from '../ui/avatar';
import { buttonClass } from '../ui/button';
import { cx } from '../ui/cx';
import { refundText } from './refund-words';
import { isCancelledFor, SessionStatus, startText } from './session-status';

type SessionListProps = {
  sessions: Session[];
  zone: string;
  now: string;
  level?: 'h2' | 'h3';
  /** A long list is read by month; its rows then say their day. */
  by?: 'day' | 'month';
  /** What else can be done with a session, beside the way into its room. */
  controlOf?: (session: Session) => ReactNode;
};

/** Sessions by day or month, in the order given. One whose room is open has the way in beside it. */
export function SessionList(props: SessionListProps) {
  const { sessions, zone, now, level: Heading = 'h2', by = 'day', controlOf } = props;
  return (
    <div className="grid gap-7">
      {[...groupsOf(sessions, { zone, by })].map(([period, items]) => (
        <section key={period} aria-labelledby={`in-${period}`} className="grid gap-2.5">
          <Heading id={`in-${period}`} className="text-lg">
            {by === 'month'
              ? monthAndYear(period)
              : dayHeading(items[0]?.slot.startsAt ?? period, { now, zone })}
          </Heading>
          <ul className="card divide-y overflow-hidden">
            {items.map((session) => (
              <SessionRow
                key={session.id}
                session={session}
                zone={zone}
                now={now}
                withDay={by === 'month'}
                control={controlOf?.(session)}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** By `2027-05-04`, or by `2027-05`. */
function groupsOf(
  sessions: readonly Session[],
  { zone, by }: { zone: string; by: 'day' | 'month' },
): Map<string, Session[]> {
  const groups = new Map<string, Session[]>();
  for (const session of sessions) {
    const day = dayOf(session.slot.startsAt, zone);
    const period = by === 'month' ? day.slice(0, 7) : day;
    groups.set(period, [...(groups.get(period) ?? []), session]);
  }
  return groups;
}

/** `Today, Tuesday 4 May`; days further off by their date alone. */
function dayHeading(when: string, { now, zone }: { now: string; zone: string }): string {
  const date = longDay(when, zone);
  const away = daysBetween(dayOf(now, zone), dayOf(when, zone));
  return away === 0 ? `Today, ${date}` : away === 1 ? `Tomorrow, ${date}` : date;
}

type SessionRowProps = {
  session: Session;
  zone: string;
  now: string;
  withDay: boolean;
  control: ReactNode;
};

function SessionRow({ session, zone, now, withDay, control }: SessionRowProps) {
  const { slot } = session;
  const isCancelled = isCancelledFor(session);
  // Beside a badge that says what happened; of a session that goes on, single refunds stand on its own page.
  const goesOn = !isCancelled && session.status !== 'NO_SHOW';
  const note = goesOn ? startText(session, { now, zone }) : refundText(session, zone);
  const withWhom = whoOf(session);
  const isGroup = slot.sessionType === 'GROUP';
  const theirs = clockOf(slot.startsAt, slot.timezone);
  return (
    <li className="relative has-[>a:hover]:bg-sunken sm:flex sm:items-center">
      <Link
        href={paths.session(session.id)}
        className={cx(
          'grid min-w-0 flex-1 grid-cols-[1fr_auto] items-center gap-x-3 px-4 focus-visible:-outline-offset-2 sm:gap-x-4 sm:pl-5 sm:after:absolute sm:after:inset-0',
          withDay
            ? 'gap-y-0.5 py-2.5 sm:grid-cols-[13.5rem_auto_1fr_auto]'
            : 'gap-y-1 py-3.5 sm:grid-cols-[10.5rem_auto_1fr_auto]',
        )}
      >
        <span className="max-sm:self-start">
          <span
            className={cx(
              'block font-semibold',
              isCancelled && 'text-ink-muted line-through',
              withDay && 'whitespace-nowrap max-sm:text-sm',
            )}
          >
            {withDay && <>{shortDay(slot.startsAt, zone)}, </>}
            <TimeRange startsAt={slot.startsAt} endsAt={slot.endsAt} zone={zone} />
          </span>
          {/* What is over is looked up on one's own clock. */}
          {!withDay && theirs !== clockOf(slot.startsAt, zone) && (
            <span className="figures block text-ink-muted text-xs">
              {shortWeekday(slot.startsAt, slot.timezone)} {theirs} in {zoneCity(slot.timezone)}
            </span>
          )}
        </span>
        <Avatar seed={withWhom.seed} name={withWhom.name} className="size-10 max-sm:hidden" />
        <span
          className={cx(
            'min-w-0 max-sm:row-start-2',
            // On a phone, two lines are all there is of a past one.
            withDay ? 'max-sm:flex max-sm:items-baseline max-sm:gap-x-2' : 'max-sm:col-span-2',
            withDay && !note && 'max-sm:col-span-2',
            Boolean(control) && 'max-sm:pr-24',
          )}
        >
          <span className="block truncate font-medium">{withWhom.label}</span>
          <span
            className={cx(
              'block text-ink-muted text-sm',
              // Where there is no room for both, the name is worth more.
              withDay && (note ? 'max-sm:hidden' : 'max-sm:shrink-0'),
            )}
          >
            {isGroup && <Users aria-hidden className="mr-1.5 inline size-3.5 align-[-0.1em]" />}
            {isGroup ? 'Group' : '1-to-1'}
            {isGroup && <span className={cx(withDay && 'max-sm:hidden')}>, {seatsOf(session)}</span>}
            {'\u00a0· '}
            <span className="whitespace-nowrap">{durationOf(slot.durationMinutes)}</span>
          </span>
        </span>
        <span
          className={
            withDay
              ? 'max-sm:contents max-sm:*:justify-self-end sm:grid sm:justify-items-end'
              : 'grid justify-items-end gap-1 max-sm:self-start'
          }
        >
          <SessionStatus session={session} />
          {note && (
            <span
              className={cx(
                'figures text-right text-ink-muted text-xs',
                withDay && 'max-sm:col-start-2 max-sm:row-start-2',
              )}
            >
              {note}
            </span>
          )}
        </span>
      </Link>
      {/* On a phone it lies in the card's corner, its words at the edge of all others; the way into the room makes a row
          of it. */}
      <div className="flex justify-end gap-2 empty:hidden sm:relative max-sm:not-has-[a]:absolute max-sm:not-has-[a]:right-[0.1875rem] max-sm:not-has-[a]:bottom-2 max-sm:has-[a]:px-4 max-sm:has-[a]:pb-3">
        {control}
        <RoomLink session={session} now={now} withWhom={withWhom.label} />
      </div>
      {/* The whole row is a link; this shows it where there is room. */}
      <ChevronRight
        aria-hidden
        className="pointer-events-none mr-5 ml-3 size-4 shrink-0 text-ink-muted max-sm:hidden"
      />
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

/** `3 of 8 seats booked`; of one that nobody has a seat in, how many there are. */
function seatsOf({ participantCount, slot: { maxParticipants } }: Session): string {
  return participantCount > 0
    ? `${participantCount} of ${maxParticipants} seats booked`
    : `${maxParticipants} seats`;
}
