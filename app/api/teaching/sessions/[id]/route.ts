import { reply } from '@/lib/endpoint';
import { AppError } from '@/lib/errors';
import { handler, methods } from '@/lib/http';
import { getSessionEndpoint } from '@/lib/sessions/endpoints';
import { getSession } from '@/lib/sessions/queries';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handler(getSessionEndpoint, async ({ actor, params }) => {
    const session = await getSession({ sessionId: params.id, userId: actor.id });
    if (!session) throw new AppError('NOT_FOUND');
    return reply(200, { session });
  }),
});
