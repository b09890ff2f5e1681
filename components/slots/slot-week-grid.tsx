'use client';

// The tutor's week on a desk: days across, hours down, one block per slot. Blocks are placed by wall-clock time, so
// that a day on which the clocks change still has its hours where they are expected.
import { Plus } from 'lucide-react';
import { type MouseEvent, useEffect, useRef } from 'react';
import type { OwnSlot } from '@/lib/slots/schema';
import { clockOf, clockRange, dayOf, longDay, noonOf, shortWeekday } from '@/lib/time-format';
import { cx } from '../ui/cx';
import { groupByDay } from './bookable-slot';
import { occupancyText, spokenOwnSlot, stateOf, type TutorSlotState } from './tutor-slot';

export type WeekProps = {
  days: string[];
  slots: OwnSlot[];
  zone: string;
  now: string;
  onAdd: (wanted: { day: string; startTime?: string }) => void;
  onOpen: (slot: OwnSlot) => void;
};

const HOUR_REM = 3.25;
const HOURS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
/** A click on free time starts a slot at the half hour below the pointer. */
const STEP_MINUTES = 30;

const LOOKS: Record<TutorSlotState, string> = {
  open: 'border-accent-line bg-accent-soft text-on-accent-soft hover:border-accent hover:bg-accent-soft-hover',
  held: 'border-warn-line bg-warn-soft text-on-warn-soft',
  booked: 'border-accent bg-accent text-on-accent hover:bg-accent-hover',
  past: 'border-line bg-sunken text-ink-muted',
};

export function SlotWeekGrid({ days, slots, zone, now, onAdd, onOpen }: WeekProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const byDay = groupByDay(slots, zone);
  const today = dayOf(now, zone);
  const columns = `4rem repeat(${days.length}, minmax(0, 1fr))`;

  // Each week opens a little above its first slot, or in the morning.
  const firstMinutes = Math.min(
    9 * 60,
    ...days.flatMap((day) => (byDay.get(day) ?? []).map((slot) => minutesIn(slot.startsAt, zone))),
  );
  const weekKey = days[0];
  // biome-ignore lint/correctness/useExhaustiveDependencies: another week scrolls; a new slot in this one must not
  useEffect(() => {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    scroller.current?.scrollTo({ top: Math.max(0, (firstMinutes / 60 - 0.5) * HOUR_REM * rem) });
  }, [weekKey]);

  function addAt(event: MouseEvent<HTMLDivElement>, day: string) {
    const box = event.currentTarget.getBoundingClientRect();
    const minutes = ((event.clientY - box.top) / box.height) * 1440;
    onAdd({ day, startTime: clockFrom(Math.min(1410, Math.floor(minutes / STEP_MINUTES) * STEP_MINUTES)) });
  }

  return (
    <div className="card overflow-hidden">
      <div className="grid border-b pr-[var(--bar,0px)]" style={{ gridTemplateColumns: columns }}>
        <span />
        {days.map((day) => (
          <div
            key={day}
            className={cx(
              'flex items-center justify-between gap-1 border-l py-1.5 pr-1 pl-2.5',
              day < today && 'text-ink-muted',
            )}
          >
            <h2 className={cx('text-sm tracking-normal', day === today && 'text-accent-text')}>
              {shortWeekday(noonOf(day), 'UTC')} <span className="figures">{Number(day.slice(8))}</span>
            </h2>
            <button
              type="button"
              aria-label={`Add a slot on ${longDay(noonOf(day), 'UTC')}`}
              onClick={() => onAdd({ day })}
              className="grid size-8 place-items-center rounded-md text-ink-muted hover:bg-sunken hover:text-ink"
            >
              <Plus aria-hidden className="size-4" />
            </button>
          </div>
        ))}
      </div>
      <section
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable without a mouse
        tabIndex={0}
        aria-label="Hours of the week"
        className="max-h-[38rem] overflow-y-auto focus-visible:-outline-offset-2"
      >
        <div className="grid" style={{ gridTemplateColumns: columns, height: `${24 * HOUR_REM}rem` }}>
          <div aria-hidden className="relative">
            {HOURS.slice(1).map((hour, index) => (
              <span
                key={hour}
                className="figures absolute right-2 -translate-y-1/2 text-ink-muted text-xs"
                style={{ top: `${(index + 1) * HOUR_REM}rem` }}
              >
                {hour}
              </span>
            ))}
          </div>
          {days.map((day) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the button in the day's heading does it by keyboard
            // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the mouse alone
            <div
              key={day}
              onClick={(event) => addAt(event, day)}
              className="relative cursor-cell border-l"
              style={{
                backgroundImage: 'linear-gradient(to bottom, var(--line) 1px, transparent 1px)',
                backgroundSize: `100% ${HOUR_REM}rem`,
              }}
            >
              {day === today && <PastAndNow minutes={minutesIn(now, zone)} />}
              {byDay.get(day)?.map((slot) => {
                const from = minutesIn(slot.startsAt, zone);
                const state = stateOf(slot, now);
                return (
                  <button
                    key={slot.id}
                    type="button"
                    aria-label={spokenOwnSlot({ slot, zone, now })}
                    onClick={(event) => {
                      event.stopPropagation();
                      onOpen(slot);
                    }}
                    className={cx(
                      'absolute inset-x-1 flex cursor-pointer flex-col overflow-hidden rounded-md border px-2 py-0.5 text-left text-xs leading-snug transition-colors duration-150 focus-visible:z-10',
                      LOOKS[state],
                    )}
                    style={{
                      top: `calc(${(from / 60) * HOUR_REM}rem + 1px)`,
                      height: `calc(${(Math.min(slot.durationMinutes, 1440 - from) / 60) * HOUR_REM}rem - 2px)`,
                    }}
                  >
                    <span className="figures whitespace-nowrap font-semibold">
                      {clockRange({ ...slot, zone })}
                    </span>
                    {slot.durationMinutes >= 40 && <span className="truncate">{occupancyText(slot)}</span>}
                  </button>
                );
              })}
            </div>
          ))}
        </div>
      </section>
    </div>
  );
}

/** What is over today, and a line where we are. */
function PastAndNow({ minutes }: { minutes: number }) {
  const height = `${(minutes / 60) * HOUR_REM}rem`;
  return (
    <>
      <div
        aria-hidden
        className="pointer-events-none absolute inset-x-0 top-0 bg-sunken/70"
        style={{ height }}
      />
      <div
        aria-hidden
        className="pointer-events-none absolute inset-x-0 z-[5] border-danger border-t-2"
        style={{ top: height }}
      >
        <span className="absolute -top-[5px] -left-1 size-2 rounded-full bg-danger" />
      </div>
    </>
  );
}

function minutesIn(when: string, zone: string): number {
  const [hours = 0, minutes = 0] = clockOf(when, zone).split(':').map(Number);
  return hours * 60 + minutes;
}

function clockFrom(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
