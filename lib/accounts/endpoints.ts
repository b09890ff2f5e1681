import { z } from 'zod';
import { endpoint } from '../endpoint';
import { registerSchema, resetRequestSchema, resetSchema, updateMeSchema, userSchema } from './schema';

const user = z.object({ user: userSchema });

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
  summary: 'Change name or zone',
  actor: 'user',
  body: updateMeSchema,
  answers: { 200: user },
  refusals: [],
});
