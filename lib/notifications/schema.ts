// What the bell keeps: one row per person and event. `data` is what the sentence is made from, as it was when it
// happened; rows outlive the code that wrote them, so reading forgives what writing does not.
import { z } from 'zod';
import { cursorInstantSchema, cursorSchema, limitSchema } from '../paging';
import { sessionTypeSchema } from '../vocabulary';

const notificationTypeSchema = z.enum([
  'booked',
  'joined',
  'cancelled-by-student',
  'cancelled-by-tutor',
  'cancelled-by-operator',
  'ended-early',
  'refunded',
  'refund-failed',
  'late-payment',
  'reminder',
  'starting',
  'started',
  'ended',
  'nobody-came',
  'tutor-absent',
]);

const notificationDataSchema = z.object({
  role: z.enum(['TUTOR', 'STUDENT']).meta({ description: 'What the reader is in this session' }),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  sessionType: sessionTypeSchema,
  tutorName: z.string(),
  studentName: z.string().nullable().meta({ description: 'For a tutor: who booked or cancelled' }),
  seatsBooked: z.number().int().meta({ description: 'After what happened' }),
  maxParticipants: z.number().int(),
  isOver: z.boolean().meta({ description: 'Whether nobody is left and the session is called off' }),
  reason: z.string().nullable(),
  amountCents: z.number().int().nullable(),
  currency: z.string().nullable(),
  kind: z.enum(['DAY_BEFORE', 'HOUR_BEFORE']).nullable(),
});

export type NotificationType = z.output<typeof notificationTypeSchema>;
export type NotificationData = z.output<typeof notificationDataSchema>;

const rowFields = {
  id: z.uuid(),
  sessionId: z.uuid().nullable(),
  readAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
};

/** `other` stands for what this version cannot read: it happened, and nothing more is known of it. */
export const notificationSchema = z
  .discriminatedUnion('type', [
    z.object({ ...rowFields, type: notificationTypeSchema, data: notificationDataSchema }),
    z.object({ ...rowFields, type: z.literal('other'), data: z.null() }),
  ])
  .meta({ id: 'Notification' });

export type Notification = z.output<typeof notificationSchema>;

/** Says what a row means, without fail. */
export function readContent(row: {
  type: string;
  data: unknown;
}): { type: NotificationType; data: NotificationData } | { type: 'other'; data: null } {
  const type = notificationTypeSchema.safeParse(row.type);
  const data = notificationDataSchema.safeParse(row.data);
  return type.success && data.success ? { type: type.data, data: data.data } : { type: 'other', data: null };
}

export const notificationFiltersSchema = z.object({ limit: limitSchema, cursor: cursorSchema });

export const markReadSchema = z
  .object({
    ids: z.array(z.uuid()).min(1).max(100).optional(),
    upTo: cursorInstantSchema.optional().meta({ description: 'All that happened until this instant' }),
  })
  .refine(({ ids, upTo }) => ids || upTo, 'Say which: `ids`, or `upTo` an instant.');

export const unreadSchema = z.object({ unread: z.number().int() });

/** As pusher-js sends it. */
export const channelRequestSchema = z.object({
  socket_id: z.string().regex(/^\d{1,20}\.\d{1,20}$/, 'must be a socket id of Pusher'),
  channel_name: z.string().min(1).max(200),
});

/** As pusher-js wants it. */
export const channelTicketSchema = z.object({
  auth: z.string(),
  channel_data: z.string().optional().meta({ description: 'On a presence channel: who one is there' }),
});
