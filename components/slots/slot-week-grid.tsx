'use client';

// The tutor's week on a desk: days across, hours down, one block per slot. Blocks are placed by wall-clock time, so
// that a day on which the clocks change still has its hours where they are expected.
import { Copy, Plus } from 'lucide-react';
import { type MouseEvent, useEffect, useRef, useState } from 'react';
import type { OwnSlot } from '@/lib/slots/schema';
import { dayOf, durationOf, longDay, noonOf, shortWeekday } from '@/lib/time-format';
import { cx } from '../ui/cx';
import { groupByDay } from './bookable-slot';
import { hourAt } from './free-hour';
import { openingHour } from './opening-hour';
import { HOUR_REM, SlotBlock, SlotGhost } from './slot-block';
import { type Drag, isSameSpan, judgeSpan, minutesAt, rangeText } from './slot-drag';
import { type ShownSlot, whyFixed } from './tutor-slot';
import { useSlotDrag } from './use-slot-drag';
import { minutesIn, type Span, spanOf } from './wall-span';

export type WeekProps = {
  days: string[];
  /** Of all weeks: what a drag meets may lie in another one. */
  slots: ShownSlot[];
  zone: string;
  now: string;
  onAdd: (day: string) => void;
  onCopy: (day: string) => void;
  onOpen: (slot: OwnSlot) => void;
};

type SlotWeekGridProps = WeekProps & {
  /** Times were pointed at, and hours can be put up there. */
  onMake: (span: Span) => void;
  onMove: (slot: OwnSlot, span: Span) => void;
  /** Something was tried with the mouse that cannot be. */
  onRefuse: (title: string, text: string) => void;
};

const HOURS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);

const MOST_SHOWN_HOURS = 14;
/** With the room above the grid, as high as the fade: the first hour in sight is seen clearly. */
const BELOW_FADE_REM = 0.25;
/** Whole hours, as many as fit below the header and the days' names, with half a line for the figures at either end. */
const SHOWN_HEIGHT = `calc(min(${MOST_SHOWN_HOURS * HOUR_REM}rem, round(down, 100dvh - 8rem, ${HOUR_REM}rem)) + 1rem)`;

const DAY_BUTTON =
  'grid size-7 place-items-center rounded-md text-ink-muted hover:bg-sunken hover:text-ink focus-visible:-outline-offset-2';

export function SlotWeekGrid(props: SlotWeekGridProps) {
  const { days, slots, zone, now, onAdd, onCopy, onOpen, onMake, onMove, onRefuse } = props;
  const scroller = useRef<HTMLElement>(null);
  const [hidden, setHidden] = useState({ above: false, below: true });
  const byDay = groupByDay(slots, zone);
  const today = dayOf(now, zone);
  const columns = `var(--hours) repeat(${days.length}, minmax(0, 1fr))`;
  const find = (id: string) => slots.find((slot) => slot.id === id);

  const { dragged, handlers } = useSlotDrag({
    scroller,
    gripOf(slotId, edge, start) {
      const slot = find(slotId);
      if (!slot || whyFixed({ slot, zone, now })) return null;
      const kind = edge === 'start' ? 'stretch-start' : edge === 'end' ? 'stretch-end' : 'move';
      return { kind, start, slotId, span: spanOf(slot, zone) };
    },
    onFixed(slotId) {
      const slot = find(slotId);
      const text = slot && whyFixed({ slot, zone, now });
      if (text) onRefuse('Not moved', text);
    },
    onDrop(drag, span) {
      if (drag.kind !== 'make' && isSameSpan(span, drag.span)) return;
      const { problem } = judge(drag, span);
      const slot = drag.kind === 'make' ? undefined : find(drag.slotId);
      if (problem) onRefuse(REFUSED[drag.kind], problem.text);
      else if (slot) onMove(slot, span);
      else onMake(span);
    },
  });

  function judge(drag: Drag, span: Span) {
    return judgeSpan({ span, slots, zone, now, ...(drag.kind !== 'make' && { exceptId: drag.slotId }) });
  }

  const weekKey = days[0];
  // biome-ignore lint/correctness/useExhaustiveDependencies: another week scrolls; a new slot in this one must not
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let isOpened = false;
    // On a phone it has no height, until that is turned or the window widened.
    const observer = new ResizeObserver(() => {
      if (!isOpened && element.clientHeight > 0) openAt(element);
      isOpened ||= element.clientHeight > 0;
      readHidden();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [weekKey]);

  function openAt(element: HTMLElement) {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const top = openingHour({
      spans: days.flatMap((day) => (byDay.get(day) ?? []).map((slot) => spanOf(slot, zone))),
      nowMinutes: days.includes(today) ? minutesIn(now, zone) : null,
      shownHours: Math.floor(element.clientHeight / rem / HOUR_REM),
    });
    element.scrollTo({ top: (top * HOUR_REM - BELOW_FADE_REM) * rem });
  }

  function readHidden() {
    if (!scroller.current) return;
    const { scrollTop, scrollHeight, clientHeight } = scroller.current;
    // Where pages are zoomed, the end is a fraction of a pixel away.
    const above = scrollTop > 1;
    const below = scrollHeight - clientHeight - scrollTop > 1;
    // Most scrolling changes neither, and writes the week anew for nothing.
    setHidden((was) => (was.above === above && was.below === below ? was : { above, below }));
  }

  function addAt(event: MouseEvent<HTMLDivElement>, day: string) {
    const { top, height } = event.currentTarget.getBoundingClientRect();
    const minutes = minutesAt({ y: event.clientY, top, height });
    const span = hourAt({ at: { day, minutes }, slots, zone, now });
    const { problem } = judgeSpan({ span, slots, zone, now });
    if (problem) onRefuse('Cannot add a slot there', problem.text);
    else onMake(span);
  }

  const verdict = dragged && judge(dragged.drag, dragged.span);
  return (
    <div className="card overflow-hidden [--hours:3.25rem] lg:[--hours:4rem]">
      {/* As wide as the columns below it, beside whatever room a scrollbar takes. */}
      <div
        className="grid overflow-hidden border-b [scrollbar-gutter:stable]"
        style={{ gridTemplateColumns: columns }}
      >
        <span />
        {days.map((day) => {
          const name = longDay(noonOf(day), 'UTC');
          return (
            <div
              key={day}
              className="flex flex-wrap items-center justify-between gap-x-1 border-l py-1.5 pr-1 pl-2.5"
            >
              <h2 className={cx('text-sm tracking-normal', day === today && 'text-accent-text')}>
                {shortWeekday(noonOf(day), 'UTC')} <span className="figures">{Number(day.slice(8))}</span>
              </h2>
              <div className="flex max-lg:-ml-1.5">
                {byDay.has(day) && (
                  <button
                    type="button"
                    aria-label={`Copy ${name}…`}
                    title="Copy this day…"
                    onClick={() => onCopy(day)}
                    className={DAY_BUTTON}
                  >
                    <Copy aria-hidden className="size-3.5" />
                  </button>
                )}
                <button
                  type="button"
                  aria-label={`Add a slot on ${name}`}
                  title="Add a slot"
                  data-add-day={day}
                  onClick={() => onAdd(day)}
                  className={DAY_BUTTON}
                >
                  <Plus aria-hidden className="size-4" />
                </button>
              </div>
            </div>
          );
        })}
      </div>
      <div className="relative">
        <section
          ref={scroller}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable without a mouse
          tabIndex={0}
          aria-label="Hours of the week"
          style={{ maxHeight: SHOWN_HEIGHT }}
          className="max-h-[40rem] overflow-y-auto py-2 [scrollbar-gutter:stable] focus-visible:-outline-offset-2"
          onScroll={readHidden}
          {...handlers}
        >
          <div
            className={cx('grid select-none', dragged && CURSORS[dragged.drag.kind])}
            style={{ gridTemplateColumns: columns, height: `${24 * HOUR_REM}rem` }}
          >
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
                data-day={day}
                onClick={(event) => addAt(event, day)}
                className="relative cursor-cell border-l"
                style={{
                  backgroundImage: 'linear-gradient(to bottom, var(--line) 1px, transparent 1px)',
                  backgroundSize: `100% ${HOUR_REM}rem`,
                }}
              >
                {day === today && <PastAndNow minutes={minutesIn(now, zone)} />}
                {byDay.get(day)?.map((slot) => (
                  <SlotBlock
                    key={slot.id}
                    slot={slot}
                    zone={zone}
                    now={now}
                    canMove={!whyFixed({ slot, zone, now })}
                    isLifted={dragged !== null && 'slotId' in dragged.drag && dragged.drag.slotId === slot.id}
                    onOpen={() => onOpen(slot)}
                  />
                ))}
                {dragged?.span.day === day && verdict && (
                  <SlotGhost
                    span={dragged.span}
                    isRefused={verdict.problem !== null}
                    title={rangeText(dragged.span)}
                    text={verdict.problem?.brief ?? durationOf(verdict.placed?.durationMinutes ?? 0)}
                  />
                )}
              </div>
            ))}
          </div>
        </section>
        <MoreHours edge="top" isShown={hidden.above} />
        <MoreHours edge="bottom" isShown={hidden.below} />
      </div>
    </div>
  );
}

const REFUSED: Record<Drag['kind'], string> = {
  make: 'Cannot add a slot there',
  move: 'Not moved',
  'stretch-start': 'Not changed',
  'stretch-end': 'Not changed',
};

/** The hand stays what it is over whatever it passes. */
const CURSORS: Record<Drag['kind'], string> = {
  make: '**:cursor-cell!',
  move: '**:cursor-grabbing!',
  'stretch-start': '**:cursor-ns-resize!',
  'stretch-end': '**:cursor-ns-resize!',
};

/** Fades out what goes on beyond an edge; gone where it ends. */
function MoreHours({ edge, isShown }: { edge: 'top' | 'bottom'; isShown: boolean }) {
  return (
    <div
      aria-hidden
      className={cx(
        'pointer-events-none absolute inset-x-0 z-10 h-3 from-surface to-transparent transition-opacity duration-150',
        edge === 'top' ? 'top-0 bg-linear-to-b' : 'bottom-0 bg-linear-to-t',
        !isShown && 'opacity-0',
      )}
    />
  );
}

/** What is over today, and a line where we are. */
function PastAndNow({ minutes }: { minutes: number }) {
  const height = `${(minutes / 60) * HOUR_REM}rem`;
  return (
    <>
      <div
        aria-hidden
        className="past-time pointer-events-none absolute inset-x-0 top-0"
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
