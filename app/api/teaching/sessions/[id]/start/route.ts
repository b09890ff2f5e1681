import { reply } from '@/lib/endpoint';
import { handler, methods } from '@/lib/http';
import { startSessionEndpoint } from '@/lib/sessions/endpoints';
import { startSession } from '@/lib/sessions/lifecycle';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PATCH: handler(startSessionEndpoint, async ({ actor, params, now }) =>
    reply(200, await startSession({ sessionId: params.id, userId: actor.id, now })),
  ),
});
