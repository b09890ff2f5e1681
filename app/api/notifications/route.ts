import { reply } from '@/lib/endpoint';
import { handler, methods } from '@/lib/http';
import { listNotificationsEndpoint } from '@/lib/notifications/endpoints';
import { countUnread, listNotifications } from '@/lib/notifications/queries';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handler(listNotificationsEndpoint, async ({ actor, query }) => {
    const [page, unread] = await Promise.all([
      listNotifications({ userId: actor.id, ...query }),
      countUnread(actor.id),
    ]);
    return reply(200, { ...page, unread });
  }),
});
