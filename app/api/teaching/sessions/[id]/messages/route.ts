import { reply } from '@/lib/endpoint';
import { handler, methods } from '@/lib/http';
import { consume } from '@/lib/rate-limit';
import { sendMessage } from '@/lib/room/commands';
import { listMessagesEndpoint, sendMessageEndpoint } from '@/lib/room/endpoints';
import { listMessages } from '@/lib/room/queries';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handler(listMessagesEndpoint, async ({ actor, params, query }) =>
    reply(200, await listMessages({ sessionId: params.id, userId: actor.id, ...query })),
  ),
  POST: handler(sendMessageEndpoint, async ({ actor, params, body, now }) => {
    await consume('message', actor.id);
    const { message, isNew } = await sendMessage({ sessionId: params.id, userId: actor.id, ...body, now });
    return reply(isNew ? 201 : 200, { message });
  }),
});
