'use client';

import { Copy, Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { toast } from 'sonner';
import { groupByDay } from '@/components/slots/bookable-slot';
import { proposeHour } from '@/components/slots/free-hour';
import { SlotDayList } from '@/components/slots/slot-day-list';
import { SlotWeekGrid } from '@/components/slots/slot-week-grid';
import { lookOf, type TutorSlotLook } from '@/components/slots/tutor-slot';
import { type Span, wallOf } from '@/components/slots/wall-span';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Notice } from '@/components/ui/notice';
import { Toaster } from '@/components/ui/toaster';
import { MAX_DAYS_AHEAD } from '@/lib/slots/rules';
import type { OwnSlot } from '@/lib/slots/schema';
import { addDays } from '@/lib/time';
import { dayOf } from '@/lib/time-format';
import type { CopySource } from './copy-dialog';
import type { SlotDraft } from './slot-draft';
import type { Rate } from './slot-fields';
import { useFocusAfterSave } from './use-focus-after-save';
import { useMinuteClock } from './use-minute-clock';
import { READING_MS, useSlotMoves } from './use-slot-moves';
import { WeekTabs } from './week-tabs';
import { daysOfPart, partOf, WEEKS } from './weeks';

const NewSlotDialog = dynamic(() => import('./new-slot-dialog').then((module) => module.NewSlotDialog), {
  ssr: false,
});
const SlotDialog = dynamic(() => import('./slot-dialog').then((module) => module.SlotDialog), { ssr: false });
const CopyDialog = dynamic(() => import('./copy-dialog').then((module) => module.CopyDialog), { ssr: false });

type TeachCalendarProps = { slots: OwnSlot[]; zone: string; now: string; rate: Rate };

type Opened =
  | { kind: 'new'; wanted: Span }
  | { kind: 'slot'; id: string }
  | { kind: 'copy'; source: CopySource };

export function TeachCalendar({ slots: savedSlots, zone, now: serverNow, rate }: TeachCalendarProps) {
  const router = useRouter();
  const now = useMinuteClock(serverNow);
  const today = dayOf(now, zone);
  const lastDay = addDays(today, MAX_DAYS_AHEAD);
  const [part, setPart] = useState(0);
  const [opened, setOpen] = useState<Opened | null>(null);
  const moves = useSlotMoves({ slots: savedSlots, onPlaced: focusAndShow });
  const slots = moves.shown;
  const focusAfterSave = useFocusAfterSave(slots);

  const days = useMemo(() => daysOfPart(today, part), [today, part]);
  const byDay = useMemo(() => groupByDay(slots, zone), [slots, zone]);
  const countOf = (index: number) =>
    daysOfPart(today, index).reduce((sum, day) => sum + (byDay.get(day)?.length ?? 0), 0);
  const hasWeekOne = countOf(0) > 0;
  const isWeek = WEEKS.includes(part);
  const openSlot = opened?.kind === 'slot' && slots.find(({ id }) => id === opened.id);
  const close = () => setOpen(null);

  function open(wanted: Opened) {
    // A message from before would lie over the dialog's title.
    toast.dismiss();
    setOpen(wanted);
  }

  function focusAndShow(slot: Pick<SlotDraft, 'slotDate' | 'startTime' | 'timezone'>) {
    setPart(partOf(today, slot.slotDate));
    focusAfterSave(slot);
  }

  function addOn(day: string) {
    open({ kind: 'new', wanted: proposeHour({ day, lastDay, slots, zone, now }) });
  }

  function putUp(count: number, first: SlotDraft) {
    close();
    focusAndShow(first);
    toast.success(count === 1 ? '1 slot added' : `${count} slots added`);
    router.refresh();
  }

  function changed(slot: OwnSlot, to: SlotDraft | null) {
    close();
    if (!to) {
      focusAfterSave({ day: dayOf(slot.startsAt, zone) });
      toast.success('Deleted');
    } else {
      focusAndShow(to);
      const { slotDate, startTime, endTime, timezone } = slot;
      const isMoved = to.slotDate !== slotDate || to.startTime !== startTime || to.endTime !== endTime;
      if (isMoved) moves.offerUndo({ ...slot, ...to }, { slotDate, startTime, endTime, timezone });
      else toast.success('Changed');
    }
    router.refresh();
  }

  const weekProps = {
    days,
    slots,
    zone,
    now,
    onAdd: addOn,
    onCopy: (day: string) => open({ kind: 'copy', source: { day } }),
    onOpen: ({ id }: OwnSlot) => open({ kind: 'slot', id }),
  };
  const dialogProps = { zone, now, today, lastDay, onClose: close };
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <WeekTabs today={today} part={part} countOf={countOf} isFirstOnly={!hasWeekOne} onPick={setPart} />
        <div className="flex gap-2 max-sm:w-full">
          {isWeek && countOf(part) > 0 && (
            <Button
              look="secondary"
              onClick={() => open({ kind: 'copy', source: { week: part } })}
              className="max-sm:flex-1"
            >
              <Copy aria-hidden className="size-4" /> Copy week…
            </Button>
          )}
          <Button onClick={() => addOn(days[0] ?? today)} className="max-sm:flex-1">
            <Plus aria-hidden className="size-4" /> Add hours
          </Button>
        </div>
      </div>

      {!hasWeekOne && (
        <Notice tone={part === 0 ? 'info' : 'warn'} title="Start with the coming seven days">
          {part === 0 ? (
            'The later weeks open once you have hours in this one.'
          ) : (
            <>
              This week opens once you have hours in the first one.{' '}
              <button type="button" onClick={() => setPart(0)} className="link text-inherit">
                Go to the first week
              </button>
            </>
          )}
        </Notice>
      )}

      {/* On a phone above the days, of which one sees the first ones only. */}
      <div className="flex flex-wrap justify-between gap-x-8 gap-y-2 text-ink-muted text-sm max-md:not-has-[li]:hidden md:order-last">
        <Legend
          looks={new Set(days.flatMap((day) => byDay.get(day) ?? []).map((slot) => lookOf(slot, now)))}
        />
        <p className="max-md:hidden">
          Drag on empty time to add a slot, drag a slot to move it, or its edge to resize it. With the
          keyboard, press Enter on a slot to change it.
        </p>
      </div>
      <div className={cx('max-md:hidden', !isWeek && 'max-w-sm')}>
        <SlotWeekGrid
          {...weekProps}
          onMake={(wanted) => open({ kind: 'new', wanted })}
          onMove={(slot, span) => moves.move(slot, wallOf(span, zone))}
          onRefuse={(title, description) => toast.error(title, { description, duration: READING_MS })}
        />
      </div>
      <div className="md:hidden">
        <SlotDayList {...weekProps} />
      </div>
      {opened?.kind === 'new' && (
        <NewSlotDialog
          {...dialogProps}
          wanted={opened.wanted}
          rate={rate}
          onDone={putUp}
          onGoToWeekOne={() => {
            close();
            setPart(0);
          }}
        />
      )}
      {openSlot && (
        <SlotDialog
          {...dialogProps}
          key={openSlot.id}
          slot={openSlot}
          rate={rate}
          onDone={(to) => changed(openSlot, to)}
        />
      )}
      {opened?.kind === 'copy' && (
        <CopyDialog
          {...dialogProps}
          source={opened.source}
          slots={slots}
          onStale={() => router.refresh()}
          onDone={putUp}
        />
      )}
      <Toaster />
    </div>
  );
}

const LEGEND: { look: TutorSlotLook; swatch: string; label: string }[] = [
  { look: 'open', swatch: 'bg-accent-soft', label: 'Open' },
  {
    look: 'part',
    swatch: 'border-l-[0.375rem] border-l-accent bg-accent-soft',
    label: 'Booked, with seats left',
  },
  { look: 'held', swatch: 'bg-warn-soft', label: 'Being booked' },
  { look: 'booked', swatch: 'bg-accent', label: 'Booked' },
  { look: 'past', swatch: 'bg-sunken', label: 'Past' },
];

/** Of what is shown, and of nothing else. */
function Legend({ looks }: { looks: ReadonlySet<TutorSlotLook> }) {
  const shown = LEGEND.filter(({ look }) => looks.has(look));
  return (
    <ul aria-label="What the colours mean" className="flex flex-wrap gap-x-5 gap-y-1.5 empty:hidden">
      {shown.map(({ look, swatch, label }) => (
        <li key={look} className="flex items-center gap-2">
          <span aria-hidden className={cx('size-3.5 rounded-sm border border-line-strong', swatch)} />
          {label}
        </li>
      ))}
    </ul>
  );
}
