import { startCheckout } from '@/lib/booking/commands';
import { reply } from '@/lib/endpoint';
import { handler, methods } from '@/lib/http';
import { consume } from '@/lib/rate-limit';
import { bookEndpoint } from '@/lib/sessions/endpoints';
import { getSession } from '@/lib/sessions/queries';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handler(bookEndpoint, async ({ actor, body, now }) => {
    await consume('book', actor.id);
    const checkout = await startCheckout({ slotId: body.slotId, studentId: actor.id, now });
    const { slot, hold, payment } = checkout;
    if (hold)
      return checkout.isNew ? reply(201, { hold, payment, slot }) : reply(200, { hold, payment, slot });
    const session = await getSession({ sessionId: checkout.sessionId, userId: actor.id });
    if (!session) throw new Error('a session that was just booked is not there');
    return reply(201, { hold: null, payment: null, slot, session });
  }),
});
