import { applyPaymentEvent } from '@/lib/booking/settlement';
import { guarded, methods, readText } from '@/lib/http';
import { readWebhook } from '@/lib/services/stripe';

/** Larger than any event that Stripe sends. */
const MAX_EVENT_BYTES = 512 * 1024;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: guarded(async (request) => {
    const body = await readText(request, MAX_EVENT_BYTES);
    const event = readWebhook({ body, signature: request.headers.get('stripe-signature') });
    await applyPaymentEvent({ event, now: new Date() });
    return Response.json({ received: true });
  }),
});
