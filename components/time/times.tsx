import { clockRange, longDay, offsetName, zoneCity } from '@/lib/time-format';

type Span = { startsAt: string; endsAt: string };

/** `14:00–15:00` as a machine-readable time. */
export function TimeRange({ startsAt, endsAt, zone }: Span & { zone: string }) {
  return <time dateTime={startsAt}>{clockRange({ startsAt, endsAt, zone })}</time>;
}

/** A day, a time and the zone they are meant in. */
export function TimeInZone({ startsAt, endsAt, zone }: Span & { zone: string }) {
  return (
    <time dateTime={startsAt}>
      {longDay(startsAt, zone)},{' '}
      <span className="whitespace-nowrap">{clockRange({ startsAt, endsAt, zone })}</span>{' '}
      <span className="inline-block text-ink-muted">
        {zoneCity(zone)} ({offsetName(startsAt, zone)})
      </span>
    </time>
  );
}

type BothZonesProps = Span & { zone: string; otherZone: string; otherName: string };

/** The reader's own time first, and beside it what the other person's clock says. */
export function BothZones({ startsAt, endsAt, zone, otherZone, otherName }: BothZonesProps) {
  return (
    <dl className="grid gap-3">
      <div>
        <dt className="text-ink-muted text-sm">Your time</dt>
        <dd className="font-semibold text-lg">
          <TimeInZone startsAt={startsAt} endsAt={endsAt} zone={zone} />
        </dd>
      </div>
      {otherZone !== zone && (
        <div>
          <dt className="text-ink-muted text-sm">{otherName}</dt>
          <dd>
            <TimeInZone startsAt={startsAt} endsAt={endsAt} zone={otherZone} />
          </dd>
        </div>
      )}
    </dl>
  );
}
