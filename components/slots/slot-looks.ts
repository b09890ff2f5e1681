import type { TutorSlotLook } from './tutor-slot';

/** How a tutor's slot looks, in the week and in the list of days alike. */
export const SLOT_LOOKS: Record<TutorSlotLook, string> = {
  open: 'border-accent-line bg-accent-soft text-on-accent-soft hover:border-accent hover:bg-accent-soft-hover',
  part: 'border-accent border-l-[0.375rem] bg-accent-soft text-on-accent-soft hover:bg-accent-soft-hover',
  held: 'border-warn-line bg-warn-soft text-on-warn-soft',
  booked: 'border-accent bg-accent text-on-accent hover:bg-accent-hover',
  past: 'border-line bg-sunken text-ink-muted',
};
