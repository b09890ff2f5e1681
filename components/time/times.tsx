import { clockRange, dayOf, longDate, longDay, offsetName, zoneCity } from '@/lib/time-format';
import { cx } from '../ui/cx';

type Span = { startsAt: string; endsAt: string };

/** `14:00–15:00` as a machine-readable time. */
export function TimeRange({ startsAt, endsAt, zone }: Span & { zone: string }) {
  return <time dateTime={startsAt}>{clockRange({ startsAt, endsAt, zone })}</time>;
}

type TimeInZoneProps = Span & {
  zone: string;
  /** Of what is past, or of another year than this, the date says its year. */
  now: string;
  /** It does not take place at this time. */
  isOff?: boolean;
};

/** A day, a time and the zone they are meant in. */
export function TimeInZone({ startsAt, endsAt, zone, now, isOff = false }: TimeInZoneProps) {
  const isThisYear = dayOf(startsAt, zone).slice(0, 4) === dayOf(now, zone).slice(0, 4);
  const day = isThisYear && endsAt > now ? longDay(startsAt, zone) : longDate(startsAt, zone);
  return (
    <time dateTime={startsAt}>
      <span className={cx(isOff && 'text-ink-muted line-through')}>
        {day}, <span className="whitespace-nowrap">{clockRange({ startsAt, endsAt, zone })}</span>
      </span>{' '}
      <span className="inline-block whitespace-nowrap text-ink-muted">
        {zoneCity(zone)} ({offsetName(startsAt, zone)})
      </span>
    </time>
  );
}

type BothZonesProps = TimeInZoneProps & {
  otherZone: string;
  /** Whose clock the other one is: `Ana Sousa’s time`. */
  otherLabel: string;
};

/** The reader's own time first, and beside it what the other person's clock says. */
export function BothZones({ zone, otherZone, otherLabel, ...time }: BothZonesProps) {
  return (
    <dl className="grid gap-3">
      <div>
        <dt className="text-ink-muted text-sm">Your time</dt>
        <dd className="font-semibold text-lg">
          <TimeInZone {...time} zone={zone} />
        </dd>
      </div>
      {otherZone !== zone && (
        <div>
          <dt className="text-ink-muted text-sm">{otherLabel}</dt>
          <dd>
            <TimeInZone {...time} zone={otherZone} />
          </dd>
        </div>
      )}
    </dl>
  );
}
