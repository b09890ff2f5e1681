'use client';

// What was saved may stand in another column, week or not at all, and with the old block its focus would go.
import { useEffect, useState } from 'react';
import type { WallSlot } from '@/lib/slots/rules';
import type { OwnSlot } from '@/lib/slots/schema';

/** A slot by where it was put, as soon as it stands there; or the button that adds one to a day. */
export type FocusTarget = Omit<WallSlot, 'endTime'> | { day: string };

export function useFocusAfterSave(slots: readonly OwnSlot[]): (target: FocusTarget) => void {
  const [target, setTarget] = useState<FocusTarget | null>(null);
  useEffect(() => {
    if (!target) return;
    const selector = selectorOf(target, slots);
    if (!selector) return;
    // After the dialog that has just closed, which gives the focus back to what opened it.
    const timer = setTimeout(() => {
      const isElsewhere = document.querySelector('[role="dialog"]') !== null;
      const elements = [...document.querySelectorAll<HTMLElement>(selector)];
      // The grid and the list both stand in the page, and CSS shows one.
      if (!isElsewhere) elements.find((each) => each.getClientRects().length > 0)?.focus();
      setTarget(null);
    });
    return () => clearTimeout(timer);
  }, [target, slots]);
  return setTarget;
}

function selectorOf(target: FocusTarget, slots: readonly OwnSlot[]): string | null {
  if ('day' in target) return `[data-add-day="${target.day}"]`;
  const { slotDate, startTime, timezone } = target;
  const slot = slots.find(
    (each) => each.slotDate === slotDate && each.startTime === startTime && each.timezone === timezone,
  );
  return slot ? `[data-slot-id="${slot.id}"]` : null;
}
