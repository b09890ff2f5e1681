'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Dialog } from '@/components/ui/dialog';
import { Field, Select } from '@/components/ui/field';
import type { ActionError } from '@/lib/action';
import { addDays } from '@/lib/time';
import { longDay, noonOf, shortWeekday } from '@/lib/time-format';
import { createSlotsAction } from './actions';
import { repeatDays, type Weekday, weekdayOf } from './repeat';
import { clockFrom, minutesOf, type Rate, type SlotDraft, SlotFields } from './slot-fields';
import { fieldErrorsOf, SlotProblem, UNREACHABLE } from './slot-problem';

type NewSlotDialogProps = {
  wanted: { day: string; startTime?: string };
  today: string;
  lastDay: string;
  zone: string;
  rate: Rate;
  onClose: () => void;
  onDone: (count: number, firstDay: string) => void;
  onGoToWeekOne: () => void;
};

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;
/** Any Monday: weekday names are read off the days after it. */
const MONDAY = '2024-01-01';

/** Puts up one slot, or the same one on several days and weeks in one go: all of them or none. */
export function NewSlotDialog(props: NewSlotDialogProps) {
  const { wanted, today, lastDay, zone, rate, onClose, onDone, onGoToWeekOne } = props;
  const startTime = wanted.startTime ?? '10:00';
  const [draft, setDraft] = useState<SlotDraft>({
    slotDate: wanted.day,
    startTime,
    endTime: clockFrom(Math.min(minutesOf(startTime) + 60, 1440) % 1440),
    sessionType: 'ONE_TO_ONE',
    maxParticipants: 1,
    timezone: zone,
  });
  const [weekdays, setWeekdays] = useState<ReadonlySet<Weekday>>(new Set());
  const [weeks, setWeeks] = useState(1);
  const [error, setError] = useState<ActionError | null>(null);
  const [isSaving, setIsSaving] = useState(false);

  const ownWeekday = weekdayOf(draft.slotDate || today);
  const days = draft.slotDate
    ? repeatDays({ from: draft.slotDate, weeks, weekdays: new Set([...weekdays, ownWeekday]), lastDay })
    : [];
  const last = days.at(-1);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (isSaving) return;
    setError(null);
    setIsSaving(true);
    const slots = days.map((slotDate) => ({ ...draft, slotDate }));
    const result = await createSlotsAction({ slots }).catch(() => null);
    setIsSaving(false);
    if (result?.ok) onDone(result.data.count, draft.slotDate);
    else setError(result?.error ?? UNREACHABLE);
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Add hours">
      <form onSubmit={save} className="flex min-h-0 flex-1 flex-col">
        <div className="grid gap-5 overflow-y-auto px-5 py-5">
          <SlotFields
            draft={draft}
            errors={fieldErrorsOf(error, days)}
            today={today}
            lastDay={lastDay}
            rate={rate}
            onChange={(changed) => {
              setDraft(changed);
              setError(null);
            }}
          />
          <fieldset className="grid gap-2">
            <legend className="mb-1.5 font-medium text-sm">Also on</legend>
            <div className="grid grid-cols-7 gap-1">
              {WEEKDAYS.map((weekday) => {
                const name = noonOf(addDays(MONDAY, weekday));
                const isOwn = weekday === ownWeekday;
                const isOn = isOwn || weekdays.has(weekday);
                return (
                  <label
                    key={weekday}
                    className={cx(
                      'grid min-h-10 cursor-pointer place-items-center rounded-md border text-xs has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2 sm:text-sm',
                      isOn
                        ? 'border-accent bg-accent-soft font-semibold text-on-accent-soft'
                        : 'border-line-strong/60 hover:bg-sunken',
                    )}
                  >
                    <input
                      type="checkbox"
                      className="sr-only"
                      aria-label={longDay(name, 'UTC').split(' ')[0]}
                      checked={isOn}
                      disabled={isOwn}
                      onChange={() => setWeekdays(toggled(weekdays, weekday))}
                    />
                    <span aria-hidden>{shortWeekday(name, 'UTC')}</span>
                  </label>
                );
              })}
            </div>
          </fieldset>
          <Field label="For how long">
            {(control) => (
              <Select {...control} value={weeks} onChange={(event) => setWeeks(Number(event.target.value))}>
                <option value={1}>One week</option>
                <option value={2}>2 weeks</option>
                <option value={3}>3 weeks</option>
                <option value={5}>As far ahead as possible</option>
              </Select>
            )}
          </Field>
        </div>
        <div className="flex flex-wrap items-center justify-between gap-3 border-t px-5 py-4">
          <SlotProblem error={error} days={days} onGoToWeekOne={onGoToWeekOne} />
          <p role="status" className="text-ink-muted text-sm">
            {days.length > 1 && last && `${days.length} slots, the last on ${longDay(noonOf(last), 'UTC')}`}
          </p>
          <Button type="submit" pending={isSaving} disabled={days.length === 0} className="ml-auto">
            {days.length > 1 ? `Put up ${days.length} slots` : 'Put up'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function toggled(set: ReadonlySet<Weekday>, weekday: Weekday): ReadonlySet<Weekday> {
  const copy = new Set(set);
  if (!copy.delete(weekday)) copy.add(weekday);
  return copy;
}
