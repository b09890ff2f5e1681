// Refunds: whole or in part, never more than is left. Two test cards settle theirs only later, one of them badly.
import type Stripe from 'stripe';
import { refuseDisputed } from './disputes';
import { invalidParam, noSuch, StripeRefusal } from './errors';
import type { Ledger } from './ledger';
import { newId, newRefund } from './objects';
import { allowOnly, integerOf, mergedMetadata, type Params, textOf } from './params';
import type { Context } from './payment-intents';
import { behaviourOf } from './test-cards';

const CREATE_PARAMS = [
  ...['amount', 'charge', 'currency', 'customer', 'expand', 'instructions_email', 'metadata', 'origin'],
  ...['payment_intent', 'reason', 'refund_application_fee', 'reverse_transfer'],
];
const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer'];

export function createRefund(context: Context, params: Params): Stripe.Refund {
  allowOnly(params, CREATE_PARAMS);
  const reason = textOf(params, 'reason');
  if (reason !== undefined && !REASONS.includes(reason)) {
    throw invalidParam('reason', `Invalid reason: must be one of ${REASONS.join(', ')}`);
  }
  const wanted = integerOf(params, 'amount', { min: 1 });
  const charge = chargeToRefund(context.ledger, params);
  refuseDisputed(context.ledger, charge);
  const left = charge.amount - charge.amount_refunded;
  if (left === 0) {
    const message = `Charge ${charge.id} has already been refunded.`;
    throw new StripeRefusal(400, { type: 'invalid_request_error', code: 'charge_already_refunded', message });
  }
  const amount = wanted ?? left;
  if (amount > left) {
    const message = `Refund amount (${amount} ${charge.currency}) is greater than unrefunded amount on charge (${left} ${charge.currency})`;
    throw new StripeRefusal(400, { type: 'invalid_request_error', param: 'amount', message });
  }
  context.refusedRefunds.refuse(charge.payment_intent);
  const refund = newRefund({ charge, amount, reason: reason ?? null, metadata: mergedMetadata({}, params) });
  context.ledger.refunds.set(refund.id, refund);
  const previous = changeRefunded(charge, amount);
  context.ledger.emit('refund.created', refund, context);
  context.ledger.emit('charge.refunded', charge, { ...context, previous });
  return refund;
}

export function updateRefund({ ledger }: Context, refund: Stripe.Refund, params: Params): Stripe.Refund {
  allowOnly(params, ['metadata', 'expand']);
  refund.metadata = mergedMetadata(refund.metadata ?? {}, params);
  ledger.changed();
  return refund;
}

/** Whether a refund is still to end otherwise than it began: its card says so. */
export function isUnsettled(ledger: Ledger, refund: Stripe.Refund): boolean {
  if (refund.status === 'failed') return false;
  const behaviour = refundBehaviour(ledger, refund);
  return behaviour === 'fails later' || (behaviour === 'succeeds later' && refund.status === 'pending');
}

/** Ends a refund as its card has it: the money arrives after all, or comes back. */
export function settleRefund(ledger: Ledger, refund: Stripe.Refund) {
  const previous = { status: refund.status };
  const charge = ledger.charges.get(String(refund.charge));
  if (refundBehaviour(ledger, refund) === 'succeeds later') {
    refund.status = 'succeeded';
  } else {
    refund.status = 'failed';
    refund.failure_reason = 'expired_or_canceled_card';
    refund.failure_balance_transaction = newId('txn');
    if (charge) changeRefunded(charge, -refund.amount);
    ledger.emit('refund.failed', refund, { previous });
  }
  ledger.emit('refund.updated', refund, { previous });
  ledger.emit('charge.refund.updated', refund, { previous });
}

function refundBehaviour(ledger: Ledger, refund: Stripe.Refund) {
  const charge = ledger.charges.get(String(refund.charge));
  return behaviourOf(charge?.payment_method_details?.card?.fingerprint).refund;
}

/** Counts an amount as refunded, or no longer so; gives back what stood there before. */
function changeRefunded(charge: Stripe.Charge, amount: number) {
  const previous = { amount_refunded: charge.amount_refunded, refunded: charge.refunded };
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount;
  return previous;
}

function chargeToRefund(ledger: Ledger, params: Params): Stripe.Charge {
  const chargeId = textOf(params, 'charge');
  const intentId = textOf(params, 'payment_intent');
  if (chargeId === undefined && intentId === undefined) {
    const message =
      'One of the following params should be provided for this request: payment_intent or charge.';
    throw new StripeRefusal(400, { type: 'invalid_request_error', message }, { begun: false });
  }
  const intent = intentId === undefined ? undefined : ledger.intents.get(intentId);
  if (intentId !== undefined && !intent) throw noSuch('payment_intent', intentId, 'payment_intent');
  const id = chargeId ?? String(intent?.latest_charge);
  const charge = ledger.charges.get(id);
  if (!charge && chargeId !== undefined) throw noSuch('charge', chargeId, 'charge');
  if (charge?.status !== 'succeeded') {
    const message = `This PaymentIntent (${intentId}) does not have a successful charge to refund.`;
    throw new StripeRefusal(400, { type: 'invalid_request_error', message });
  }
  return charge;
}
