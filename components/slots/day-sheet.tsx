'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { longDay, noonOf, offsetName, shortDay, zoneCity } from '@/lib/time-format';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import type { BookableSlot } from './bookable-slot';
import { DaySlots } from './day-slots';

type DaySheetProps = {
  day: string;
  slots: readonly BookableSlot[];
  /** The nearest days that have something available, to go on from here. */
  before: string | null;
  after: string | null;
  goneIds: ReadonlySet<string>;
  zone: string;
  tutorZone: string;
  onPick: (day: string) => void;
  onClose: () => void;
};

/** One day's slots over the lower part of a phone's screen. */
export function DaySheet(props: DaySheetProps) {
  const { day, slots, before, after, goneIds, zone, tutorZone, onPick, onClose } = props;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={longDay(noonOf(day), 'UTC')}
      description={`Times in ${zoneCity(zone)}, ${offsetName(noonOf(day), zone)}`}
    >
      <div className="min-h-48 overflow-y-auto px-4 py-4">
        {slots.length > 0 ? (
          <DaySlots slots={slots} goneIds={goneIds} zone={zone} tutorZone={tutorZone} />
        ) : (
          <p className="py-6 text-center text-ink-muted">Nothing is available on this day any more.</p>
        )}
      </div>
      <nav aria-label="Other days" className="flex justify-between gap-2 border-t px-2 py-2">
        <Button look="quiet" disabled={!before} onClick={() => before && onPick(before)}>
          <ChevronLeft aria-hidden className="size-5" />
          {before ? shortDay(noonOf(before), 'UTC') : 'Earlier'}
        </Button>
        <Button look="quiet" disabled={!after} onClick={() => after && onPick(after)}>
          {after ? shortDay(noonOf(after), 'UTC') : 'Later'}
          <ChevronRight aria-hidden className="size-5" />
        </Button>
      </nav>
    </Dialog>
  );
}
