// The life of a PaymentIntent: requires_payment_method → (requires_confirmation) → (requires_action) → succeeded,
// or canceled on the way. A declined charge leads back to requires_payment_method.
import type Stripe from 'stripe';
import { invalidParam, noSuch, StripeRefusal, unexpectedState } from './errors';
import type { Ledger, RequestMark } from './ledger';
import { newCharge, newPaymentIntent, newPaymentMethod, nowSeconds } from './objects';
import {
  allowOnly,
  chargeableAmount,
  currencyOf,
  flagOf,
  groupOf,
  integerOf,
  mergedMetadata,
  type Params,
  requiredText,
  textOf,
} from './params';
import type { RefusedRefunds } from './refused-refunds';
import { behaviourOf, cardFromParams, cardNamed, type Decline } from './test-cards';

export type Context = {
  ledger: Ledger;
  refusedRefunds: RefusedRefunds;
  request: RequestMark;
  /** Where the 3-D Secure page of a PaymentIntent stands. */
  challengeUrl: (intent: Stripe.PaymentIntent) => string;
};

const SHARED_PARAMS = [
  ...[
    'amount_details',
    'application_fee_amount',
    'capture_method',
    'customer',
    'customer_account',
    'description',
  ],
  ...['excluded_payment_method_types', 'allowed_payment_method_types', 'expand', 'hooks', 'metadata'],
  ...['payment_details', 'payment_method', 'payment_method_configuration', 'payment_method_data'],
  ...['payment_method_options', 'payment_method_types', 'receipt_email', 'setup_future_usage', 'shipping'],
  ...['statement_descriptor', 'statement_descriptor_suffix', 'transfer_data', 'transfer_group'],
];
const CREATE_PARAMS = [
  ...SHARED_PARAMS,
  ...[
    'amount',
    'currency',
    'automatic_payment_methods',
    'confirm',
    'confirmation_method',
    'confirmation_token',
  ],
  ...['error_on_requires_action', 'mandate', 'mandate_data', 'off_session', 'on_behalf_of', 'radar_options'],
  ...['return_url', 'use_stripe_sdk'],
];
const UPDATE_PARAMS = [...SHARED_PARAMS, 'amount', 'currency'];
const CONFIRM_PARAMS = [
  ...[
    'allowed_payment_method_types',
    'amount_details',
    'amount_to_confirm',
    'capture_method',
    'client_secret',
  ],
  ...['confirmation_token', 'error_on_requires_action', 'excluded_payment_method_types', 'expand', 'hooks'],
  ...['mandate', 'mandate_data', 'off_session', 'payment_details', 'payment_method', 'payment_method_data'],
  ...['payment_method_options', 'payment_method_types', 'radar_options', 'receipt_email', 'return_url'],
  ...['setup_future_usage', 'shipping', 'use_stripe_sdk'],
];
const CANCELLATION_REASONS = ['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'];
const CANCELABLE: Stripe.PaymentIntent.Status[] = [
  ...(['requires_payment_method', 'requires_capture', 'requires_confirmation'] as const),
  ...(['requires_action', 'processing'] as const),
];

export function createIntent(context: Context, params: Params): Stripe.PaymentIntent {
  allowOnly(params, CREATE_PARAMS);
  requiredText(params, 'amount');
  const currency = currencyOf(params);
  const amount = chargeableAmount(integerOf(params, 'amount', { min: 1 }) ?? 0, currency);
  refuseManualCapture(params);
  const automatic = groupOf(params, 'automatic_payment_methods');
  const listsTypes = params.payment_method_types !== undefined;
  const intent = newPaymentIntent({
    amount,
    currency,
    metadata: mergedMetadata({}, params),
    description: textOf(params, 'description') ?? null,
    receiptEmail: textOf(params, 'receipt_email') ?? null,
    customer: textOf(params, 'customer') ?? null,
    statementDescriptor: textOf(params, 'statement_descriptor') ?? null,
    statementDescriptorSuffix: textOf(params, 'statement_descriptor_suffix') ?? null,
    transferGroup: textOf(params, 'transfer_group') ?? null,
    automaticPaymentMethods:
      listsTypes && !automatic
        ? null
        : {
            enabled: automatic ? flagOf(automatic, 'enabled') : true,
            allow_redirects: (automatic && textOf(automatic, 'allow_redirects')) ?? 'always',
          },
  });
  const method = methodFrom(context, params);
  if (method) attach(intent, method);
  context.ledger.intents.set(intent.id, intent);
  context.ledger.emit('payment_intent.created', intent, context);
  return flagOf(params, 'confirm') ? confirm(context, intent, params) : intent;
}

export function updateIntent(
  context: Context,
  intent: Stripe.PaymentIntent,
  params: Params,
): Stripe.PaymentIntent {
  allowOnly(params, UPDATE_PARAMS);
  const metadata = mergedMetadata(intent.metadata, params);
  const currency = params.currency === undefined ? intent.currency : currencyOf(params);
  const amount = integerOf(params, 'amount', { min: 1 });
  if (amount !== undefined || currency !== intent.currency) {
    if (!isUnpaid(intent)) {
      throw unexpectedState(
        intent,
        `This PaymentIntent's amount could not be updated because it has a status of ${intent.status}.`,
      );
    }
    Object.assign(intent, { currency, amount: chargeableAmount(amount ?? intent.amount, currency) });
  }
  const method = methodFrom(context, params);
  if (method) {
    if (!isUnpaid(intent)) throw unexpectedState(intent, unexpected('update', intent, 'updated'));
    attach(intent, method);
  }
  intent.metadata = metadata;
  if (params.description !== undefined) intent.description = textOf(params, 'description') ?? null;
  if (params.receipt_email !== undefined) intent.receipt_email = textOf(params, 'receipt_email') ?? null;
  context.ledger.changed();
  return intent;
}

export function confirmIntent(
  context: Context,
  intent: Stripe.PaymentIntent,
  params: Params,
): Stripe.PaymentIntent {
  allowOnly(params, CONFIRM_PARAMS);
  refuseManualCapture(params);
  return confirm(context, intent, params);
}

function confirm(context: Context, intent: Stripe.PaymentIntent, params: Params): Stripe.PaymentIntent {
  if (intent.status === 'succeeded') {
    const message =
      'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.';
    throw unexpectedState(intent, message);
  }
  if (intent.status === 'canceled') throw unexpectedState(intent, unexpected('confirm', intent, 'confirmed'));
  const method = methodFrom(context, params) ?? context.ledger.methods.get(String(intent.payment_method));
  if (!method) {
    const message =
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the " +
      'PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment ' +
      'method or ConfirmationToken.';
    throw unexpectedState(intent, message);
  }
  attach(intent, method);
  if (behaviourOf(method.card?.fingerprint).authentication === 'required') {
    return requireAuthentication(context, intent, params);
  }
  return charge(context, intent, method, { authenticated: false });
}

export function cancelIntent(
  context: Context,
  intent: Stripe.PaymentIntent,
  params: Params,
): Stripe.PaymentIntent {
  allowOnly(params, ['cancellation_reason', 'expand']);
  const reason = textOf(params, 'cancellation_reason');
  if (reason !== undefined && !CANCELLATION_REASONS.includes(reason)) {
    throw invalidParam(
      'cancellation_reason',
      `Invalid cancellation_reason: must be one of ${CANCELLATION_REASONS.join(', ')}`,
    );
  }
  if (!CANCELABLE.includes(intent.status))
    throw unexpectedState(intent, unexpected('cancel', intent, 'canceled'));
  Object.assign(intent, {
    status: 'canceled',
    canceled_at: nowSeconds(),
    cancellation_reason: reason ?? null,
    next_action: null,
  } satisfies Partial<Stripe.PaymentIntent>);
  context.ledger.emit('payment_intent.canceled', intent, context);
  return intent;
}

/** What the customer's bank answers to 3-D Secure: the charge is made, or the PaymentIntent falls back. */
export function finishAuthentication(
  context: Context,
  intent: Stripe.PaymentIntent,
  outcome: 'complete' | 'fail',
): Stripe.PaymentIntent {
  const method = context.ledger.methods.get(String(intent.payment_method));
  if (intent.status !== 'requires_action' || !method) {
    throw unexpectedState(
      intent,
      `This PaymentIntent has a status of ${intent.status} and awaits no authentication.`,
    );
  }
  intent.next_action = null;
  if (outcome === 'complete') return charge(context, intent, method, { authenticated: true, refuse: false });
  Object.assign(intent, {
    status: 'requires_payment_method',
    payment_method: null,
    last_payment_error: {
      type: 'invalid_request_error',
      code: 'payment_intent_authentication_failure',
      message:
        'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
      payment_method: method,
    },
  } satisfies Partial<Stripe.PaymentIntent>);
  context.ledger.emit('payment_intent.payment_failed', intent, context);
  return intent;
}

function requireAuthentication(
  context: Context,
  intent: Stripe.PaymentIntent,
  params: Params,
): Stripe.PaymentIntent {
  if (flagOf(params, 'error_on_requires_action')) {
    const decline = {
      code: 'authentication_required',
      declineCode: 'authentication_required',
      message: 'Your card was declined. This transaction requires authentication.',
    };
    throw decline402(intent, decline);
  }
  const returnUrl = textOf(params, 'return_url');
  const url = context.challengeUrl(intent);
  const isForBrowserScript = flagOf(params, 'use_stripe_sdk') || returnUrl === undefined;
  intent.status = 'requires_action';
  intent.next_action = isForBrowserScript
    ? { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url } }
    : { type: 'redirect_to_url', redirect_to_url: { url, return_url: returnUrl } };
  context.ledger.emit('payment_intent.requires_action', intent, context);
  return intent;
}

/** Charges the card. Declined: a 402 for whoever confirms, only the object's state for the 3-D Secure page. */
function charge(
  context: Context,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  { authenticated, refuse = true }: { authenticated: boolean; refuse?: boolean },
): Stripe.PaymentIntent {
  const { decline } = behaviourOf(method.card?.fingerprint);
  const made = newCharge({ intent, method, decline, authenticated });
  context.ledger.charges.set(made.id, made);
  intent.latest_charge = made.id;
  intent.next_action = null;
  if (decline) {
    intent.status = 'requires_payment_method';
    intent.payment_method = null;
    intent.last_payment_error = cardError(decline, { charge: made.id, payment_method: method });
    context.ledger.emit('charge.failed', made, context);
    context.ledger.emit('payment_intent.payment_failed', intent, context);
    if (refuse) throw decline402(intent, decline, { charge: made.id, payment_method: method });
    return intent;
  }
  intent.status = 'succeeded';
  intent.amount_received = intent.amount;
  intent.last_payment_error = null;
  context.ledger.emit('charge.succeeded', made, context);
  context.ledger.emit('payment_intent.succeeded', intent, context);
  return intent;
}

type DeclineDetail = { charge?: string; payment_method?: Stripe.PaymentMethod };

function cardError(decline: Decline, detail: DeclineDetail) {
  const { code, declineCode, message } = decline;
  return {
    type: 'card_error' as const,
    code,
    message,
    ...(declineCode && { decline_code: declineCode }),
    ...detail,
  };
}

function decline402(
  intent: Stripe.PaymentIntent,
  decline: Decline,
  detail: DeclineDetail = {},
): StripeRefusal {
  return new StripeRefusal(402, { ...cardError(decline, detail), payment_intent: intent });
}

/** The payment method that the parameters name or describe; undefined where they do neither. */
function methodFrom({ ledger }: Context, params: Params): Stripe.PaymentMethod | undefined {
  const data = groupOf(params, 'payment_method_data');
  if (data) return keep(ledger, newPaymentMethod(cardFromParams(data), billingFrom(data)));
  const named = textOf(params, 'payment_method');
  if (named === undefined) return undefined;
  const card = cardNamed(named);
  if (card) return keep(ledger, newPaymentMethod(card));
  const known = ledger.methods.get(named);
  if (!known) throw noSuch('PaymentMethod', named, 'payment_method');
  return known;
}

/** `POST /v1/payment_methods` */
export function createPaymentMethod({ ledger }: Context, params: Params): Stripe.PaymentMethod {
  allowOnly(params, [
    'type',
    'card',
    'billing_details',
    'metadata',
    'allow_redisplay',
    'expand',
    'radar_options',
  ]);
  const type = requiredText(params, 'type');
  if (type !== 'card') throw invalidParam('type', `This stand-in knows cards only, not ${type}.`);
  return keep(ledger, newPaymentMethod(cardFromParams(params), billingFrom(params)));
}

function billingFrom(params: Params): Partial<Stripe.PaymentMethod.BillingDetails> {
  const billing = groupOf(params, 'billing_details') ?? {};
  const [name, email, phone] = [textOf(billing, 'name'), textOf(billing, 'email'), textOf(billing, 'phone')];
  return { ...(name && { name }), ...(email && { email }), ...(phone && { phone }) };
}

function keep(ledger: Ledger, method: Stripe.PaymentMethod): Stripe.PaymentMethod {
  ledger.methods.set(method.id, method);
  ledger.changed();
  return method;
}

function attach(intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod) {
  intent.payment_method = method.id;
  if (intent.status === 'requires_payment_method') intent.status = 'requires_confirmation';
}

function isUnpaid({ status }: Stripe.PaymentIntent): boolean {
  return ['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(status);
}

function refuseManualCapture(params: Params) {
  if (params.capture_method !== 'manual') return;
  throw invalidParam('capture_method', 'This stand-in captures automatically; it cannot play `manual`.');
}

function unexpected(verb: string, { status }: Stripe.PaymentIntent, participle: string): string {
  const allowed = verb === 'cancel' ? CANCELABLE : ['requires_confirmation', 'requires_action'];
  return (
    `You cannot ${verb} this PaymentIntent because it has a status of ${status}. ` +
    `Only a PaymentIntent with one of the following statuses may be ${participle}: ${allowed.join(', ')}.`
  );
}
