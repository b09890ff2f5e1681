// What tests and people may order from the stand-in that no Stripe account can: its own paths, beside the API's.
import { z } from 'zod';
import { parseJson } from '../control';
import { type Call, json, type Reply } from '../http-server';
import { closeDispute, disputeOf, openDispute } from './disputes';
import type { Ledger } from './ledger';
import { type RefusedRefunds, refusedRefundsSchema } from './refused-refunds';
import type { Webhooks } from './webhooks';

export type Controlled = { ledger: Ledger; webhooks: Webhooks; refusedRefunds: RefusedRefunds };

export function answerControl(call: Call, controlled: Controlled): Reply | Promise<Reply> {
  const { ledger, webhooks, refusedRefunds } = controlled;
  if (call.path.startsWith('/_webhook')) return controlWebhooks(call, ledger, webhooks);
  if (call.path === '/_refuse_refunds') return controlRefusedRefunds(call, refusedRefunds);
  if (call.path === '/_dispute' && call.method === 'POST') return controlDispute(call, ledger);
  return noSuchControl();
}

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
async function controlWebhooks(call: Call, ledger: Ledger, webhooks: Webhooks): Promise<Reply> {
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
      if (!wanted.success) return refused(wanted.error);
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
      return noSuchControl();
  }
}

/** `POST /_refuse_refunds` orders that refunds be refused, `DELETE` takes it back, `GET` lists what is ordered. */
function controlRefusedRefunds(call: Call, refusedRefunds: RefusedRefunds): Reply {
  switch (call.method) {
    case 'GET':
      return json(200, refusedRefunds.list());
    case 'DELETE':
      refusedRefunds.takeBack();
      return json(200, { ok: true });
    case 'POST': {
      const wanted = refusedRefundsSchema.safeParse(parseJson(call.body.toString()));
      if (!wanted.success) return refused(wanted.error);
      refusedRefunds.order(wanted.data);
      return json(201, wanted.data);
    }
    default:
      return noSuchControl();
  }
}

const disputeSchema = z.strictObject({
  paymentIntent: z.string(),
  /** Closes it so; without it, the dispute is opened and stays open. */
  status: z.enum(['won', 'lost']).optional(),
  reason: z.string().optional(),
});

/** `POST /_dispute` opens a dispute, or closes the one that is open; answers the Dispute. */
function controlDispute(call: Call, ledger: Ledger): Reply {
  const wanted = disputeSchema.safeParse(parseJson(call.body.toString()));
  if (!wanted.success) return refused(wanted.error);
  const { paymentIntent, status, reason } = wanted.data;
  const intent = ledger.intents.get(paymentIntent);
  if (!intent) return json(404, { error: 'no such payment' });
  const charge = ledger.charges.get(String(intent.latest_charge));
  if (charge?.status !== 'succeeded') return json(409, { error: 'this payment was not charged' });
  const known = disputeOf(ledger, charge);
  const isClosed = known?.status === 'won' || known?.status === 'lost';
  if (known && (isClosed || !status)) return json(409, { error: `already disputed: ${known.status}` });
  const dispute = known ?? openDispute(ledger, charge, reason);
  if (status) closeDispute(ledger, dispute, status);
  return json(200, dispute);
}

function refused(error: z.ZodError): Reply {
  return json(422, { error: z.prettifyError(error) });
}

function noSuchControl(): Reply {
  return json(404, { error: 'no such control' });
}
