import { dayAndMonth, longDay, noonOf, shortDay } from '@/lib/time-format';
import { cx } from '../ui/cx';
import type { BookableSlot } from './bookable-slot';
import { DaySlots } from './day-slots';

type WeekOfDaysProps = {
  weekDays: readonly string[];
  today: string;
  days: ReadonlyMap<string, BookableSlot[]>;
  goneIds: ReadonlySet<string>;
  zone: string;
  tutorZone: string;
};

/** A week on a desk: seven days across, each with its slots. */
export function WeekOfDays({ weekDays, today, days, goneIds, zone, tutorZone }: WeekOfDaysProps) {
  return (
    <div className="grid grid-cols-7 divide-x">
      {weekDays.map((day) => {
        const slots = days.get(day);
        return (
          <div key={day} className="grid content-start gap-2 p-2">
            <h3
              className={cx(
                'px-1 py-1 text-center text-sm',
                day === today ? 'text-accent-text' : !slots && 'text-ink-muted',
              )}
            >
              <span aria-hidden>
                {day === today ? `Today ${dayAndMonth(noonOf(day), 'UTC')}` : shortDay(noonOf(day), 'UTC')}
              </span>
              <span className="sr-only">
                {day === today && 'Today, '}
                {longDay(noonOf(day), 'UTC')}
              </span>
            </h3>
            {slots ? (
              <DaySlots slots={slots} goneIds={goneIds} zone={zone} tutorZone={tutorZone} />
            ) : (
              <p className="px-1 pb-2 text-center text-ink-muted text-sm">
                <span aria-hidden>–</span>
                <span className="sr-only">Nothing available</span>
              </p>
            )}
          </div>
        );
      })}
    </div>
  );
}
