// What tests and people may order from the stand-in that no Stripe account can: its own paths, beside the API's.
import { z } from 'zod';
import { parseJson } from '../control';
import { type Call, json, type Reply } from '../http-server';
import type { Ledger } from './ledger';
import type { Webhooks } from './webhooks';

const webhookSchema = z.strictObject({
  eventId: z.string().optional(),
  /** Every event, or with `paymentIntent` or `type` every one of these. */
  all: z.boolean().optional(),
  type: z.string().optional(),
  paymentIntent: z.string().optional(),
  times: z.int().min(1).max(1000).optional(),
  concurrent: z.boolean().optional(),
  /** Newest first: out of order. */
  reverse: z.boolean().optional(),
});

/** `POST /_webhook` sends events once more; `/_webhook/pause` and `/_webhook/resume` hold them back. */
export async function controlWebhooks(call: Call, ledger: Ledger, webhooks: Webhooks): Promise<Reply> {
  switch (`${call.method} ${call.path}`) {
    case 'GET /_webhook':
      return json(200, webhooks.status());
    case 'POST /_webhook/pause':
      webhooks.pause();
      return json(200, webhooks.status());
    case 'POST /_webhook/resume':
      webhooks.resume();
      return json(200, webhooks.status());
    case 'POST /_webhook': {
      const wanted = webhookSchema.safeParse(parseJson(call.body.toString()) ?? {});
      if (!wanted.success) return json(422, { error: z.prettifyError(wanted.error) });
      const { eventId, type, paymentIntent, times, concurrent, reverse } = wanted.data;
      const events = [...ledger.events.values()].filter(
        (event) =>
          (eventId === undefined || event.id === eventId) &&
          (type === undefined || event.type === type) &&
          (paymentIntent === undefined || JSON.stringify(event.data.object).includes(paymentIntent)),
      );
      if (events.length === 0) return json(404, { error: 'no such event' });
      const deliveries = await webhooks.again(reverse ? events.reverse() : events, { times, concurrent });
      return json(200, { deliveries });
    }
    default:
      return json(404, { error: 'no such control' });
  }
}
