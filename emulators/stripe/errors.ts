// Stripe's refusals: thrown by whatever decides, turned into an answer by the server alone.
import type Stripe from 'stripe';

export type ErrorBody = {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  message: string;
  code?: string;
  decline_code?: string;
  param?: string;
  charge?: string;
  payment_intent?: Stripe.PaymentIntent;
  payment_method?: Stripe.PaymentMethod;
};

export class StripeRefusal extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  /** false where the call was refused before its work began: such an answer is not kept for its idempotency key. */
  readonly begun: boolean;

  constructor(status: number, body: ErrorBody, { begun = true } = {}) {
    super(body.message);
    this.status = status;
    this.body = body;
    this.begun = begun;
  }
}

/** A parameter that is missing, unknown or wrong. */
export function invalidParam(param: string, message: string, code?: string): StripeRefusal {
  const body: ErrorBody = { type: 'invalid_request_error', message, param, ...(code && { code }) };
  return new StripeRefusal(400, body, { begun: false });
}

export function missingParam(param: string): StripeRefusal {
  return invalidParam(param, `Missing required param: ${param}.`, 'parameter_missing');
}

export function noSuch(kind: string, id: string, param = 'id'): StripeRefusal {
  const message = `No such ${kind}: '${id}'`;
  return new StripeRefusal(404, { type: 'invalid_request_error', code: 'resource_missing', param, message });
}

export function unexpectedState(intent: Stripe.PaymentIntent, message: string): StripeRefusal {
  const code = 'payment_intent_unexpected_state';
  return new StripeRefusal(400, { type: 'invalid_request_error', code, message, payment_intent: intent });
}

export function secretKeyRequired(): StripeRefusal {
  const message =
    'This API call cannot be made with a publishable API key. Please use a secret API key. ' +
    'You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.';
  const body: ErrorBody = { type: 'invalid_request_error', code: 'secret_key_required', message };
  return new StripeRefusal(403, body, { begun: false });
}
