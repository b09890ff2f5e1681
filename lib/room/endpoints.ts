import { z } from 'zod';
import { endpoint } from '../endpoint';
import { pageOf } from '../paging';
import {
  messageSchema,
  readMessagesSchema,
  roomListSchema,
  sendMessageSchema,
  sharedFileSchema,
  unreadMessagesSchema,
} from './schema';

const byId = z.object({ id: z.uuid() });
const byFile = z.object({ id: z.uuid(), fileId: z.uuid() });

export const listMessagesEndpoint = endpoint({
  method: 'GET',
  path: '/api/teaching/sessions/{id}/messages',
  tag: 'Room',
  summary: 'The messages of a 1-to-1 session, newest first, and how many of them are unread',
  actor: 'user',
  params: byId,
  query: roomListSchema,
  answers: { 200: pageOf(messageSchema).extend(unreadMessagesSchema.shape) },
  refusals: ['NOT_FOUND', 'CHAT_DISABLED'],
});

const sentSchema = z.object({ message: messageSchema });

export const sendMessageEndpoint = endpoint({
  method: 'POST',
  path: '/api/teaching/sessions/{id}/messages',
  tag: 'Room',
  summary: 'Write to the other person of a 1-to-1 session; 200 where this clientId was sent before',
  actor: 'user',
  params: byId,
  body: sendMessageSchema,
  answers: { 200: sentSchema, 201: sentSchema },
  refusals: ['NOT_FOUND', 'CHAT_DISABLED', 'FORBIDDEN', 'INVALID_STATE', 'RATE_LIMITED'],
});

export const markMessagesReadEndpoint = endpoint({
  method: 'POST',
  path: '/api/teaching/sessions/{id}/messages/read',
  tag: 'Room',
  summary: 'Mark messages as read, up to an instant',
  actor: 'user',
  params: byId,
  body: readMessagesSchema,
  answers: { 204: null },
  refusals: ['NOT_FOUND', 'CHAT_DISABLED'],
});

export const listFilesEndpoint = endpoint({
  method: 'GET',
  path: '/api/teaching/sessions/{id}/files',
  tag: 'Room',
  summary: 'The files of a session, newest first',
  actor: 'user',
  params: byId,
  query: roomListSchema,
  answers: { 200: pageOf(sharedFileSchema) },
  refusals: ['NOT_FOUND'],
});

export const uploadFileEndpoint = endpoint({
  method: 'POST',
  path: '/api/teaching/sessions/{id}/files',
  tag: 'Room',
  summary: 'Share a file of up to 32 MB; in a group only the tutor does',
  actor: 'user',
  params: byId,
  upload: 'file',
  answers: { 201: z.object({ file: sharedFileSchema }) },
  refusals: [
    'NOT_FOUND',
    'TUTOR_ONLY_UPLOAD',
    'FORBIDDEN',
    'INVALID_STATE',
    'TOO_MANY_FILES',
    'FILE_TOO_LARGE',
    'FILE_TYPE_NOT_ALLOWED',
    'VALIDATION_FAILED',
    'RATE_LIMITED',
    'STORAGE_UNAVAILABLE',
  ],
});

export const deleteFileEndpoint = endpoint({
  method: 'DELETE',
  path: '/api/teaching/sessions/{id}/files/{fileId}',
  tag: 'Room',
  summary: 'Take a file away: its uploader or the tutor',
  actor: 'user',
  params: byFile,
  answers: { 204: null },
  refusals: ['NOT_FOUND', 'FORBIDDEN', 'INVALID_STATE'],
});
