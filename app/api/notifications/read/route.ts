import { reply } from '@/lib/endpoint';
import { handler, methods } from '@/lib/http';
import { markRead } from '@/lib/notifications/commands';
import { markReadEndpoint } from '@/lib/notifications/endpoints';
import { countUnread } from '@/lib/notifications/queries';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handler(markReadEndpoint, async ({ actor, body: { ids, upTo }, now }) => {
    await markRead({ userId: actor.id, ids, upTo: upTo ? new Date(upTo) : undefined, now });
    return reply(200, { unread: await countUnread(actor.id) });
  }),
});
