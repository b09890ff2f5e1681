import { updateUser } from '@/lib/accounts/commands';
import { getMeEndpoint, updateMeEndpoint } from '@/lib/accounts/endpoints';
import { reply } from '@/lib/endpoint';
import { handler, methods } from '@/lib/http';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handler(getMeEndpoint, async ({ actor }) => reply(200, { user: actor })),
  PATCH: handler(updateMeEndpoint, async ({ actor, body }) =>
    reply(200, { user: await updateUser({ userId: actor.id, change: body }) }),
  ),
});
