import type { Actor } from '@/lib/auth/actor';
import { sessionIdOfChannel, userChannel } from '@/lib/channels';
import { reply } from '@/lib/endpoint';
import { AppError } from '@/lib/errors';
import { handler, methods } from '@/lib/http';
import { authorizeChannelEndpoint } from '@/lib/notifications/endpoints';
import { consume } from '@/lib/rate-limit';
import { authorizePresence, authorizePrivate, type ChannelTicket } from '@/lib/services/pusher';
import { uidOf } from '@/lib/services/video';
import { findSeatInSession } from '@/lib/sessions/queries';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handler(authorizeChannelEndpoint, async ({ actor, body }) => {
    await consume('channel', actor.id);
    return reply(200, await ticketFor({ actor, socketId: body.socket_id, channel: body.channel_name }));
  }),
});

type Wanted = { actor: Actor; socketId: string; channel: string };

/** @throws AppError FORBIDDEN for every channel but one's own and those of one's sessions */
async function ticketFor({ actor, socketId, channel }: Wanted): Promise<ChannelTicket> {
  if (channel === userChannel(actor.id)) return authorizePrivate({ socketId, channel });
  const sessionId = sessionIdOfChannel(channel);
  const seat = sessionId && (await findSeatInSession({ sessionId, userId: actor.id }));
  if (!seat) throw new AppError('FORBIDDEN', { detail: 'This channel belongs to other people.' });
  return authorizePresence({
    socketId,
    channel,
    person: {
      id: actor.id,
      uid: uidOf({ channel: seat.channelName, userId: actor.id }),
      name: actor.name,
      role: seat.role,
    },
  });
}
