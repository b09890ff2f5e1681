import { cx } from '@/components/ui/cx';
import { dayAndMonth, noonOf } from '@/lib/time-format';
import { daysOfPart, PARTS } from './weeks';

type WeekTabsProps = {
  today: string;
  part: number;
  countOf: (part: number) => number;
  onPick: (part: number) => void;
};

/** One week at a time, and the day after the fourth, each with how much is up in it. */
export function WeekTabs({ today, part, countOf, onPick }: WeekTabsProps) {
  return (
    <nav
      aria-label="Weeks"
      className="grid flex-1 grid-cols-5 rounded-md bg-sunken p-1 sm:max-w-xl lg:max-w-2xl lg:grid-cols-[repeat(4,1fr)_5rem]"
    >
      {PARTS.map((index) => {
        const days = daysOfPart(today, index);
        const count = countOf(index);
        return (
          <button
            key={index}
            type="button"
            aria-pressed={index === part}
            onClick={() => onPick(index)}
            className={cx(
              'grid min-h-12 content-center rounded-sm px-1 text-center text-xs sm:text-sm',
              index === part ? 'bg-raised shadow-sm' : 'text-ink-muted hover:text-ink',
            )}
          >
            <span className="figures font-semibold">
              {dayAndMonth(noonOf(days[0] ?? today), 'UTC')}
              {days.length > 1 && (
                <span className="max-lg:hidden"> – {dayAndMonth(noonOf(days.at(-1) ?? today), 'UTC')}</span>
              )}
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
