import { reply } from '@/lib/endpoint';
import { handler, methods } from '@/lib/http';
import { markMessagesRead } from '@/lib/room/commands';
import { markMessagesReadEndpoint } from '@/lib/room/endpoints';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handler(markMessagesReadEndpoint, async ({ actor, params, body }) => {
    await markMessagesRead({ sessionId: params.id, userId: actor.id, upTo: body.upTo });
    return reply(204);
  }),
});
