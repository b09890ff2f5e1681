// Stripe's Dispute and the movements of money that belong to it, made as in `objects.ts`.
import type Stripe from 'stripe';
import { newId, nowSeconds } from './objects';

const DISPUTE_FEE = 1500;
const RESPOND_WITHIN_SECONDS = 9 * 24 * 60 * 60;

/** A dispute of the whole charge, with the money already withdrawn. */
export function newDispute(charge: Stripe.Charge, reason: Stripe.Dispute['reason']): Stripe.Dispute {
  const brand = charge.payment_method_details?.card?.brand ?? 'visa';
  const dispute: Stripe.Dispute = {
    id: newId('du'),
    object: 'dispute',
    amount: charge.amount,
    balance_transactions: [],
    charge: charge.id,
    created: nowSeconds(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: { ...NO_EVIDENCE, customer_email_address: charge.billing_details.email },
    evidence_details: {
      due_by: nowSeconds() + RESPOND_WITHIN_SECONDS,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      type: 'card',
      card: { brand, case_type: 'chargeback', network: brand, network_reason_code: '10.4' },
    },
    reason,
    status: 'needs_response',
  };
  dispute.balance_transactions.push(newDisputeMovement(dispute, 'withdrawn'));
  return dispute;
}

/** The disputed amount going out of the balance (with the fee), or coming back into it. */
export function newDisputeMovement(
  { id, amount, charge, currency }: Stripe.Dispute,
  way: 'withdrawn' | 'reinstated',
): Stripe.BalanceTransaction {
  const isOut = way === 'withdrawn';
  const fee = isOut ? DISPUTE_FEE : 0;
  const moved = isOut ? -amount : amount;
  return {
    id: newId('txn'),
    object: 'balance_transaction',
    amount: moved,
    available_on: nowSeconds(),
    balance_type: 'payments',
    created: nowSeconds(),
    currency,
    description: `Chargeback ${way} for ${charge}`,
    exchange_rate: null,
    fee,
    fee_details: isOut
      ? [{ amount: fee, application: null, currency, description: 'Dispute fee', type: 'stripe_fee' }]
      : [],
    net: moved - fee,
    reporting_category: isOut ? 'dispute' : 'dispute_reversal',
    source: id,
    status: 'available',
    type: 'adjustment',
  };
}

const NO_EVIDENCE: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};
