import { reply } from '@/lib/endpoint';
import { AppError } from '@/lib/errors';
import { handler, methods } from '@/lib/http';
import { listOpenSlotsEndpoint } from '@/lib/slots/endpoints';
import { listOpenSlots } from '@/lib/slots/queries';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handler(listOpenSlotsEndpoint, async ({ params, query, now }) => {
    const open = await listOpenSlots({ ...query, providerProfileId: params.id, now });
    if (!open) throw new AppError('NOT_FOUND');
    return reply(200, open);
  }),
});
