'use client';

// The fields of one slot, for a new one and for a change alike.
import { clockFrom, minutesOf } from '@/components/slots/wall-span';
import { cx } from '@/components/ui/cx';
import { Field, Input } from '@/components/ui/field';
import { AppError } from '@/lib/errors';
import { moneyOf } from '@/lib/money';
import { placeSlot, priceCentsOf } from '@/lib/slots/rules';
import { durationOf, zoneCity } from '@/lib/time-format';
import type { SessionType } from '@/lib/vocabulary';
import type { SlotDraft } from './slot-draft';

export type Rate = { hourlyRateCents: number; currency: string };

export type SlotErrors = Partial<Record<'slotDate' | 'startTime' | 'endTime' | 'maxParticipants', string>>;

type SlotFieldsProps = {
  draft: SlotDraft;
  errors: SlotErrors;
  today: string;
  lastDay: string;
  rate: Rate;
  /** Only the number of seats may change while somebody is in. */
  seatsOnly?: boolean;
  minSeats?: number;
  onChange: (draft: SlotDraft) => void;
};

const KINDS: { kind: SessionType; label: string; text: string }[] = [
  { kind: 'ONE_TO_ONE', label: '1-to-1', text: 'One student' },
  { kind: 'GROUP', label: 'Group', text: 'Up to 20 students' },
];

export function SlotFields(props: SlotFieldsProps) {
  const { draft, errors, today, lastDay, rate, seatsOnly = false, minSeats = 2, onChange } = props;
  const change = (part: Partial<SlotDraft>) => onChange({ ...draft, ...part });
  return (
    <>
      {!seatsOnly && (
        <>
          <Field label="Day" error={errors.slotDate}>
            {(control) => (
              <Input
                {...control}
                type="date"
                data-first-focus
                required
                min={today}
                max={lastDay}
                value={draft.slotDate}
                onChange={(event) => change({ slotDate: event.target.value })}
              />
            )}
          </Field>
          <div className="grid grid-cols-2 items-start gap-4">
            <Field label="From" error={errors.startTime}>
              {(control) => (
                <Input
                  {...control}
                  type="time"
                  required
                  step={300}
                  value={draft.startTime}
                  onChange={(event) => change(withSameLength(draft, event.target.value))}
                />
              )}
            </Field>
            <Field label="To" error={errors.endTime}>
              {(control) => (
                <Input
                  {...control}
                  type="time"
                  required
                  step={300}
                  value={draft.endTime}
                  onChange={(event) => change({ endTime: event.target.value })}
                />
              )}
            </Field>
          </div>
          <p role="status" className="figures -mt-2 text-ink-muted text-sm">
            {errors.endTime ? null : lengthAndPrice(draft, rate)}
          </p>
          <fieldset className="grid grid-cols-2 gap-3">
            <legend className="mb-1.5 font-medium text-sm">Kind</legend>
            {KINDS.map((each) => (
              <label
                key={each.kind}
                className={cx(
                  'flex cursor-pointer items-start gap-2.5 rounded-md border p-3 has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2',
                  draft.sessionType === each.kind
                    ? 'border-accent bg-accent-soft text-on-accent-soft'
                    : 'border-line-strong hover:bg-sunken',
                )}
              >
                <input
                  type="radio"
                  name="sessionType"
                  checked={draft.sessionType === each.kind}
                  onChange={() =>
                    change({
                      sessionType: each.kind,
                      maxParticipants: each.kind === 'GROUP' ? Math.max(draft.maxParticipants, 6) : 1,
                    })
                  }
                  className="mt-1 size-4 accent-accent focus-visible:outline-none"
                />
                <span>
                  <span className="block font-semibold">{each.label}</span>
                  <span className="block text-sm">{each.text}</span>
                </span>
              </label>
            ))}
          </fieldset>
        </>
      )}
      {draft.sessionType === 'GROUP' && (
        <Field
          label="Seats"
          hint={seatsOnly ? `${minSeats} now; seats can be added, not taken away.` : '2 to 20.'}
          error={errors.maxParticipants}
        >
          {(control) => (
            <Input
              {...control}
              type="number"
              required
              min={minSeats}
              max={20}
              inputMode="numeric"
              value={Number.isNaN(draft.maxParticipants) ? '' : draft.maxParticipants}
              onChange={(event) => change({ maxParticipants: event.target.valueAsNumber })}
            />
          )}
        </Field>
      )}
    </>
  );
}

/** A later start takes the end along. */
function withSameLength(draft: SlotDraft, startTime: string): Partial<SlotDraft> {
  const length = (minutesOf(draft.endTime) || 1440) - minutesOf(draft.startTime);
  const end = minutesOf(startTime) + length;
  return length > 0 && end <= 1440 ? { startTime, endTime: clockFrom(end) } : { startTime };
}

/** What students will read, or why this cannot be. */
function lengthAndPrice(draft: SlotDraft, rate: Rate): string {
  try {
    const { durationMinutes } = placeSlot(draft);
    const cents = priceCentsOf({ hourlyRateCents: rate.hourlyRateCents, durationMinutes });
    const price = `${moneyOf(cents, rate.currency)}${draft.sessionType === 'GROUP' ? ' a seat' : ''}`;
    return `${durationOf(durationMinutes)}, ${price}. ${zoneCity(draft.timezone)} time.`;
  } catch (error) {
    return error instanceof AppError ? error.detail : '';
  }
}
