'use client';

// The public booking calendar: days across, slots as buttons, a week at a time. It groups instants by the zone it is
// given, so a change of zone moves slots to their new days at once.
import { CalendarX, ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { addDays, daysBetween } from '@/lib/time';
import {
  clockOf,
  dayAndMonth,
  dayOf,
  longDay,
  noonOf,
  shortDay,
  shortWeekday,
  zoneCity,
} from '@/lib/time-format';
import type { SessionType } from '@/lib/vocabulary';
import { ZonePicker } from '../time/zone-picker';
import { Button } from '../ui/button';
import { cx } from '../ui/cx';
import { EmptyState } from '../ui/empty-state';
import { Segmented } from '../ui/segmented';
import { type BookableSlot, groupByDay } from './bookable-slot';
import { SlotButton } from './slot-button';

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
  const [pickedDay, setPickedDay] = useState<string | null>(null);
  const [announcement, setAnnouncement] = useState('');
  const daySlots = useRef<HTMLDivElement>(null);

  const wanted = useMemo(
    () => slots.filter((slot) => kind === 'ANY' || slot.sessionType === kind),
    [slots, kind],
  );
  const days = useMemo(() => groupByDay(wanted, zone), [wanted, zone]);
  const hasBothKinds = new Set(slots.map((slot) => slot.sessionType)).size > 1;

  const today = dayOf(now, zone);
  const firstFree = wanted.find((slot) => !goneIds.has(slot.id)) ?? null;
  const day =
    pickedDay && pickedDay >= today ? pickedDay : firstFree ? dayOf(firstFree.startsAt, zone) : today;
  const week = Math.max(0, Math.floor(daysBetween(today, day) / 7));
  const lastDay = [...days.keys()].at(-1) ?? today;
  const lastWeek = Math.max(3, Math.floor(daysBetween(today, lastDay) / 7));
  const weekDays = Array.from({ length: 7 }, (_, index) => addDays(today, week * 7 + index));
  const isWeekEmpty = weekDays.every((each) => !days.has(each));
  const nextFree = wanted.find(
    (slot) => !goneIds.has(slot.id) && dayOf(slot.startsAt, zone) > (weekDays[6] ?? day),
  );

  // Told when the zone changes, not on arrival.
  const spokenZone = useRef(zone);
  useEffect(() => {
    if (spokenZone.current === zone) return;
    spokenZone.current = zone;
    setPickedDay(null);
    setAnnouncement(
      firstFree
        ? `Times are now in ${zoneCity(zone)}. First free: ${longDay(firstFree.startsAt, zone)}, ${clockOf(firstFree.startsAt, zone)}.`
        : `Times are now in ${zoneCity(zone)}.`,
    );
  }, [zone, firstFree]);

  function showWeek(index: number) {
    const first = addDays(today, index * 7);
    const free = Array.from({ length: 7 }, (_, offset) => addDays(first, offset)).find((each) =>
      days.has(each),
    );
    setPickedDay(free ?? first);
    setAnnouncement(`Week from ${longDay(noonOf(first), 'UTC')}${free ? '' : ': nothing free'}`);
  }

  function showDay(picked: string) {
    setPickedDay(picked);
    // The slots stand right below the strip; on a low screen they are brought into view.
    requestAnimationFrame(() => daySlots.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' }));
  }

  return (
    <section aria-labelledby="free-times" className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h2 id="free-times" className="text-2xl">
          Free times
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
        <EmptyState icon={CalendarX} title="Nothing free in the next four weeks">
          {tutorName} has no open hours just now. This page shows new ones as soon as they are put up.
        </EmptyState>
      ) : (
        <div className="card">
          <div className="flex flex-wrap items-center justify-between gap-2 border-b p-3 sm:px-4">
            <div className="flex items-center gap-1">
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
                  setPickedDay(null);
                }}
              />
            )}
          </div>

          <fieldset className="grid grid-cols-7 gap-1 border-b p-2 md:hidden">
            <legend className="sr-only">Days</legend>
            {weekDays.map((each) => {
              const free = days.get(each)?.filter((slot) => !goneIds.has(slot.id)).length ?? 0;
              return (
                <button
                  key={each}
                  type="button"
                  aria-pressed={each === day}
                  aria-label={`${longDay(noonOf(each), 'UTC')}, ${free === 0 ? 'nothing' : free} free`}
                  onClick={() => showDay(each)}
                  className={cx(
                    'grid min-h-14 content-center justify-items-center rounded-md text-xs',
                    each === day ? 'bg-accent text-on-accent' : free ? 'hover:bg-sunken' : 'text-ink-muted',
                  )}
                >
                  <span>{shortWeekday(noonOf(each), 'UTC')}</span>
                  <span className={cx('figures text-base', free > 0 && 'font-semibold')}>
                    {Number(each.slice(8))}
                  </span>
                  <span
                    aria-hidden
                    className={cx(
                      'mt-0.5 h-1 w-4 rounded-full',
                      free > 0 && (each === day ? 'bg-on-accent' : 'bg-accent'),
                    )}
                  />
                </button>
              );
            })}
          </fieldset>

          {isWeekEmpty ? (
            <div className="grid justify-items-center gap-4 px-4 py-12 text-center">
              <p className="text-ink-muted">Nothing free in this week.</p>
              <div className="flex flex-wrap justify-center gap-3">
                {nextFree && (
                  <Button look="secondary" onClick={() => setPickedDay(dayOf(nextFree.startsAt, zone))}>
                    Next free: {shortDay(nextFree.startsAt, zone)}, {clockOf(nextFree.startsAt, zone)}
                  </Button>
                )}
                {kind !== 'ANY' && (
                  <Button look="quiet" onClick={() => setKind('ANY')}>
                    Show every kind
                  </Button>
                )}
              </div>
            </div>
          ) : (
            <div ref={daySlots} className="scroll-mb-6 md:grid md:grid-cols-7 md:divide-x">
              {weekDays.map((each) => (
                <div
                  key={each}
                  className={cx('content-start gap-2 p-3 md:grid md:p-2', each === day ? 'grid' : 'hidden')}
                >
                  <h3
                    className={cx(
                      'px-1 pt-1 pb-1 text-sm md:text-center',
                      !days.has(each) && 'text-ink-muted',
                    )}
                  >
                    <span className="md:hidden">{longDay(noonOf(each), 'UTC')}</span>
                    <span className="max-md:hidden">{shortDay(noonOf(each), 'UTC')}</span>
                  </h3>
                  {days.has(each) ? (
                    <ul className="grid gap-2">
                      {days.get(each)?.map((slot) => (
                        <li key={slot.id}>
                          <SlotButton
                            slot={slot}
                            isGone={goneIds.has(slot.id)}
                            zone={zone}
                            tutorZone={tutorZone}
                          />
                        </li>
                      ))}
                    </ul>
                  ) : (
                    <p className="px-1 pb-2 text-ink-muted text-sm md:text-center">
                      <span className="md:hidden">Nothing free on this day.</span>
                      <span aria-hidden className="max-md:hidden">
                        –
                      </span>
                      <span className="sr-only max-md:hidden">Nothing free</span>
                    </p>
                  )}
                </div>
              ))}
            </div>
          )}
        </div>
      )}
    </section>
  );
}
