import { reply } from '@/lib/endpoint';
import { handler, methods } from '@/lib/http';
import { joinSessionEndpoint } from '@/lib/sessions/endpoints';
import { joinSession } from '@/lib/sessions/lifecycle';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handler(joinSessionEndpoint, async ({ actor, params, now }) =>
    reply(200, await joinSession({ sessionId: params.id, userId: actor.id, now })),
  ),
});
