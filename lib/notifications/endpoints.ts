import { endpoint } from '../endpoint';
import { pageOf } from '../paging';
import {
  channelRequestSchema,
  channelTicketSchema,
  markReadSchema,
  notificationFiltersSchema,
  notificationSchema,
  unreadSchema,
} from './schema';

export const listNotificationsEndpoint = endpoint({
  method: 'GET',
  path: '/api/notifications',
  tag: 'Notifications',
  summary: 'What the caller was told, newest first, and how much of it is unread',
  actor: 'user',
  query: notificationFiltersSchema,
  answers: { 200: pageOf(notificationSchema).extend(unreadSchema.shape) },
  refusals: [],
});

export const markReadEndpoint = endpoint({
  method: 'POST',
  path: '/api/notifications/read',
  tag: 'Notifications',
  summary: 'Mark some as read, or all up to an instant',
  actor: 'user',
  body: markReadSchema,
  answers: { 200: unreadSchema },
  refusals: [],
});

export const authorizeChannelEndpoint = endpoint({
  method: 'POST',
  path: '/api/pusher/auth',
  tag: 'Realtime',
  summary: 'A ticket to one’s own channel, or to that of a session in which one has a part',
  actor: 'user',
  body: channelRequestSchema,
  bodyMayBeForm: true,
  answers: { 200: channelTicketSchema },
  refusals: ['FORBIDDEN', 'RATE_LIMITED'],
});
