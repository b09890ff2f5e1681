// Stripe's test cards: what each number, or test method by name, does when it is charged.
// https://docs.stripe.com/testing
import type Stripe from 'stripe';
import { invalidParam, StripeRefusal } from './errors';
import type { Params } from './params';
import { groupOf, textOf } from './params';

/** How a charge is refused: the words and codes that Stripe gives. */
export type Decline = { code: string; declineCode?: string; message: string };

export type CardBehaviour = {
  /** Charging it fails so, after authentication where that is asked for. */
  decline?: Decline;
  /** Confirming stops at `requires_action` until 3-D Secure has been passed. */
  authentication?: 'required';
  /** How a refund to it ends, some time after it was made. */
  refund?: 'fails later' | 'succeeds later';
  /** The cardholder disputes the charge some time after it was made. */
  dispute?: 'opens later';
};

const declined = (declineCode: string): Decline => ({
  code: 'card_declined',
  declineCode,
  message: 'Your card was declined.',
});

const INSUFFICIENT_FUNDS: Decline = {
  code: 'card_declined',
  declineCode: 'insufficient_funds',
  message: 'Your card has insufficient funds.',
};
const EXPIRED: Decline = {
  code: 'expired_card',
  declineCode: 'expired_card',
  message: 'Your card has expired.',
};
const INCORRECT_CVC: Decline = {
  code: 'incorrect_cvc',
  declineCode: 'incorrect_cvc',
  message: "Your card's security code is incorrect.",
};
const PROCESSING_ERROR: Decline = {
  code: 'processing_error',
  declineCode: 'processing_error',
  message: 'An error occurred while processing your card. Try again in a little bit.',
};
const LIVE_CARD: Decline = {
  code: 'card_declined',
  declineCode: 'test_mode_live_card',
  message: 'Your card was declined. Your request was in test mode, but used a non test (live) card.',
};

const BEHAVIOUR_BY_NUMBER: Record<string, CardBehaviour> = {
  '4242424242424242': {},
  '4000056655665556': {},
  '5555555555554444': {},
  '5200828282828210': {},
  '378282246310005': {},
  '4000000000000002': { decline: declined('generic_decline') },
  '4000000000009995': { decline: INSUFFICIENT_FUNDS },
  '4000000000009987': { decline: declined('lost_card') },
  '4000000000009979': { decline: declined('stolen_card') },
  '4000000000000069': { decline: EXPIRED },
  '4000000000000127': { decline: INCORRECT_CVC },
  '4000000000000119': { decline: PROCESSING_ERROR },
  '4000002500003155': { authentication: 'required' },
  '4000002760003184': { authentication: 'required' },
  '4000000000003220': { authentication: 'required' },
  '4000008260003178': { authentication: 'required', decline: INSUFFICIENT_FUNDS },
  '4000008400001629': { authentication: 'required', decline: declined('generic_decline') },
  '4000000000000259': { dispute: 'opens later' },
  '4000000000005126': { refund: 'fails later' },
  '4000000000007726': { refund: 'succeeds later' },
};

const NUMBER_BY_NAME: Record<string, string> = {
  pm_card_visa: '4242424242424242',
  pm_card_visa_debit: '4000056655665556',
  pm_card_mastercard: '5555555555554444',
  pm_card_mastercard_debit: '5200828282828210',
  pm_card_amex: '378282246310005',
  pm_card_chargeDeclined: '4000000000000002',
  pm_card_visa_chargeDeclined: '4000000000000002',
  pm_card_chargeDeclinedInsufficientFunds: '4000000000009995',
  pm_card_visa_chargeDeclinedInsufficientFunds: '4000000000009995',
  pm_card_chargeDeclinedLostCard: '4000000000009987',
  pm_card_visa_chargeDeclinedLostCard: '4000000000009987',
  pm_card_chargeDeclinedStolenCard: '4000000000009979',
  pm_card_visa_chargeDeclinedStolenCard: '4000000000009979',
  pm_card_chargeDeclinedExpiredCard: '4000000000000069',
  pm_card_chargeDeclinedIncorrectCvc: '4000000000000127',
  pm_card_chargeDeclinedProcessingError: '4000000000000119',
  pm_card_authenticationRequiredOnSetup: '4000002500003155',
  pm_card_authenticationRequired: '4000002760003184',
  pm_card_threeDSecure2Required: '4000000000003220',
  pm_card_authenticationRequiredChargeDeclinedInsufficientFunds: '4000008260003178',
  pm_card_threeDSecureRequiredChargeDeclined: '4000008400001629',
  pm_card_createDispute: '4000000000000259',
  pm_card_refundFail: '4000000000005126',
  pm_card_pendingRefund: '4000000000007726',
};

/** The card behind one of Stripe's test names (`pm_card_visa`). */
export function cardNamed(name: string): Stripe.PaymentMethod.Card | undefined {
  const number = NUMBER_BY_NAME[name];
  return number === undefined
    ? undefined
    : card(number, { expMonth: 12, expYear: new Date().getUTCFullYear() + 2 });
}

/** The card that `card[number]`, `card[exp_month]`, … describe. Refused as Stripe refuses a mistyped one. */
export function cardFromParams(params: Params): Stripe.PaymentMethod.Card {
  const fields = groupOf(params, 'card');
  if (!fields) throw invalidParam('card', 'Missing required param: card.', 'parameter_missing');
  const number = (textOf(fields, 'number') ?? '').replace(/[\s-]/g, '');
  if (!passesLuhn(number)) throw cardRefusal('incorrect_number', 'Your card number is incorrect.', 'number');
  const expMonth = Number(textOf(fields, 'exp_month'));
  const expYear = fourDigitYear(Number(textOf(fields, 'exp_year')));
  if (!(expMonth >= 1 && expMonth <= 12)) {
    throw cardRefusal('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month');
  }
  if (!(Date.now() < Date.UTC(expYear, expMonth))) {
    throw cardRefusal('invalid_expiry_year', "Your card's expiration year is invalid.", 'exp_year');
  }
  const cvc = textOf(fields, 'cvc');
  if (cvc !== undefined && !/^\d{3,4}$/.test(cvc)) {
    throw cardRefusal('invalid_cvc', "Your card's security code is invalid.", 'cvc');
  }
  return card(number, { expMonth, expYear });
}

/** What a card does. One that is not a test card is declined, as Stripe declines it in test mode. */
export function behaviourOf(fingerprint: string | null | undefined): CardBehaviour {
  return BEHAVIOUR_BY_NUMBER[fingerprint ?? ''] ?? { decline: LIVE_CARD };
}

/**
 * The card as Stripe shows it. Its `fingerprint`, opaque with Stripe, is here the number of the test card: it is how
 * the card's behaviour is found again. A number that is no test card's is not kept.
 */
function card(
  number: string,
  { expMonth, expYear }: { expMonth: number; expYear: number },
): Stripe.PaymentMethod.Card {
  const brand = brandOf(number);
  return {
    brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: 'US',
    display_brand: brand,
    exp_month: expMonth,
    exp_year: expYear,
    fingerprint: number in BEHAVIOUR_BY_NUMBER ? number : 'not-a-test-card',
    funding: number === '4000056655665556' || number === '5200828282828210' ? 'debit' : 'credit',
    generated_from: null,
    last4: number.slice(-4),
    networks: { available: [brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

function brandOf(number: string): string {
  if (/^3[47]/.test(number)) return 'amex';
  if (/^(5[1-5]|2[2-7])/.test(number)) return 'mastercard';
  return number.startsWith('4') ? 'visa' : 'unknown';
}

function fourDigitYear(year: number): number {
  return year < 100 ? 2000 + year : year;
}

export function passesLuhn(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

function cardRefusal(code: string, message: string, param: string): StripeRefusal {
  return new StripeRefusal(402, { type: 'card_error', code, param, message });
}
