'use client';

// Where copied hours go: any day that can be offered for a day, whole weeks for a week.
import { slotCount } from '@/components/slots/tutor-slot';
import { Button } from '@/components/ui/button';
import { addDays, daysBetween } from '@/lib/time';
import { dayAndMonth, longDay, noonOf, shortWeekday } from '@/lib/time-format';
import { CheckChip, toggled } from './check-chip';
import { weekdayOf } from './repeat';
import { daysOfPart, WEEKS, weekName } from './weeks';

type TargetsProps = {
  today: string;
  /** Days by which the source is moved. */
  offsets: ReadonlySet<number>;
  slotsOn: (day: string) => number;
  onChange: (offsets: ReadonlySet<number>) => void;
};

export function DayTargets(props: TargetsProps & { day: string; lastDay: string }) {
  const { day, today, lastDay, offsets, slotsOn, onChange } = props;
  const days = Array.from({ length: daysBetween(today, lastDay) + 1 }, (_, index) => addDays(today, index));
  const monday = addDays(today, -weekdayOf(today));
  const pick = (wanted: (each: string) => boolean) =>
    onChange(
      new Set(days.filter((each) => each !== day && wanted(each)).map((each) => daysBetween(day, each))),
    );
  const weekday = longDay(noonOf(day), 'UTC').split(' ')[0];
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium text-sm">To these days</legend>
      <div className="grid grid-cols-7 gap-1">
        {[0, 1, 2, 3, 4, 5, 6].map((index) => (
          <span key={index} aria-hidden className="text-center text-ink-muted text-xs">
            {shortWeekday(noonOf(addDays(monday, index)), 'UTC')}
          </span>
        ))}
        {days.map((each, index) => {
          const offset = daysBetween(day, each);
          const count = slotsOn(each);
          const isNewMonth = each.endsWith('-01');
          const label = longDay(noonOf(each), 'UTC');
          return (
            <div
              key={each}
              className="grid"
              style={index === 0 ? { gridColumnStart: weekdayOf(each) + 1 } : undefined}
            >
              <CheckChip
                label={offset === 0 ? `${label}, the day that is copied` : `${label}, ${slotCount(count)}`}
                checked={offsets.has(offset)}
                disabled={offset === 0}
                onChange={() => onChange(toggled(offsets, offset))}
              >
                <span className="figures whitespace-nowrap">
                  {isNewMonth ? dayAndMonth(noonOf(each), 'UTC') : Number(each.slice(8))}
                </span>
                <span className={count > 0 ? 'size-1 rounded-full bg-current' : 'size-1'} />
              </CheckChip>
            </div>
          );
        })}
      </div>
      <div className="-ml-3 flex flex-wrap items-center">
        <Button look="quiet" size="sm" onClick={() => pick((each) => weekdayOf(each) === weekdayOf(day))}>
          Every {weekday}
        </Button>
        <Button look="quiet" size="sm" onClick={() => pick((each) => weekdayOf(each) < 5)}>
          Monday to Friday
        </Button>
        <Button look="quiet" size="sm" onClick={() => onChange(new Set())}>
          None
        </Button>
      </div>
    </fieldset>
  );
}

export function WeekTargets({ week, today, offsets, slotsOn, onChange }: TargetsProps & { week: number }) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium text-sm">To these weeks</legend>
      <div className="grid gap-2 sm:grid-cols-3">
        {WEEKS.filter((each) => each !== week).map((each) => {
          const days = daysOfPart(today, each);
          const count = days.reduce((sum, day) => sum + slotsOn(day), 0);
          const offset = (each - week) * 7;
          return (
            <CheckChip
              key={each}
              label={`${weekName(days)}, ${slotCount(count)}`}
              checked={offsets.has(offset)}
              onChange={() => onChange(toggled(offsets, offset))}
            >
              <span className="figures pt-1">{weekName(days)}</span>
              <span className="pb-1 font-normal text-xs opacity-85">{slotCount(count)}</span>
            </CheckChip>
          );
        })}
      </div>
    </fieldset>
  );
}
