import { clocksChangeBetween } from '@/lib/time';
import { clockOf, zoneCity } from '@/lib/time-format';
import { Notice } from '../ui/notice';

type ClockChangeWarningProps = {
  startsAt: string;
  zone: string;
  otherZone: string;
  otherName: string;
  now: string;
};

/** Said where a clock goes forward or back before the session, so that "my usual hour" is another one by then. */
export function ClockChangeWarning({ startsAt, zone, otherZone, otherName, now }: ClockChangeWarningProps) {
  const from = new Date(now);
  const to = new Date(startsAt);
  const mine = clocksChangeBetween({ from, to, zone });
  const theirs = otherZone !== zone && clocksChangeBetween({ from, to, zone: otherZone });
  if (!mine && !theirs) return null;
  const places = [mine && `in ${zoneCity(zone)}`, theirs && `in ${zoneCity(otherZone)}`].filter(Boolean);
  return (
    <Notice tone="warn" title={`The clocks change ${places.join(' and ')} before this session`}>
      The times above already take this into account: it starts at {clockOf(startsAt, zone)} on your clock
      {otherZone !== zone && ` and ${clockOf(startsAt, otherZone)} on ${otherName}’s`}.
    </Notice>
  );
}
