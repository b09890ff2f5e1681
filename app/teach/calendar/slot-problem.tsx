'use client';

import { Notice } from '@/components/ui/notice';
import type { ActionError } from '@/lib/action';
import { longDay, noonOf } from '@/lib/time-format';
import type { SlotErrors } from './slot-fields';

const FIELDS = ['slotDate', 'startTime', 'endTime', 'maxParticipants'] as const;

/** Refusals by field. `days` are those of a batch: where there are several, a message says which day it means. */
export function fieldErrorsOf(error: ActionError | null, days: string[] = []): SlotErrors {
  const errors: SlotErrors = {};
  for (const { path, message } of error?.errors ?? []) {
    const [, index, name = path] = /^(?:slots\.(\d+)\.)?(\w+)$/.exec(path) ?? [];
    const field = FIELDS.find((each) => each === name);
    const day = index === undefined ? undefined : days[Number(index)];
    if (field)
      errors[field] = day && days.length > 1 ? `${longDay(noonOf(day), 'UTC')}: ${message}` : message;
  }
  return errors;
}

type SlotProblemProps = { error: ActionError | null; days?: string[]; onGoToWeekOne?: () => void };

/** A refusal that belongs to no single field. */
export function SlotProblem({ error, days = [], onGoToWeekOne }: SlotProblemProps) {
  if (!error || Object.keys(fieldErrorsOf(error, days)).length > 0) return null;
  const index = error.errors?.map(({ path }) => /^slots\.(\d+)/.exec(path)?.[1]).find(Boolean);
  const day = index === undefined ? undefined : days[Number(index)];
  return (
    <Notice
      tone="danger"
      live
      className="w-full"
      title={day && days.length > 1 ? `${error.title}: ${longDay(noonOf(day), 'UTC')}` : error.title}
    >
      {error.detail}
      {days.length > 1 && ' Nothing was added.'}
      {error.code === 'WEEK_ONE_REQUIRED' && onGoToWeekOne && (
        <>
          {' '}
          <button type="button" onClick={onGoToWeekOne} className="link text-inherit">
            Go to the first week
          </button>
        </>
      )}
    </Notice>
  );
}
