'use client';

import { type FormEvent, useMemo, useState } from 'react';
import { groupByDay } from '@/components/slots/bookable-slot';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import type { ActionError } from '@/lib/action';
import type { OwnSlot } from '@/lib/slots/schema';
import { addDays } from '@/lib/time';
import { longDay, noonOf } from '@/lib/time-format';
import { createSlotsAction } from './actions';
import { toggled } from './check-chip';
import { type CopyLine, lacksWeekOne, planCopy } from './copy-plan';
import { CopyPreview } from './copy-preview';
import { DayTargets, WeekTargets } from './copy-targets';
import type { SlotDraft } from './slot-draft';
import { UNREACHABLE } from './unreachable';
import { daysOfPart, WEEKS, weekName } from './weeks';

/** As many as are put up in one call, all of them or none. */
const MOST = 200;

export type CopySource = { day: string } | { week: number };

type CopyDialogProps = {
  source: CopySource;
  slots: OwnSlot[];
  zone: string;
  now: string;
  today: string;
  lastDay: string;
  onClose: () => void;
  /** The server knows of slots that this page does not. */
  onStale: () => void;
  onDone: (count: number, first: SlotDraft) => void;
};

/** A day's or a week's hours again on others: seen line by line before anything is saved. */
export function CopyDialog({ source, slots, zone, now, today, lastDay, ...on }: CopyDialogProps) {
  const [offsets, setOffsets] = useState<ReadonlySet<number>>(() => firstOffsets(source, lastDay));
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [error, setError] = useState<{ error: ActionError; lines: CopyLine[] } | null>(null);
  const [isSaving, setIsSaving] = useState(false);

  const days = useMemo(() => daysOf(source, today), [source, today]);
  const byDay = useMemo(() => groupByDay(slots, zone), [slots, zone]);
  const sources = useMemo(() => days.flatMap((day) => byDay.get(day) ?? []), [days, byDay]);
  // Asks the zone's clock for every line, which a phone must not do for every tick of a box.
  const lines = useMemo(
    () => planCopy({ sources, offsets: [...offsets], slots, zone, now }),
    [sources, offsets, slots, zone, now],
  );
  const chosen = lines.filter(({ key, state }) => state === 'ready' && !leftOut.has(key));
  const isWeekOneFirst = lacksWeekOne(chosen, slots, now);
  const isTooMany = chosen.length > MOST;
  const slotsOn = (day: string) => byDay.get(day)?.length ?? 0;

  async function save(event: FormEvent) {
    event.preventDefault();
    const [first] = chosen;
    if (isSaving || !first || isTooMany || isWeekOneFirst) return;
    setError(null);
    setIsSaving(true);
    const result = await createSlotsAction({ slots: chosen.map(({ draft }) => draft) }).catch(() => null);
    setIsSaving(false);
    if (result?.ok) return on.onDone(result.data.count, first.draft);
    setError({ error: result?.error ?? UNREACHABLE, lines: chosen });
    if (result) on.onStale();
  }

  const targets = {
    today,
    offsets,
    slotsOn,
    onChange: (changed: ReadonlySet<number>) => {
      setOffsets(changed);
      setError(null);
    },
  };
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && on.onClose()}
      title={`Copy ${'day' in source ? longDay(noonOf(source.day), 'UTC') : weekName(days)}`}
      description={`${sources.length === 1 ? 'Its slot' : `Its ${sources.length} slots`}, with kind and seats. Bookings are not copied.`}
    >
      <form onSubmit={save} className="flex min-h-0 flex-1 flex-col">
        <div className="grid gap-6 overflow-y-auto px-5 py-5">
          {'day' in source ? (
            <DayTargets {...targets} day={source.day} lastDay={lastDay} />
          ) : (
            <WeekTargets {...targets} week={source.week} />
          )}
          <CopyPreview
            lines={lines}
            leftOut={leftOut}
            onToggle={(key) => {
              setLeftOut(toggled(leftOut, key));
              setError(null);
            }}
          />
        </div>
        <div className="flex flex-wrap items-center justify-between gap-3 border-t px-5 py-4">
          {error && <CopyProblem {...error} />}
          {isWeekOneFirst && (
            <Notice tone="warn" live className="w-full" title="Start with the coming seven days">
              Later weeks open once you have hours in the coming seven days. Copy to one of those days as
              well.
            </Notice>
          )}
          {isTooMany && (
            <Notice tone="warn" live className="w-full" title={`At most ${MOST} slots at once`}>
              Leave out {chosen.length - MOST} of these {chosen.length} and copy them afterwards.
            </Notice>
          )}
          <p role="status" className="figures text-ink-muted text-sm">
            {summaryOf(lines, chosen.length)}
          </p>
          <Button
            type="submit"
            pending={isSaving}
            disabled={chosen.length === 0 || isTooMany || isWeekOneFirst}
            className="max-sm:w-full sm:ml-auto"
          >
            {chosen.length === 0
              ? 'Nothing to add'
              : `Add ${chosen.length === 1 ? '1 slot' : `${chosen.length} slots`}`}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function CopyProblem({ error, lines }: { error: ActionError; lines: CopyLine[] }) {
  const index = error.errors?.map(({ path }) => /^slots\.(\d+)/.exec(path)?.[1]).find(Boolean);
  const line = index === undefined ? undefined : lines[Number(index)];
  const where = line ? `: ${longDay(noonOf(line.day), 'UTC')}, ${line.times}` : '';
  return (
    <Notice tone="danger" live className="w-full" title={`${error.title}${where}`}>
      {error.detail} Nothing was added.
    </Notice>
  );
}

function daysOf(source: CopySource, today: string): string[] {
  return 'day' in source ? [source.day] : daysOfPart(today, source.week);
}

/** The same weekday of the next week, where there is one: a preview says more than an empty form. */
function firstOffsets(source: CopySource, lastDay: string): ReadonlySet<number> {
  const hasNext = 'day' in source ? addDays(source.day, 7) <= lastDay : source.week + 1 < WEEKS.length;
  return new Set(hasNext ? [7] : []);
}

/** `12 to put up, 1 left out, 2 clash, 1 is up already`. */
function summaryOf(lines: CopyLine[], chosenCount: number): string {
  if (lines.length === 0) return '';
  const count = (state: CopyLine['state']) => lines.filter((line) => line.state === state).length;
  const [ready, there, clash, never] = [count('ready'), count('there'), count('clash'), count('never')];
  return [
    `${chosenCount} to add`,
    ready > chosenCount && `${ready - chosenCount} left out`,
    clash > 0 && `${clash} ${clash === 1 ? 'clashes' : 'clash'}`,
    there > 0 && `${there} already there`,
    never > 0 && `${never} not possible`,
  ]
    .filter(Boolean)
    .join(', ');
}
