import { reply } from '@/lib/endpoint';
import { handler, methods } from '@/lib/http';
import { cancelSession } from '@/lib/sessions/commands';
import { cancelSessionEndpoint } from '@/lib/sessions/endpoints';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PATCH: handler(cancelSessionEndpoint, async ({ actor, params, body, now }) =>
    reply(200, {
      session: await cancelSession({ ...body, sessionId: params.id, userId: actor.id, now }),
    }),
  ),
});
