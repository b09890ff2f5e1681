// Who left a room without a word: a closed lid, a lost line. Pusher sees it, once they are gone for some seconds.
import { z } from 'zod';
import { sessionChannel, sessionIdOfChannel } from '@/lib/channels';
import { guarded, methods, readText } from '@/lib/http';
import { listMembers, readChannelWebhook } from '@/lib/services/pusher';
import { endVisit } from '@/lib/sessions/lifecycle';

/** Larger than any batch that Pusher sends. */
const MAX_EVENT_BYTES = 512 * 1024;
const idSchema = z.uuid();

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: guarded(async (request) => {
    const body = await readText(request, MAX_EVENT_BYTES);
    const { at, events } = readChannelWebhook({ body, headers: request.headers });
    for (const { name, channel, userId } of events) {
      const sessionId = idSchema.safeParse(sessionIdOfChannel(channel)).data;
      if (name !== 'member_removed' || !sessionId || !idSchema.safeParse(userId).success) continue;
      await endVisitOfAbsent({ sessionId, userId: `${userId}`, at });
    }
    return Response.json({ received: true });
  }),
});

/** A late or repeated call may speak of somebody who is back: then the visit goes on. */
async function endVisitOfAbsent(gone: { sessionId: string; userId: string; at: Date }): Promise<void> {
  const present = await listMembers(sessionChannel(gone.sessionId));
  if (present.includes(gone.userId)) return;
  await endVisit({ ...gone, now: new Date() });
}
