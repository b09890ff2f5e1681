// Disputes: a cardholder takes the money back through the bank. It is gone at once, comes back if the dispute is won,
// and a charge under dispute, or lost to one, can no longer be refunded.
import type Stripe from 'stripe';
import { newDispute, newDisputeMovement } from './dispute-objects';
import { StripeRefusal } from './errors';
import type { Ledger } from './ledger';

import { behaviourOf } from './test-cards';

/** Takes the money of a paid charge back; a charge is disputed once at most. */
export function openDispute(
  ledger: Ledger,
  charge: Stripe.Charge,
  reason: Stripe.Dispute['reason'] = 'fraudulent',
): Stripe.Dispute {
  const dispute = newDispute(charge, reason);
  charge.disputed = true;
  ledger.disputes.set(dispute.id, dispute);
  ledger.emit('charge.dispute.created', dispute);
  ledger.emit('charge.dispute.funds_withdrawn', dispute);
  return dispute;
}

/** Ends an open dispute: won, the money comes back; lost, it stays away. */
export function closeDispute(ledger: Ledger, dispute: Stripe.Dispute, status: 'won' | 'lost') {
  const previous = { status: dispute.status };
  dispute.status = status;
  if (status === 'won') {
    dispute.balance_transactions.push(newDisputeMovement(dispute, 'reinstated'));
    ledger.emit('charge.dispute.funds_reinstated', dispute);
  }
  ledger.emit('charge.dispute.closed', dispute, { previous });
}

export function disputeOf(ledger: Ledger, charge: Stripe.Charge): Stripe.Dispute | undefined {
  return [...ledger.disputes.values()].find((dispute) => dispute.charge === charge.id);
}

/** Whether a charge is still to be disputed: its card says so. */
export function isDisputeDue({ status, disputed, payment_method_details: details }: Stripe.Charge): boolean {
  return status === 'succeeded' && !disputed && behaviourOf(details?.card?.fingerprint).dispute !== undefined;
}

/** @throws StripeRefusal 400 `charge_disputed` while a dispute is open, and when it was lost */
export function refuseDisputed(ledger: Ledger, charge: Stripe.Charge) {
  const dispute = charge.disputed ? disputeOf(ledger, charge) : undefined;
  if (!dispute || dispute.status === 'won') return;
  const message = `Charge ${charge.id} has been charged back; cannot issue a refund.`;
  throw new StripeRefusal(400, { type: 'invalid_request_error', code: 'charge_disputed', message });
}
