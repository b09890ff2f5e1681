import Link from 'next/link';
import type { ReactNode } from 'react';
import { moneyOf } from '@/lib/money';
import { paths } from '@/lib/paths';
import type { Attended, Cancellation } from '@/lib/sessions/queries';
import type { Session } from '@/lib/sessions/schema';
import { clockOf, clockRange, durationOf, offsetName, shortWeekday, zoneCity } from '@/lib/time-format';
import { BothZones, TimeRange } from '../time/times';
import { Avatar } from '../ui/avatar';
import { Badge } from '../ui/badge';
import { SessionOutcome } from './session-outcome';
import { isCancelledFor, isTutorAbsent, paymentText, SessionStatus, startText } from './session-status';

type SessionDetailProps = {
  session: Session;
  zone: string;
  now: string;
  /** Once it is over: who was in the room; a student finds themself alone here. Empty where nobody knows. */
  attendance: Attended[];
  /** Where it or the reader's seat is cancelled: by whom. */
  cancellation?: Cancellation | null;
  /** For the tutor: where the students are, by their ids. */
  studentZones?: ReadonlyMap<string, string> | undefined;
  /** Below the page's own heading where it is shown within another page. */
  level?: 'h1' | 'h3';
  /** The way into the room, or when that opens: what one comes here for before a session, so ahead of all else. */
  children?: ReactNode;
};

const NO_ZONES: ReadonlyMap<string, string> = new Map();

/** One session as one of its people sees it. */
export function SessionDetail(props: SessionDetailProps) {
  const { session, zone, now, attendance, cancellation, studentZones = NO_ZONES } = props;
  const { level: Heading = 'h1' } = props;
  const { slot, instructor, myRole } = session;
  const isTutor = myRole === 'TUTOR';
  const start = startText(session, { now, zone });
  const isGroup = slot.sessionType === 'GROUP';
  const kind = isGroup ? 'Group session' : '1-to-1 session';
  const other = isTutor ? !isGroup && session.participants.at(-1)?.name : instructor.name;
  return (
    <article className="card grid gap-6 p-5 sm:p-8">
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="flex min-w-0 flex-1 basis-72 items-center gap-4">
          {!isTutor && <Avatar seed={slot.providerProfileId} name={instructor.name} className="size-14" />}
          <div>
            <Heading className="text-2xl sm:text-3xl [overflow-wrap:anywhere]">
              {other ? `${kind} with ${other}` : kind}
            </Heading>
            <p className="text-ink-muted">
              {durationOf(slot.durationMinutes)}
              {isGroup && ` · ${session.participantCount} of ${slot.maxParticipants} seats booked`}
            </p>
          </div>
        </div>
        <div className="flex items-center gap-3">
          {start && <span className="figures font-medium">{start}</span>}
          <SessionStatus session={session} />
        </div>
      </header>
      <SessionOutcome session={session} cancellation={cancellation} zone={zone} now={now} />
      {props.children}
      <div className="border-t pt-5">
        <BothZones
          startsAt={slot.startsAt}
          endsAt={slot.endsAt}
          zone={zone}
          otherZone={slot.timezone}
          otherLabel={isTutor ? 'Time zone of the slot' : `${instructor.name}’s time`}
          now={now}
          isOff={isCancelledFor(session)}
        />
        <TookPlace session={session} zone={zone} />
      </div>
      {isTutor ? (
        <People session={session} attendance={attendance} zone={zone} studentZones={studentZones} />
      ) : (
        <OwnSeat session={session} attendance={attendance} />
      )}
      {!isTutor && (
        <footer className="border-t pt-4 text-sm print:hidden">
          <Link className="link inline-block py-1" href={paths.tutor(slot.providerProfileId)}>
            More times with {instructor.name}
          </Link>
        </footer>
      )}
    </article>
  );
}

/** When it really began and ended, where that is other than what was booked. */
function TookPlace({
  session: { status, slot, startedAt, completedAt },
  zone,
}: {
  session: Session;
  zone: string;
}) {
  if (status !== 'COMPLETED' || !startedAt || !completedAt) return null;
  const actual = clockRange({ startsAt: startedAt, endsAt: completedAt, zone });
  if (actual === clockRange({ startsAt: slot.startsAt, endsAt: slot.endsAt, zone })) return null;
  return (
    <p className="figures mt-3 text-ink-muted text-sm">
      Took place <TimeRange startsAt={startedAt} endsAt={completedAt} zone={zone} />.
    </p>
  );
}

type WithAttendance = { session: Session; attendance: Attended[] };

function OwnSeat({ session, attendance }: WithAttendance) {
  const own =
    session.participants.findLast((participant) => participant.status === 'BOOKED') ??
    session.participants.at(-1);
  const visit = attendance.find(({ userId }) => userId === own?.userId);
  const { amountCents, currency } = own?.payment ?? { amountCents: 0, currency: session.slot.currency };
  // Of one that did not take place, the notice above says what became of the money.
  const isToldAbove = isCancelledFor(session) || isTutorAbsent(session);
  const price = own?.payment && !isToldAbove ? paymentText(own.payment) : moneyOf(amountCents, currency);
  return (
    <dl className="flex flex-wrap gap-x-12 gap-y-3 border-t pt-5">
      <div>
        <dt className="text-ink-muted text-sm">Price</dt>
        <dd className="figures font-medium">{price}</dd>
      </div>
      {visit && (
        <div>
          <dt className="text-ink-muted text-sm">You attended</dt>
          <dd className="figures font-medium">{durationOf(visit.minutes)}</dd>
        </div>
      )}
    </dl>
  );
}

type PeopleProps = WithAttendance & { zone: string; studentZones: ReadonlyMap<string, string> };

function People({ session, attendance, zone, studentZones }: PeopleProps) {
  const { participants, instructor, slot } = session;
  const own = attendance.find(({ userId }) => userId === instructor.id);
  return (
    <section aria-labelledby="people" className="grid gap-3 border-t pt-5">
      <h2 id="people" className="font-semibold">
        {participants.length === 1 ? 'Student' : 'Students'}
      </h2>
      <ul className="divide-y">
        {participants.map((participant) => (
          <li
            key={participant.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5 first:pt-0 last:pb-0"
          >
            <Avatar seed={participant.userId} name={participant.name} className="size-9" />
            <span className="grid min-w-0 flex-1">
              <span className="truncate font-medium">{participant.name}</span>
              <LocalTime startsAt={slot.startsAt} zone={zone} theirs={studentZones.get(participant.userId)} />
              {attendance.length > 0 && participant.status === 'BOOKED' && (
                <span className="figures text-ink-muted text-sm">
                  {presenceOf(participant.userId, attendance)}
                </span>
              )}
            </span>
            <span className="figures text-ink-muted text-sm">
              {participant.payment ? paymentText(participant.payment) : 'Free'}
            </span>
            {participant.status === 'CANCELLED' && <Badge tone="danger">Cancelled</Badge>}
          </li>
        ))}
      </ul>
      {own && <p className="figures text-ink-muted text-sm">You attended for {durationOf(own.minutes)}.</p>}
    </section>
  );
}

type LocalTimeProps = { startsAt: string; zone: string; theirs: string | undefined };

/** `Wed 09:15 in New York`, where a student's clock says another time than the reader's. */
function LocalTime({ startsAt, zone, theirs }: LocalTimeProps) {
  if (!theirs || offsetName(startsAt, theirs) === offsetName(startsAt, zone)) return null;
  return (
    <span className="figures text-ink-muted text-sm">
      <time dateTime={startsAt}>
        {shortWeekday(startsAt, theirs)} {clockOf(startsAt, theirs)}
      </time>{' '}
      <span className="whitespace-nowrap">
        in {zoneCity(theirs)} ({offsetName(startsAt, theirs)})
      </span>
    </span>
  );
}

/** `was there for 52 min`. */
function presenceOf(userId: string, attendance: Attended[]): string {
  const visit = attendance.find((each) => each.userId === userId);
  return visit ? `attended for ${durationOf(visit.minutes)}` : 'did not join';
}
