import { slotCount } from '@/components/slots/tutor-slot';
import { cx } from '@/components/ui/cx';
import { dayAndMonth, noonOf, shortDay } from '@/lib/time-format';
import { daysOfPart, PARTS } from './weeks';

type WeekTabsProps = {
  today: string;
  part: number;
  countOf: (part: number) => number;
  /** Only the coming seven days take hours so far. */
  isFirstOnly: boolean;
  onPick: (part: number) => void;
};

/** One week at a time, and the day after the fourth, each with how much is up in it. */
export function WeekTabs({ today, part, countOf, isFirstOnly, onPick }: WeekTabsProps) {
  return (
    <nav
      aria-label="Weeks"
      className="grid flex-1 grid-cols-[repeat(4,minmax(0,1fr))_4.75rem] rounded-md bg-sunken p-1 sm:max-w-xl sm:grid-cols-[repeat(4,minmax(0,1fr))_6rem] lg:max-w-2xl"
    >
      {PARTS.map((index) => {
        const days = daysOfPart(today, index);
        const count = countOf(index);
        const isNotYet = isFirstOnly && index > 0 && count === 0;
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
            <span className={cx('figures', !isNotYet && 'font-semibold')}>
              {days.length === 1 ? (
                // With its weekday, so that nobody takes it for one more week.
                <span className="whitespace-nowrap">{shortDay(noonOf(days[0] ?? today), 'UTC')}</span>
              ) : (
                <>
                  {dayAndMonth(noonOf(days[0] ?? today), 'UTC')}
                  <span className="max-lg:sr-only">
                    {' '}
                    – {dayAndMonth(noonOf(days.at(-1) ?? today), 'UTC')}
                  </span>
                </>
              )}
            </span>
            <span className="text-ink-muted text-xs">{isNotYet ? 'not yet' : slotCount(count)}</span>
          </button>
        );
      })}
    </nav>
  );
}
