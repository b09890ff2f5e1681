// Sends events to the app as Stripe does: signed, one after the other for one payment, tried again while the app
// does not answer 2xx. What is not taken yet is kept with the account, so a restart goes on with it.
import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger, LedgerEvent, PendingDelivery } from './ledger';
import { nowSeconds } from './objects';

/** Stripe retries for three days, with growing pauses; here the pauses begin at a second, so that one can watch. */
const RETRY_AFTER_MS = [1, 3, 10, 30, 60, 300, 900, 3600, 3600, 3600].map((seconds) => seconds * 1000);
const ANSWER_WITHIN_MS = 10_000;

export type WebhookOptions = {
  url?: string;
  secret: string;
  retryAfterMs?: number[];
  answerWithinMs?: number;
};

export type Webhooks = ReturnType<typeof createWebhooks>;

export type Delivered = { eventId: string; type: string; attempt: number; status: number | null; at: string };

export function createWebhooks(ledger: Ledger, options: WebhookOptions) {
  const { secret, retryAfterMs = RETRY_AFTER_MS, answerWithinMs = ANSWER_WITHIN_MS } = options;
  const closing = new AbortController();
  const retries = new Set<NodeJS.Timeout>();
  /** The last delivery under way of each payment: the next one of that payment waits for it. */
  const tails = new Map<string, Promise<void>>();
  const delivered: Delivered[] = [];
  let url = options.url;
  let paused = false;
  let away = false;
  // From an earlier run: sent as soon as there is an address.
  let held: PendingDelivery[] = [...ledger.pending.values()];

  ledger.listen((event) => {
    // Without an endpoint Stripe sends nothing, then or later.
    if (!url) return;
    event.pending_webhooks = 1;
    const delivery = { eventId: event.id, attempt: 1 };
    ledger.pending.set(event.id, delivery);
    queue(delivery);
  });

  release();

  function queue(delivery: PendingDelivery) {
    const event = ledger.events.get(delivery.eventId);
    if (!event || closing.signal.aborted) return;
    if (paused || away || !url) {
      held.push(delivery);
      return;
    }
    const payment = paymentOf(event);
    const turn = (tails.get(payment) ?? Promise.resolve()).then(() => attempt(event, delivery));
    tails.set(payment, turn);
    void turn.finally(() => {
      if (tails.get(payment) === turn) tails.delete(payment);
    });
  }

  async function attempt(event: LedgerEvent, delivery: PendingDelivery) {
    if (paused || away) {
      held.push(delivery);
      return;
    }
    const status = await post(event, delivery.attempt);
    if (closing.signal.aborted) return;
    if (isSuccess(status)) {
      event.pending_webhooks = 0;
      ledger.pending.delete(event.id);
    } else {
      retryLater(event, delivery);
    }
    ledger.changed();
  }

  function retryLater(event: LedgerEvent, { attempt }: PendingDelivery) {
    const pause = retryAfterMs[attempt - 1];
    if (pause === undefined) {
      ledger.pending.delete(event.id);
      return;
    }
    const next = { eventId: event.id, attempt: attempt + 1 };
    ledger.pending.set(event.id, next);
    const timer = setTimeout(() => {
      retries.delete(timer);
      queue(next);
    }, pause);
    retries.add(timer);
  }

  /** One signed POST; null where there was no answer in time. */
  async function post(event: LedgerEvent, attempt: number): Promise<number | null> {
    if (!url) return null;
    // Indented, as Stripe's are: a handler that checks a re-serialised body fails here as it would there.
    const body = JSON.stringify(event, null, 2);
    const status = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        'stripe-signature': signature(body, secret),
      },
      redirect: 'manual',
      signal: AbortSignal.any([closing.signal, AbortSignal.timeout(answerWithinMs)]),
    })
      .then(async (response) => {
        await response.arrayBuffer();
        return response.status;
      })
      .catch(() => null);
    delivered.push({ eventId: event.id, type: event.type, attempt, status, at: new Date().toISOString() });
    if (delivered.length > 5000) delivered.splice(0, 1000);
    return status;
  }

  return {
    setUrl(next: string | undefined) {
      url = next;
      release();
    },
    pause() {
      paused = true;
    },
    resume() {
      paused = false;
      release();
    },
    /** Holds back while Stripe itself is away, whether or not it was told to pause besides. */
    setAway(next: boolean) {
      away = next;
      release();
    },
    /** Sends events once more whatever became of them: in order, or all at once. Answers their statuses. */
    async again(events: LedgerEvent[], { times = 1, concurrent = false } = {}) {
      const all = Array.from({ length: times }, () => events).flat();
      const send = async (event: LedgerEvent) => ({
        eventId: event.id,
        type: event.type,
        status: await post(event, 0),
      });
      if (concurrent) return Promise.all(all.map(send));
      const statuses = [];
      for (const event of all) statuses.push(await send(event));
      return statuses;
    },
    /** Resolves when nothing is under way (what is held back or waits for a retry is not). */
    async idle() {
      while (tails.size > 0) await Promise.all([...tails.values(), sleep(1)]);
    },
    status: () => ({ url: url ?? null, paused, away, pending: [...ledger.pending.values()], delivered }),
    close() {
      closing.abort();
      for (const timer of retries) clearTimeout(timer);
    },
  };

  function release() {
    if (paused || away || !url) return;
    const released = held;
    held = [];
    for (const delivery of released) queue(delivery);
  }
}

/** `Stripe-Signature`, with the present second: each attempt is signed anew. */
export function signature(body: string, secret: string, at = nowSeconds()): string {
  return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;
}

function isSuccess(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}

function paymentOf({ id, data: { object } }: LedgerEvent): string {
  if (object.object === 'payment_intent') return object.id;
  return typeof object.payment_intent === 'string' ? object.payment_intent : id;
}
