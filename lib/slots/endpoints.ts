import { z } from 'zod';
import { endpoint } from '../endpoint';
import {
  createSlotsSchema,
  openSlotFiltersSchema,
  ownSlotSchema,
  slotProviderSchema,
  slotRangeSchema,
  slotSchema,
  updateSlotSchema,
} from './schema';

const byId = z.object({ id: z.uuid() });

export const createSlotsEndpoint = endpoint({
  method: 'POST',
  path: '/api/teaching/slots',
  tag: 'Slots',
  summary: 'Offer one slot or up to 200, all or nothing',
  actor: 'tutor',
  body: createSlotsSchema,
  answers: { 201: z.object({ slots: z.array(slotSchema) }) },
  refusals: ['SLOT_IN_PAST', 'SLOT_TOO_FAR', 'WEEK_ONE_REQUIRED', 'TIME_DOES_NOT_EXIST', 'SLOT_OVERLAP'],
});

export const listOwnSlotsEndpoint = endpoint({
  method: 'GET',
  path: '/api/teaching/slots/my',
  tag: 'Slots',
  summary: "The tutor's slots, past and future, with who booked them",
  actor: 'tutor',
  query: slotRangeSchema,
  answers: { 200: z.object({ items: z.array(ownSlotSchema) }) },
  refusals: [],
});

export const listOpenSlotsEndpoint = endpoint({
  method: 'GET',
  path: '/api/teaching/slots/provider/{id}',
  tag: 'Slots',
  summary: 'What can be booked with a tutor',
  actor: 'anyone',
  params: byId,
  query: openSlotFiltersSchema,
  answers: { 200: z.object({ provider: slotProviderSchema, items: z.array(slotSchema) }) },
  refusals: ['NOT_FOUND'],
});

export const updateSlotEndpoint = endpoint({
  method: 'PATCH',
  path: '/api/teaching/slots/{id}',
  tag: 'Slots',
  summary: 'Change a slot',
  actor: 'tutor',
  params: byId,
  body: updateSlotSchema,
  answers: { 200: z.object({ slot: slotSchema }) },
  refusals: [
    'NOT_FOUND',
    'SLOT_IN_PAST',
    'SLOT_BOOKED',
    'SLOT_TOO_FAR',
    'WEEK_ONE_REQUIRED',
    'TIME_DOES_NOT_EXIST',
    'SLOT_OVERLAP',
  ],
  conflicts: ['SLOT_IN_PAST'],
});

export const deleteSlotEndpoint = endpoint({
  method: 'DELETE',
  path: '/api/teaching/slots/{id}',
  tag: 'Slots',
  summary: 'Withdraw a slot',
  actor: 'tutor',
  params: byId,
  answers: { 204: null },
  refusals: ['NOT_FOUND', 'SLOT_BOOKED'],
  conflicts: ['SLOT_IN_PAST'],
});
