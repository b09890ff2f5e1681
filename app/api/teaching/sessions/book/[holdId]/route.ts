import { releaseHold } from '@/lib/booking/commands';
import { settleHold } from '@/lib/booking/settlement';
import { reply } from '@/lib/endpoint';
import { AppError } from '@/lib/errors';
import { handler, methods } from '@/lib/http';
import { getHoldEndpoint, releaseHoldEndpoint } from '@/lib/sessions/endpoints';
import { getSession } from '@/lib/sessions/queries';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handler(getHoldEndpoint, async ({ actor, params, now }) => {
    const settled = await settleHold({ holdId: params.holdId, studentId: actor.id, now });
    if (!settled) throw new AppError('NOT_FOUND');
    const { hold, sessionId } = settled;
    const session = sessionId ? await getSession({ sessionId, userId: actor.id }) : null;
    return reply(200, { hold, session });
  }),
  DELETE: handler(releaseHoldEndpoint, async ({ actor, params }) => {
    await releaseHold({ holdId: params.holdId, studentId: actor.id });
    return reply(204);
  }),
});
