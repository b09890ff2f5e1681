import { reply } from '@/lib/endpoint';
import { handler, methods } from '@/lib/http';
import { createSlots } from '@/lib/slots/commands';
import { createSlotsEndpoint } from '@/lib/slots/endpoints';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handler(createSlotsEndpoint, async ({ actor, body, now }) =>
    reply(201, { slots: await createSlots({ userId: actor.id, ...body, now }) }),
  ),
});
