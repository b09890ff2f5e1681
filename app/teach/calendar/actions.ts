'use server';

import { z } from 'zod';
import { action } from '@/lib/action';
import { createSlots, deleteSlot, updateSlot } from '@/lib/slots/commands';
import { createSlotsSchema, updateSlotSchema } from '@/lib/slots/schema';

export const createSlotsAction = action(
  { input: createSlotsSchema, actor: 'tutor' },
  async ({ actor, input, now }) => {
    const slots = await createSlots({ userId: actor.id, slots: input.slots, isBatch: input.isBatch, now });
    return { count: slots.length };
  },
);

export const updateSlotAction = action(
  { input: z.object({ slotId: z.uuid(), change: updateSlotSchema }), actor: 'tutor' },
  async ({ actor, input, now }) => {
    await updateSlot({ userId: actor.id, slotId: input.slotId, change: input.change, now });
  },
);

export const deleteSlotAction = action(
  { input: z.object({ slotId: z.uuid() }), actor: 'tutor' },
  async ({ actor, input, now }) => {
    await deleteSlot({ userId: actor.id, slotId: input.slotId, now });
  },
);
