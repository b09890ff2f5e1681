import { z } from 'zod';
import { cursorSchema, limitSchema } from '../paging';
import { paymentStatusSchema } from '../payments/schema';
import { slotSchema } from '../slots/schema';
import { participantStatusSchema, sessionStatusSchema, textSchema } from '../vocabulary';

const participantSchema = z.object({
  id: z.uuid(),
  userId: z.uuid(),
  name: z.string(),
  status: participantStatusSchema,
  bookedAt: z.iso.datetime(),
  payment: z
    .object({
      status: paymentStatusSchema,
      amountCents: z.number().int(),
      currency: z.string(),
      refundedAt: z.iso.datetime().nullable(),
    })
    .nullable(),
});

export const sessionSchema = z
  .object({
    id: z.uuid(),
    slotId: z.uuid(),
    status: sessionStatusSchema,
    instructor: z.object({ id: z.uuid(), name: z.string() }),
    slot: slotSchema,
    startedAt: z.iso.datetime().nullable(),
    completedAt: z.iso.datetime().nullable(),
    cancelledAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    participants: z.array(participantSchema).meta({
      description: 'Everybody for the tutor; a student finds themself alone here',
    }),
    participantCount: z.number().int().meta({ description: 'Booked seats' }),
    chatEnabled: z.boolean(),
    myRole: z.enum(['TUTOR', 'STUDENT']),
  })
  .meta({ id: 'Session' });

export const sessionFiltersSchema = z.object({
  status: sessionStatusSchema.optional(),
  when: z
    .enum(['upcoming', 'past'])
    .optional()
    .meta({ description: 'upcoming: not over yet; past: its exact opposite' }),
  order: z
    .enum(['newest', 'soonest'])
    .default('newest')
    .meta({ description: 'By start: latest first, or earliest first' }),
  limit: limitSchema,
  cursor: cursorSchema,
});

export const cancelSchema = z.object({
  reason: textSchema.trim().max(500, 'At most 500 characters.').optional(),
  reopen: z
    .boolean()
    .optional()
    .meta({ description: 'For a tutor: offer the time again instead of closing the slot' }),
});

export const videoTicketSchema = z
  .object({
    provider: z.enum(['agora', 'peer']).meta({ description: 'peer: from browser to browser' }),
    appId: z.string(),
    channel: z.string(),
    token: z.string(),
    uid: z.number().int(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'VideoTicket' });

export const attendanceSchema = z.object({ id: z.uuid(), joinedAt: z.iso.datetime() });

export type Session = z.output<typeof sessionSchema>;
export type SessionFilters = z.output<typeof sessionFiltersSchema>;
