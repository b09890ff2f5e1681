import { reply } from '@/lib/endpoint';
import { handler, methods } from '@/lib/http';
import { listInstructorSessionsEndpoint } from '@/lib/sessions/endpoints';
import { listInstructorSessions } from '@/lib/sessions/queries';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handler(listInstructorSessionsEndpoint, async ({ actor, query, now }) =>
    reply(200, await listInstructorSessions({ ...query, userId: actor.id, now })),
  ),
});
