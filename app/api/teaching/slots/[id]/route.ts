import { reply } from '@/lib/endpoint';
import { handler, methods } from '@/lib/http';
import { deleteSlot, updateSlot } from '@/lib/slots/commands';
import { deleteSlotEndpoint, updateSlotEndpoint } from '@/lib/slots/endpoints';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PATCH: handler(updateSlotEndpoint, async ({ actor, params, body, now }) =>
    reply(200, { slot: await updateSlot({ userId: actor.id, slotId: params.id, change: body, now }) }),
  ),
  DELETE: handler(deleteSlotEndpoint, async ({ actor, params, now }) => {
    await deleteSlot({ userId: actor.id, slotId: params.id, now });
    return reply(204);
  }),
});
