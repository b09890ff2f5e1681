import { cx } from '@/components/ui/cx';
import { dayAndMonth, noonOf } from '@/lib/time-format';
import { daysOfWeek, WEEKS } from './weeks';

type WeekTabsProps = {
  today: string;
  week: number;
  countOf: (week: number) => number;
  onPick: (week: number) => void;
};

/** One week at a time, each with how much is up in it. */
export function WeekTabs({ today, week, countOf, onPick }: WeekTabsProps) {
  return (
    <nav aria-label="Weeks" className="grid flex-1 grid-cols-4 rounded-md bg-sunken p-1 sm:max-w-xl">
      {WEEKS.map((index) => {
        const days = daysOfWeek(today, index);
        const count = countOf(index);
        return (
          <button
            key={index}
            type="button"
            aria-pressed={index === week}
            onClick={() => onPick(index)}
            className={cx(
              'grid min-h-12 content-center rounded-sm px-1 text-center text-xs sm:text-sm',
              index === week ? 'bg-raised shadow-sm' : 'text-ink-muted hover:text-ink',
            )}
          >
            <span className="figures font-semibold">
              {dayAndMonth(noonOf(days[0] ?? today), 'UTC')}
              <span className="max-lg:hidden"> – {dayAndMonth(noonOf(days.at(-1) ?? today), 'UTC')}</span>
            </span>
            <span className="text-ink-muted text-xs">
              {count === 0 ? 'no hours' : count === 1 ? '1 slot' : `${count} slots`}
            </span>
          </button>
        );
      })}
    </nav>
  );
}
