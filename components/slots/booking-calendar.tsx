'use client';

// The public booking calendar: on a desk a week at a time, days across and slots as buttons; on smaller screens all days
// at once. It groups instants by the zone it is given, so a change of zone moves slots to their new days at once.
import { CalendarX, ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { addDays, daysBetween } from '@/lib/time';
import { clockOf, dayAndMonth, dayOf, longDay, noonOf, shortDay, zoneCity } from '@/lib/time-format';
import type { SessionType } from '@/lib/vocabulary';
import { ZonePicker } from '../time/zone-picker';
import { Button } from '../ui/button';
import { cx } from '../ui/cx';
import { EmptyState } from '../ui/empty-state';
import { Segmented } from '../ui/segmented';
import { type BookableSlot, groupByDay } from './bookable-slot';
import { DaysAtAGlance } from './days-at-a-glance';
import { WeekOfDays } from './week-of-days';

type BookingCalendarProps = {
  slots: BookableSlot[];
  /** Slots that went while one looked on; greyed, not removed. */
  goneIds: ReadonlySet<string>;
  zone: string;
  tutorZone: string;
  tutorName: string;
  /** The server's clock when the page was written. */
  now: string;
  onZonePick: (zone: string) => void;
};

type Kind = SessionType | 'ANY';

const KINDS: { value: Kind; label: string }[] = [
  { value: 'ANY', label: 'All' },
  { value: 'ONE_TO_ONE', label: '1-to-1' },
  { value: 'GROUP', label: 'Group' },
];

export function BookingCalendar(props: BookingCalendarProps) {
  const { slots, goneIds, zone, tutorZone, tutorName, now, onZonePick } = props;
  const [kind, setKind] = useState<Kind>('ANY');
  const [pickedWeek, setPickedWeek] = useState<number | null>(null);
  const [announcement, setAnnouncement] = useState('');

  const wanted = useMemo(
    () => slots.filter((slot) => kind === 'ANY' || slot.sessionType === kind),
    [slots, kind],
  );
  const days = useMemo(() => groupByDay(wanted, zone), [wanted, zone]);
  const hasBothKinds = new Set(slots.map((slot) => slot.sessionType)).size > 1;

  const today = dayOf(now, zone);
  const firstFree = wanted.find((slot) => !goneIds.has(slot.id)) ?? null;
  const weekOf = (slot: BookableSlot) => Math.floor(daysBetween(today, dayOf(slot.startsAt, zone)) / 7);
  // Of what went meanwhile too: the week does not change under one's eyes.
  const week = pickedWeek ?? (wanted[0] ? weekOf(wanted[0]) : 0);
  const lastDay = addDays(today, Math.max(27, daysBetween(today, [...days.keys()].at(-1) ?? today)));
  const lastWeek = Math.floor(daysBetween(today, lastDay) / 7);
  const weekDays = Array.from({ length: 7 }, (_, index) => addDays(today, week * 7 + index));
  const isWeekEmpty = weekDays.every((each) => !days.has(each));
  const nextFree = wanted.find((slot) => !goneIds.has(slot.id) && weekOf(slot) > week);

  // Told when the zone changes, not on arrival.
  const spokenZone = useRef(zone);
  useEffect(() => {
    if (spokenZone.current === zone) return;
    spokenZone.current = zone;
    setPickedWeek(null);
    setAnnouncement(
      firstFree
        ? `Times are now in ${zoneCity(zone)}. First available: ${longDay(firstFree.startsAt, zone)}, ${clockOf(firstFree.startsAt, zone)}.`
        : `Times are now in ${zoneCity(zone)}.`,
    );
  }, [zone, firstFree]);

  function showWeek(index: number) {
    const first = addDays(today, index * 7);
    const isFree = Array.from({ length: 7 }, (_, offset) => addDays(first, offset)).some((each) =>
      days.has(each),
    );
    setPickedWeek(index);
    setAnnouncement(`Week from ${longDay(noonOf(first), 'UTC')}${isFree ? '' : ': nothing available'}`);
  }

  return (
    <section aria-labelledby="available-times" className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h2 id="available-times" className="text-2xl">
          Available times
        </h2>
        <div className="flex flex-wrap items-center gap-2">
          <span aria-hidden className="text-ink-muted text-sm">
            Times in
          </span>
          <ZonePicker
            zone={zone}
            onPick={onZonePick}
            label="Times are shown in"
            now={now}
            suggested={[tutorZone]}
          />
        </div>
      </div>
      <p role="status" className="sr-only">
        {announcement}
      </p>

      {slots.length === 0 ? (
        <EmptyState icon={CalendarX} title="Nothing available in the next four weeks">
          {tutorName} has no times available at the moment. New ones appear here as soon as they are added.
        </EmptyState>
      ) : (
        <div className="card">
          <div
            className={cx(
              'flex flex-wrap items-center justify-between gap-2 border-b p-3 sm:px-4',
              !hasBothKinds && 'max-lg:hidden',
            )}
          >
            <div className="flex items-center gap-1 max-lg:hidden">
              <Button
                look="quiet"
                size="icon"
                aria-label="Week before"
                disabled={week === 0}
                onClick={() => showWeek(week - 1)}
              >
                <ChevronLeft aria-hidden className="size-5" />
              </Button>
              <p className="figures min-w-36 text-center font-semibold">
                {dayAndMonth(noonOf(weekDays[0] ?? today), 'UTC')} –{' '}
                {dayAndMonth(noonOf(weekDays[6] ?? today), 'UTC')}
              </p>
              <Button
                look="quiet"
                size="icon"
                aria-label="Week after"
                disabled={week >= lastWeek}
                onClick={() => showWeek(week + 1)}
              >
                <ChevronRight aria-hidden className="size-5" />
              </Button>
            </div>
            {hasBothKinds && (
              <Segmented
                label="Kind of session"
                options={KINDS}
                value={kind}
                onChange={(picked) => {
                  setKind(picked);
                  setPickedWeek(null);
                }}
              />
            )}
          </div>

          <div className="lg:hidden">
            <DaysAtAGlance
              days={days}
              today={today}
              lastDay={lastDay}
              goneIds={goneIds}
              zone={zone}
              tutorZone={tutorZone}
              onEveryKind={() => setKind('ANY')}
            />
          </div>
          <div className="max-lg:hidden">
            {isWeekEmpty ? (
              <div className="grid justify-items-center gap-4 px-4 py-12 text-center">
                <p className="text-ink-muted">Nothing available this week.</p>
                <div className="flex flex-wrap justify-center gap-3">
                  {nextFree && (
                    <Button look="secondary" onClick={() => showWeek(weekOf(nextFree))}>
                      Next available: {shortDay(nextFree.startsAt, zone)}, {clockOf(nextFree.startsAt, zone)}
                    </Button>
                  )}
                  {kind !== 'ANY' && (
                    <Button look="quiet" onClick={() => setKind('ANY')}>
                      Show all sessions
                    </Button>
                  )}
                </div>
              </div>
            ) : (
              <WeekOfDays
                weekDays={weekDays}
                today={today}
                days={days}
                goneIds={goneIds}
                zone={zone}
                tutorZone={tutorZone}
              />
            )}
          </div>
        </div>
      )}
    </section>
  );
}
