'use client';

import { type FormEvent, useState } from 'react';
import { type Span, wallOf } from '@/components/slots/wall-span';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, Select } from '@/components/ui/field';
import type { ActionError } from '@/lib/action';
import { addDays } from '@/lib/time';
import { longDay, noonOf, shortWeekday } from '@/lib/time-format';
import { createSlotsAction } from './actions';
import { CheckChip, toggled } from './check-chip';
import { repeatDays, type Weekday, weekdayOf } from './repeat';
import type { SlotDraft } from './slot-draft';
import { type Rate, SlotFields } from './slot-fields';
import { fieldErrorsOf, SlotProblem } from './slot-problem';
import { UNREACHABLE } from './unreachable';

type NewSlotDialogProps = {
  wanted: Span;
  today: string;
  lastDay: string;
  zone: string;
  rate: Rate;
  onClose: () => void;
  onDone: (count: number, first: SlotDraft) => void;
  onGoToWeekOne: () => void;
};

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;
/** Any Monday: weekday names are read off the days after it. */
const MONDAY = '2024-01-01';

/** Puts up one slot, or the same one on several days and weeks in one go: all of them or none. */
export function NewSlotDialog(props: NewSlotDialogProps) {
  const { wanted, today, lastDay, zone, rate, onClose, onDone, onGoToWeekOne } = props;
  const [draft, setDraft] = useState<SlotDraft>({
    ...wallOf(wanted, zone),
    sessionType: 'ONE_TO_ONE',
    maxParticipants: 1,
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
    if (result?.ok) onDone(result.data.count, draft);
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
                return (
                  <CheckChip
                    key={weekday}
                    label={longDay(name, 'UTC').split(' ')[0] ?? ''}
                    checked={isOwn || weekdays.has(weekday)}
                    disabled={isOwn}
                    onChange={() => setWeekdays(toggled(weekdays, weekday))}
                  >
                    {shortWeekday(name, 'UTC')}
                  </CheckChip>
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
            {days.length > 1 ? `Add ${days.length} slots` : 'Add slot'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
