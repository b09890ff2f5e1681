import { reply } from '@/lib/endpoint';
import { handler, methods } from '@/lib/http';
import { leaveSessionEndpoint } from '@/lib/sessions/endpoints';
import { leaveSession } from '@/lib/sessions/lifecycle';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handler(leaveSessionEndpoint, async ({ actor, params, now }) => {
    await leaveSession({ sessionId: params.id, userId: actor.id, now });
    return reply(204);
  }),
});
