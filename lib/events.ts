// What can happen around a session that somebody hears of. A domain says so with `tell` (jobs/queue.ts) in the
// transaction that makes it true; who hears of it, and by which way, stands in notifications/catalogue.ts.
import { z } from 'zod';

const id = z.uuid();
const at = z.iso.datetime();
/** SEQUENCE of the session's calendar entry from this event on. */
const sequence = z.number().int().min(0);

export const sessionEventSchema = z.discriminatedUnion('type', [
  /** A seat was booked. `isFirst`: the session exists since this booking. */
  z.object({ type: z.literal('booked'), at, sessionId: id, studentId: id, isFirst: z.boolean(), sequence }),
  /** `studentIds` lost their seats; `isOver` says that nobody is left and the session is called off. */
  z.object({
    type: z.literal('cancelled'),
    at,
    sessionId: id,
    /** OPERATOR: the money was sent back in Stripe's dashboard, or a dispute was lost. */
    by: z.enum(['STUDENT', 'TUTOR', 'OPERATOR']),
    studentIds: z.array(id),
    isOver: z.boolean(),
    reason: z.string().nullable(),
    sequence,
  }),
  /** Stripe said that the money is on its way back to the card. */
  z.object({ type: z.literal('refunded'), at, paymentId: id }),
  /** Stripe refused to send it back, and a person has to see to it. */
  z.object({ type: z.literal('refund-failed'), at, paymentId: id }),
  /** A payment came after its seat was gone, and goes back. */
  z.object({ type: z.literal('late-payment'), at, paymentId: id }),
  z.object({
    type: z.literal('reminder'),
    at,
    sessionId: id,
    kind: z.enum(['DAY_BEFORE', 'HOUR_BEFORE', 'STARTING']),
    userId: id,
  }),
  z.object({ type: z.literal('started'), at, sessionId: id }),
  /** `status`: COMPLETED, or NO_SHOW where no student ever came. */
  z.object({ type: z.literal('ended'), at, sessionId: id, status: z.enum(['COMPLETED', 'NO_SHOW']) }),
  /** The tutor did not come; `studentIds` get everything back. */
  z.object({ type: z.literal('tutor-absent'), at, sessionId: id, studentIds: z.array(id), sequence }),
]);

export type SessionEvent = z.output<typeof sessionEventSchema>;

/** The same for the same thing, however often it is told. */
export function keyOf(event: SessionEvent): string {
  switch (event.type) {
    case 'booked':
      return `booked:${event.sessionId}:${event.studentId}:${event.sequence}`;
    case 'cancelled':
      return `cancelled:${event.sessionId}:${event.sequence}`;
    case 'refunded':
    case 'refund-failed':
    case 'late-payment':
      return `${event.type}:${event.paymentId}`;
    case 'reminder':
      return `reminder:${event.kind}:${event.sessionId}:${event.userId}`;
    default:
      return `${event.type}:${event.sessionId}`;
  }
}
