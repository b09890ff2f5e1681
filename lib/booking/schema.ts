import { z } from 'zod';

export const bookSchema = z.object({ slotId: z.uuid() });

export const holdStatusSchema = z.enum(['HELD', 'CONFIRMED', 'EXPIRED', 'RELEASED', 'LATE_REFUNDED']);

export const holdSchema = z
  .object({
    id: z.uuid(),
    slotId: z.uuid(),
    expiresAt: z.iso.datetime(),
    status: holdStatusSchema,
  })
  .meta({ id: 'Hold' });

export type HoldStatus = z.output<typeof holdStatusSchema>;
export type Hold = z.output<typeof holdSchema>;
