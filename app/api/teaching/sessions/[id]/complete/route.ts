import { reply } from '@/lib/endpoint';
import { handler, methods } from '@/lib/http';
import { completeSessionEndpoint } from '@/lib/sessions/endpoints';
import { completeSession } from '@/lib/sessions/lifecycle';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PATCH: handler(completeSessionEndpoint, async ({ actor, params, now }) =>
    reply(200, { session: await completeSession({ sessionId: params.id, userId: actor.id, now }) }),
  ),
});
