'use client';

// Moving and stretching by hand: shown at once, put back where the server refuses, and to be undone.
import { useRouter } from 'next/navigation';
import { startTransition, useOptimistic, useRef } from 'react';
import { toast } from 'sonner';
import type { ShownSlot } from '@/components/slots/tutor-slot';
import { placeSlot, type WallSlot } from '@/lib/slots/rules';
import type { OwnSlot } from '@/lib/slots/schema';
import { longDay, noonOf } from '@/lib/time-format';
import { updateSlotAction } from './actions';
import { UNREACHABLE } from './unreachable';
import type { FocusTarget } from './use-focus-after-save';

/** Long enough to read, and to reach for what can be undone. */
export const READING_MS = 10_000;

type SlotMovesProps = { slots: OwnSlot[]; onPlaced: (target: FocusTarget & WallSlot) => void };

export function useSlotMoves({ slots, onPlaced }: SlotMovesProps) {
  const router = useRouter();
  // One "Undo" at a time, for what was done last.
  const lastToast = useRef<string | number | undefined>(undefined);
  const [shown, show] = useOptimistic<ShownSlot[], ShownSlot>(slots, (current, moved) =>
    current.map((slot) => (slot.id === moved.id ? moved : slot)),
  );

  /** @throws AppError where the times cannot be, as placeSlot does: ask judgeSpan first */
  function move(slot: OwnSlot, to: WallSlot) {
    const { startsAt, endsAt, durationMinutes } = placeSlot(to);
    const before = wallOf(slot);
    if (lastToast.current) toast.dismiss(lastToast.current);
    startTransition(async () => {
      show({
        ...slot,
        ...to,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
        durationMinutes,
        isSaving: true,
      });
      const result = await updateSlotAction({ slotId: slot.id, change: to }).catch(() => null);
      if (!result?.ok) {
        const { title, detail } = result?.error ?? UNREACHABLE;
        toast.error(title, {
          description: `${detail} It stays at ${spoken(before)}.`,
          duration: READING_MS,
        });
        onPlaced(before);
      } else {
        offerUndo({ ...slot, ...to }, before);
      }
      // After a refusal, too: the slot may not be what it was here. Where nobody answers, the router would leave the page.
      if (result) startTransition(() => router.refresh());
    });
    onPlaced(to);
  }

  function offerUndo(moved: OwnSlot, before: WallSlot) {
    lastToast.current = toast.success(`Now ${spoken(moved)}`, {
      duration: READING_MS,
      action: { label: 'Undo', onClick: () => move(moved, before) },
    });
  }

  return { shown, move, offerUndo };
}

function wallOf({ slotDate, startTime, endTime, timezone }: WallSlot): WallSlot {
  return { slotDate, startTime, endTime, timezone };
}

function spoken({ slotDate, startTime, endTime }: WallSlot): string {
  return `${longDay(noonOf(slotDate), 'UTC')}, ${startTime}–${endTime}`;
}
