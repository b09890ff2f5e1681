import { z } from 'zod';
import { bookSchema, holdSchema } from '../booking/schema';
import { CALENDAR_TYPE, calendarTextSchema, endpoint } from '../endpoint';
import { pageOf } from '../paging';
import { openPaymentSchema } from '../payments/schema';
import { slotSchema } from '../slots/schema';
import {
  attendanceSchema,
  cancelSchema,
  sessionFiltersSchema,
  sessionSchema,
  videoTicketSchema,
} from './schema';

const byId = z.object({ id: z.uuid() });
const byHold = z.object({ holdId: z.uuid() });

const checkoutSchema = z.union([
  z.object({ hold: holdSchema, payment: openPaymentSchema, slot: slotSchema }),
  z.object({ hold: z.null(), payment: z.null(), slot: slotSchema, session: sessionSchema }),
]);

export const bookEndpoint = endpoint({
  method: 'POST',
  path: '/api/teaching/sessions/book',
  tag: 'Booking',
  summary: 'Hold a seat for 10 minutes and begin to pay; a free slot is booked at once',
  actor: 'user',
  body: bookSchema,
  answers: { 200: checkoutSchema, 201: checkoutSchema },
  refusals: [
    'NOT_FOUND',
    'SESSION_FULL',
    'ALREADY_BOOKED',
    'TIME_CONFLICT',
    'SLOT_CLOSED',
    'SLOT_IN_PAST',
    'SLOT_TOO_FAR',
    'OWN_SLOT',
    'HOLD_NOT_LIVING',
    'PRICE_TOO_SMALL',
    'PAYMENT_UNAVAILABLE',
    'RATE_LIMITED',
  ],
});

export const getHoldEndpoint = endpoint({
  method: 'GET',
  path: '/api/teaching/sessions/book/{holdId}',
  tag: 'Booking',
  summary: 'How a hold stands; asks Stripe where its payment is still open',
  actor: 'user',
  params: byHold,
  answers: { 200: z.object({ hold: holdSchema, session: sessionSchema.nullable() }) },
  refusals: ['NOT_FOUND'],
});

export const releaseHoldEndpoint = endpoint({
  method: 'DELETE',
  path: '/api/teaching/sessions/book/{holdId}',
  tag: 'Booking',
  summary: 'Give a held seat back',
  actor: 'user',
  params: byHold,
  answers: { 204: null },
  refusals: ['NOT_FOUND', 'HOLD_NOT_LIVING'],
});

export const listStudentSessionsEndpoint = endpoint({
  method: 'GET',
  path: '/api/teaching/sessions/my',
  tag: 'Sessions',
  summary: 'Sessions that the caller booked',
  actor: 'user',
  query: sessionFiltersSchema,
  answers: { 200: pageOf(sessionSchema) },
  refusals: [],
});

export const listInstructorSessionsEndpoint = endpoint({
  method: 'GET',
  path: '/api/teaching/sessions/instructor',
  tag: 'Sessions',
  summary: 'Sessions that the caller teaches',
  actor: 'tutor',
  query: sessionFiltersSchema,
  answers: { 200: pageOf(sessionSchema) },
  refusals: [],
});

export const getSessionEndpoint = endpoint({
  method: 'GET',
  path: '/api/teaching/sessions/{id}',
  tag: 'Sessions',
  summary: 'One session, for its tutor and its students',
  actor: 'user',
  params: byId,
  answers: { 200: z.object({ session: sessionSchema }) },
  refusals: ['NOT_FOUND'],
});

export const cancelSessionEndpoint = endpoint({
  method: 'PATCH',
  path: '/api/teaching/sessions/{id}/cancel',
  tag: 'Sessions',
  summary: 'Cancel before the start: a student their seat, the tutor the session; refunded in full',
  actor: 'user',
  params: byId,
  body: cancelSchema,
  bodyOptional: true,
  answers: { 200: z.object({ session: sessionSchema }) },
  refusals: ['NOT_FOUND', 'INVALID_STATE'],
});

export const startSessionEndpoint = endpoint({
  method: 'PATCH',
  path: '/api/teaching/sessions/{id}/start',
  tag: 'Sessions',
  summary: 'Start, from 10 minutes before the time until its end; again while in progress gives the same',
  actor: 'user',
  params: byId,
  answers: { 200: z.object({ session: sessionSchema, video: videoTicketSchema }) },
  refusals: ['NOT_FOUND', 'FORBIDDEN', 'TOO_EARLY', 'INVALID_STATE'],
});

export const joinSessionEndpoint = endpoint({
  method: 'POST',
  path: '/api/teaching/sessions/{id}/join',
  tag: 'Sessions',
  summary: 'Enter the room while the session is in progress; again after a drop gives a fresh ticket',
  actor: 'user',
  params: byId,
  answers: { 200: z.object({ video: videoTicketSchema, attendance: attendanceSchema }) },
  refusals: ['NOT_FOUND', 'FORBIDDEN', 'INVALID_STATE'],
});

export const leaveSessionEndpoint = endpoint({
  method: 'POST',
  path: '/api/teaching/sessions/{id}/leave',
  tag: 'Sessions',
  summary: 'End one’s visit to the room',
  actor: 'user',
  params: byId,
  answers: { 204: null },
  refusals: ['NOT_FOUND'],
});

export const completeSessionEndpoint = endpoint({
  method: 'PATCH',
  path: '/api/teaching/sessions/{id}/complete',
  tag: 'Sessions',
  summary: 'End a session in progress: COMPLETED, or NO_SHOW where no student ever came',
  actor: 'user',
  params: byId,
  answers: { 200: z.object({ session: sessionSchema }) },
  refusals: ['NOT_FOUND', 'FORBIDDEN', 'INVALID_STATE'],
});

export const sessionCalendarEndpoint = endpoint({
  method: 'GET',
  path: '/api/teaching/sessions/{id}/calendar.ics',
  tag: 'Calendar',
  summary: 'One session as a calendar file, for its tutor and its booked students',
  actor: 'user',
  params: byId,
  answers: { 200: calendarTextSchema },
  contentType: CALENDAR_TYPE,
  refusals: ['NOT_FOUND'],
});
