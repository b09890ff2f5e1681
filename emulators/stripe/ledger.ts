// Everything this Stripe account holds, in memory and in one file, and the events that tell of its changes.
import type Stripe from 'stripe';
import { keepState, readState } from '../state-file';
import { API_VERSION, newId, nowSeconds } from './objects';

type Subject = Stripe.PaymentIntent | Stripe.Charge | Stripe.Refund | Stripe.Dispute;

export type LedgerEvent = Omit<Stripe.EventBase, 'data'> & {
  data: { object: Subject; previous_attributes?: Record<string, unknown> };
};

/** The answer that an idempotency key was given, for the day it is kept. */
export type StoredAnswer = {
  key: string;
  request: string;
  path: string;
  status: number;
  body: string;
  at: number;
};

/** An event that the app has not taken yet, and how often it was tried. */
export type PendingDelivery = { eventId: string; attempt: number };

type Snapshot = {
  intents: Stripe.PaymentIntent[];
  methods: Stripe.PaymentMethod[];
  charges: Stripe.Charge[];
  refunds: Stripe.Refund[];
  disputes: Stripe.Dispute[];
  events: LedgerEvent[];
  answers: StoredAnswer[];
  pending: PendingDelivery[];
};

const EVENTS_KEPT = 10_000;

export type Ledger = ReturnType<typeof openLedger>;

/** The request that a change came from, as events name it. */
export type RequestMark = { id: string | null; idempotencyKey: string | null };

export function openLedger(stateFile: string | undefined) {
  // Our own file: a missing or torn one is an empty account.
  const saved = (readState(stateFile) ?? {}) as Partial<Snapshot>;
  const intents = byId(saved.intents);
  const methods = byId(saved.methods);
  const charges = byId(saved.charges);
  const refunds = byId(saved.refunds);
  const disputes = byId(saved.disputes);
  const events = byId(saved.events);
  const answers = new Map((saved.answers ?? []).map((answer) => [answer.key, answer]));
  const pending = new Map((saved.pending ?? []).map((delivery) => [delivery.eventId, delivery]));
  let onEvent: (event: LedgerEvent) => void = () => {};

  const file = keepState(
    stateFile,
    (): Snapshot => ({
      intents: [...intents.values()],
      methods: [...methods.values()],
      charges: [...charges.values()],
      refunds: [...refunds.values()],
      disputes: [...disputes.values()],
      events: [...events.values()],
      answers: [...answers.values()],
      pending: [...pending.values()],
    }),
  );

  /** Records what happened, as the object is now, and hands it on to whoever sends webhooks. */
  function emit(
    type: Stripe.Event.Type,
    subject: Subject,
    { previous, request }: { previous?: Record<string, unknown>; request?: RequestMark } = {},
  ) {
    const event: LedgerEvent = {
      id: newId('evt'),
      object: 'event',
      api_version: API_VERSION,
      created: nowSeconds(),
      data: { object: structuredClone(subject), ...(previous && { previous_attributes: previous }) },
      livemode: false,
      pending_webhooks: 0,
      request: { id: request?.id ?? null, idempotency_key: request?.idempotencyKey ?? null },
      type,
    };
    events.set(event.id, event);
    const [oldest] = events.keys();
    if (events.size > EVENTS_KEPT && oldest) events.delete(oldest);
    onEvent(event);
    file.changed();
  }

  /** The object with this id, whatever its kind: for `expand`. */
  function find(id: string) {
    return intents.get(id) ?? methods.get(id) ?? charges.get(id) ?? refunds.get(id) ?? disputes.get(id);
  }

  return {
    intents,
    methods,
    charges,
    refunds,
    disputes,
    events,
    answers,
    pending,
    emit,
    find,
    listen: (listener: (event: LedgerEvent) => void) => {
      onEvent = listener;
    },
    changed: file.changed,
    close: file.close,
  };
}

function byId<T extends { id: string }>(items: T[] = []): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
