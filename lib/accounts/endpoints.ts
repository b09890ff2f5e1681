import { z } from 'zod';
import { CALENDAR_TYPE, calendarTextSchema, endpoint } from '../endpoint';
import { registerSchema, resetRequestSchema, resetSchema, updateMeSchema, userSchema } from './schema';

const user = z.object({ user: userSchema });
const calendarAddress = z.object({
  url: z.url().meta({ description: 'Private: whoever has it sees every session of this person' }),
});

export const registerEndpoint = endpoint({
  method: 'POST',
  path: '/api/auth/register',
  tag: 'Accounts',
  summary: 'Make an account',
  actor: 'anyone',
  body: registerSchema,
  answers: { 201: user },
  refusals: ['EMAIL_TAKEN', 'RATE_LIMITED'],
});

export const requestResetEndpoint = endpoint({
  method: 'POST',
  path: '/api/auth/reset',
  tag: 'Accounts',
  summary: 'Mail a link to set a new password; the answer is the same whether the address is known or not',
  actor: 'anyone',
  body: resetRequestSchema,
  answers: { 202: null },
  refusals: ['RATE_LIMITED'],
});

export const resetEndpoint = endpoint({
  method: 'PUT',
  path: '/api/auth/reset',
  tag: 'Accounts',
  summary: 'Set a new password with the mailed token; every earlier sign-in ends',
  actor: 'anyone',
  body: resetSchema,
  answers: { 204: null },
  refusals: ['RESET_LINK_INVALID', 'RATE_LIMITED'],
});

export const getMeEndpoint = endpoint({
  method: 'GET',
  path: '/api/me',
  tag: 'Accounts',
  summary: 'Who is signed in',
  actor: 'user',
  answers: { 200: user },
  refusals: [],
});

export const updateMeEndpoint = endpoint({
  method: 'PATCH',
  path: '/api/me',
  tag: 'Accounts',
  summary: 'Change name, zone or wish for reminder mails',
  actor: 'user',
  body: updateMeSchema,
  answers: { 200: user },
  refusals: [],
});

export const getCalendarEndpoint = endpoint({
  method: 'GET',
  path: '/api/me/calendar',
  tag: 'Calendar',
  summary: 'The address of the caller’s calendar feed',
  actor: 'user',
  answers: { 200: calendarAddress },
  refusals: [],
});

export const renewCalendarEndpoint = endpoint({
  method: 'POST',
  path: '/api/me/calendar',
  tag: 'Calendar',
  summary: 'Give the calendar feed another address; the one before leads nowhere from then on',
  actor: 'user',
  answers: { 200: calendarAddress },
  refusals: [],
});

export const calendarFeedEndpoint = endpoint({
  method: 'GET',
  path: '/api/calendar/{token}',
  tag: 'Calendar',
  summary:
    'The feed itself: sessions of the last 90 days and all to come; no sign-in, the address is the secret',
  actor: 'anyone',
  params: z.object({
    token: z
      .string()
      .regex(/^[0-9a-f]{64}\.ics$/)
      .meta({ description: 'With `.ics` at its end' }),
  }),
  answers: { 200: calendarTextSchema },
  contentType: CALENDAR_TYPE,
  refusals: ['NOT_FOUND', 'RATE_LIMITED'],
});
