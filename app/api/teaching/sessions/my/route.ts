import { reply } from '@/lib/endpoint';
import { handler, methods } from '@/lib/http';
import { listStudentSessionsEndpoint } from '@/lib/sessions/endpoints';
import { listStudentSessions } from '@/lib/sessions/queries';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handler(listStudentSessionsEndpoint, async ({ actor, query, now }) =>
    reply(200, await listStudentSessions({ ...query, userId: actor.id, now })),
  ),
});
