'use client';

import { useEffect, useState } from 'react';
import { agoOf, clockOf, longDay, offsetName, untilOf, zoneCity } from '@/lib/time-format';
import { TimeInZone, TimeRange } from '../time/times';
import { type Kept, type KeptSession, readKept } from './kept-sessions';
import { readStore } from './kept-store';

const TICK_MS = 20_000;

/** What this browser keeps of its reader's next sessions; nothing at all where it keeps none. */
export function OwnNextSessions({ opensBeforeMinutes }: { opensBeforeMinutes: number }) {
  const [kept, setKept] = useState<Kept | null>(null);
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    readStore()
      .then((stored) => setKept(readKept(stored)))
      .catch(() => {});
    const timer = setInterval(() => setNow(new Date()), TICK_MS);
    return () => clearInterval(timer);
  }, []);

  if (!kept) return null;
  const [next, ...later] = kept.sessions.filter(({ endsAt }) => Date.parse(endsAt) > now.getTime());
  const { zone, keptAt } = kept;
  return (
    <>
      {next ? (
        <Next session={next} zone={zone} now={now} opensBeforeMinutes={opensBeforeMinutes} />
      ) : (
        <p className="card px-5 py-4">When you were last here, you had no sessions coming up.</p>
      )}
      {later.length > 0 && (
        <section aria-labelledby="later" className="grid gap-2.5">
          <h2 id="later" className="text-lg">
            After that
          </h2>
          <ul className="card divide-y">
            {later.map((session) => (
              <li key={session.id} className="grid gap-0.5 px-5 py-3.5 sm:grid-cols-[1fr_auto] sm:gap-x-4">
                <span className="font-medium [overflow-wrap:anywhere]">{session.withWhom}</span>
                <span className="text-ink-muted">
                  {longDay(session.startsAt, zone)}, <TimeRange {...session} zone={zone} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="text-ink-muted text-sm">
        Times in {zoneCity(zone)} ({offsetName(now, zone)}), as of when you were last here,{' '}
        <time dateTime={keptAt}>{agoOf({ at: keptAt, now, zone })}</time>. Later changes appear once you are
        connected.
      </p>
    </>
  );
}

type NextProps = { session: KeptSession; zone: string; now: Date; opensBeforeMinutes: number };

function Next({ session, zone, now, opensBeforeMinutes }: NextProps) {
  const { withWhom, startsAt, endsAt, otherZone } = session;
  const until = untilOf({ startsAt, endsAt, now, zone });
  const opensAt = new Date(Date.parse(startsAt) - opensBeforeMinutes * 60_000);
  return (
    <section aria-labelledby="next" className="card grid gap-5 p-5 sm:p-7">
      <div className="grid gap-1">
        <h2 id="next" className="font-normal text-ink-muted text-sm tracking-normal">
          Your next session{until && `, ${until}`}
        </h2>
        <p className="font-semibold text-2xl tracking-[-0.018em] [overflow-wrap:anywhere]">{withWhom}</p>
      </div>
      <p className="grid gap-0.5">
        <span className="text-lg">{longDay(startsAt, zone)}</span>
        <span className="font-semibold text-4xl tracking-[-0.03em]">
          <TimeRange startsAt={startsAt} endsAt={endsAt} zone={zone} />
        </span>
        <span className="text-ink-muted">
          {zoneCity(zone)} ({offsetName(startsAt, zone)})
        </span>
      </p>
      <dl className="grid gap-3 border-t pt-4 text-sm sm:grid-cols-2">
        {otherZone && otherZone !== zone && (
          <div>
            <dt className="text-ink-muted">Their time</dt>
            <dd>
              <TimeInZone startsAt={startsAt} endsAt={endsAt} zone={otherZone} now={now.toISOString()} />
            </dd>
          </div>
        )}
        <div>
          <dt className="text-ink-muted">The room</dt>
          <dd>
            {opensAt > now ? 'opens at ' : 'is open since '}
            <time dateTime={opensAt.toISOString()}>{clockOf(opensAt, zone)}</time>, and needs a connection
          </dd>
        </div>
      </dl>
    </section>
  );
}
