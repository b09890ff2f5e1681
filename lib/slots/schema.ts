import { z } from 'zod';
import {
  daySchema,
  participantStatusSchema,
  type SessionType,
  sessionStatusSchema,
  sessionTypeSchema,
  timezoneSchema,
  wallTimeSchema,
} from '../vocabulary';

const seatsSchema = z.number().int().min(1).max(20);

const slotFields = z.object({
  slotDate: daySchema,
  startTime: wallTimeSchema,
  endTime: wallTimeSchema.meta({ description: '00:00 means midnight at the end of the day' }),
  sessionType: sessionTypeSchema,
  maxParticipants: seatsSchema
    .optional()
    .meta({ description: '1 for ONE_TO_ONE (may be left out), 2 to 20 for GROUP' }),
  timezone: timezoneSchema,
  durationMinutes: z
    .number()
    .int()
    .optional()
    .meta({ description: 'Elapsed minutes; refused where it differs from what the times say' }),
});

type Seats = { sessionType: SessionType; maxParticipants?: number | undefined };

/** Why this number of seats does not fit the type, or null. */
export function seatsProblem({ sessionType, maxParticipants }: Seats): string | null {
  if (sessionType === 'ONE_TO_ONE') {
    return maxParticipants === undefined || maxParticipants === 1 ? null : 'A 1-to-1 session has one seat.';
  }
  return maxParticipants !== undefined && maxParticipants >= 2 ? null : 'A group has 2 to 20 seats.';
}

export const createSlotSchema = slotFields.superRefine((slot, context) => {
  const message = seatsProblem(slot);
  if (message) context.addIssue({ code: 'custom', path: ['maxParticipants'], message });
});

const batchSchema = z.object({ slots: z.array(createSlotSchema).min(1).max(200) });

/**
 * One slot, or `{ slots }` with up to 200; either way a list comes out. The form is chosen by the key, not by trying
 * both, so that a refusal names the field that is wrong.
 */
export const createSlotsSchema = z
  .unknown()
  .transform((raw, context) => {
    const isBatch = typeof raw === 'object' && raw !== null && 'slots' in raw;
    const reading = isBatch ? batchSchema.safeParse(raw) : createSlotSchema.safeParse(raw);
    if (!reading.success) {
      for (const { path, message } of reading.error.issues) {
        context.addIssue({ code: 'custom', path, message });
      }
      return z.NEVER;
    }
    return 'slots' in reading.data ? { ...reading.data, isBatch } : { slots: [reading.data], isBatch };
  })
  .meta({
    id: 'CreateSlots',
    override: ({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }) => {
      jsonSchema.oneOf = [createSlotSchema, batchSchema].map((schema) => {
        const { $schema: _, ...form } = z.toJSONSchema(schema, { io: 'input' });
        return form;
      });
    },
  });

export const updateSlotSchema = slotFields
  .partial()
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'Send at least one field.');

export const slotSchema = z
  .object({
    id: z.uuid(),
    providerProfileId: z.uuid(),
    slotDate: z.string(),
    startTime: z.string(),
    endTime: z.string(),
    durationMinutes: z.number().int(),
    sessionType: sessionTypeSchema,
    maxParticipants: z.number().int(),
    timezone: z.string(),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    seatsTaken: z.number().int(),
    seatsLeft: z.number().int(),
    priceCents: z.number().int(),
    currency: z.string(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Slot' });

export const ownSlotSchema = slotSchema
  .extend({
    session: z
      .object({
        id: z.uuid(),
        status: sessionStatusSchema,
        participants: z.array(
          z.object({
            id: z.uuid(),
            userId: z.uuid(),
            name: z.string(),
            status: participantStatusSchema,
          }),
        ),
      })
      .nullable(),
  })
  .meta({ id: 'OwnSlot' });

export const slotRangeSchema = z
  .object({
    from: daySchema.optional(),
    to: daySchema.optional(),
    timezone: timezoneSchema.optional(),
  })
  .refine(({ from, to }) => !from || !to || from <= to, { path: ['to'], message: 'must not be before from' });

export const openSlotFiltersSchema = slotRangeSchema.safeExtend({ type: sessionTypeSchema.optional() });

export const slotProviderSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  hourlyRateCents: z.number().int(),
  currency: z.string(),
  timezone: z.string(),
});

export type CreateSlotInput = z.output<typeof createSlotSchema>;
export type UpdateSlotInput = z.output<typeof updateSlotSchema>;
export type Slot = z.output<typeof slotSchema>;
export type OwnSlot = z.output<typeof ownSlotSchema>;
export type SlotProvider = z.output<typeof slotProviderSchema>;
