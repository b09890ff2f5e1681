'use client';

// The booking calendar on a phone or tablet: all four weeks at once as days to press, each of which brings its slots up in a
// sheet, over whatever the screen has room for; and, before anything is pressed, the soonest that can be booked.
import { useState } from 'react';
import { addDays, daysBetween } from '@/lib/time';
import { dayAndMonth, longDay, noonOf, shortWeekday } from '@/lib/time-format';
import { Button } from '../ui/button';
import { cx } from '../ui/cx';
import { useLoaded } from '../ui/use-loaded';
import type { BookableSlot } from './bookable-slot';
import { DaySlots } from './day-slots';

const loadSheet = () => import('./day-sheet').then((module) => module.DaySheet);

const SOONEST = 3;
const SMALL = 'font-normal text-[0.6875rem] leading-none';

type DaysAtAGlanceProps = {
  days: ReadonlyMap<string, BookableSlot[]>;
  today: string;
  lastDay: string;
  goneIds: ReadonlySet<string>;
  zone: string;
  tutorZone: string;
  onEveryKind: () => void;
};

export function DaysAtAGlance(props: DaysAtAGlanceProps) {
  const { days, today, lastDay, goneIds, zone, tutorZone, onEveryKind } = props;
  const [open, setOpen] = useState<string | null>(null);
  const { part: DaySheet, hasFailed, ask } = useLoaded(loadSheet);
  const freeOf = (day: string) => (days.get(day) ?? []).filter((slot) => !goneIds.has(slot.id));
  const free = [...days.keys()].flatMap(freeOf);
  const freeDays = [...days.keys()].filter((day) => freeOf(day).length > 0);
  const shown = Array.from({ length: daysBetween(today, lastDay) + 1 }, (_, index) => addDays(today, index));
  return (
    <div className="md:grid md:grid-cols-[3fr_2fr]">
      <fieldset className="grid grid-cols-7 content-start gap-1 border-b p-2 md:gap-1.5 md:border-r md:border-b-0 md:p-4">
        <legend className="sr-only">Days</legend>
        {shown.slice(0, 7).map((day) => (
          <span key={day} aria-hidden className="pt-1 text-center text-ink-muted text-xs">
            {shortWeekday(noonOf(day), 'UTC')}
          </span>
        ))}
        {shown.map((day) => {
          const count = freeOf(day).length;
          return (
            <button
              key={day}
              type="button"
              aria-haspopup="dialog"
              aria-label={`${day === today ? 'Today, ' : ''}${longDay(noonOf(day), 'UTC')}, ${count === 0 ? 'nothing' : count} available`}
              disabled={!days.has(day)}
              onClick={() => {
                setOpen(day);
                if (!DaySheet) void ask();
              }}
              className={cx(
                'figures grid min-h-11 content-center justify-items-center rounded-md py-0.5 text-base leading-tight md:min-h-12',
                count > 0
                  ? 'bg-accent-soft font-semibold text-on-accent-soft active:bg-accent-soft-hover'
                  : 'text-ink-muted',
              )}
            >
              {day === today && <span className={SMALL}>Today</span>}
              {Number(day.slice(8))}
              {/* Today's has no line left for it. */}
              {day !== today && (day.endsWith('-01') || day === addDays(today, 1)) && (
                <span className={SMALL}>{dayAndMonth(noonOf(day), 'UTC').split(' ')[1]}</span>
              )}
            </button>
          );
        })}
      </fieldset>
      {free.length === 0 ? (
        <div className="grid content-center justify-items-center gap-3 px-4 py-6 text-center">
          <p className="text-ink-muted">No sessions of this kind are available.</p>
          <Button look="secondary" onClick={onEveryKind}>
            Show all sessions
          </Button>
        </div>
      ) : (
        <section aria-labelledby="soonest" className="grid content-start gap-2 p-3 md:p-4">
          <h3 id="soonest" className="px-1 text-sm">
            Soonest
          </h3>
          <DaySlots
            slots={free.slice(0, SOONEST)}
            goneIds={goneIds}
            zone={zone}
            tutorZone={tutorZone}
            withDay
          />
        </section>
      )}
      {open && hasFailed && (
        <p role="alert" className="border-t px-4 py-3 text-on-danger-soft text-sm md:col-span-2">
          The times for this day did not load. Check your connection and try again.
        </p>
      )}
      {open && DaySheet && (
        <DaySheet
          day={open}
          slots={days.get(open) ?? []}
          before={freeDays.findLast((day) => day < open) ?? null}
          after={freeDays.find((day) => day > open) ?? null}
          goneIds={goneIds}
          zone={zone}
          tutorZone={tutorZone}
          onPick={setOpen}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}
