import { reply } from '@/lib/endpoint';
import { handler, methods } from '@/lib/http';
import { listOwnSlotsEndpoint } from '@/lib/slots/endpoints';
import { listOwnSlots } from '@/lib/slots/queries';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handler(listOwnSlotsEndpoint, async ({ actor, query }) =>
    reply(200, await listOwnSlots({ ...query, providerProfileId: actor.providerProfileId })),
  ),
});
