// Money that is promised back, with Stripe failing in each of its ways meanwhile. Afterwards Stripe is asked what it did:
// one refund each.
import { describe, test } from 'vitest';
import { away, proveAgainst, type Trouble } from './prove';
import { type Given, withMoneyBack } from './scenarios';
import { order } from './vendors';

const onRefunds =
  (fault: object, callsPerRefund = 1) =>
  ({ refunds }: Given) =>
    order('stripe', { match: 'POST /v1/refunds', times: refunds * callsPerRefund, ...fault });

// The SDK calls once more by itself: what is to reach the job takes two.
describe.each<Trouble>([
  { kind: 'Stripe answers 500', vendor: 'stripe', strike: onRefunds({ status: 500 }) },
  { kind: 'Stripe answers 503 for long', vendor: 'stripe', strike: onRefunds({ status: 503 }, 4) },
  {
    kind: 'Stripe refunds and answers 500',
    vendor: 'stripe',
    strike: onRefunds({ status: 500, processed: true }),
  },
  { kind: 'Stripe refunds and is cut off', vendor: 'stripe', strike: onRefunds({ dropAfter: true }) },
  {
    kind: 'Stripe refunds and is cut off twice',
    vendor: 'stripe',
    strike: onRefunds({ dropAfter: true }, 2),
  },
  { kind: 'Stripe is slow', vendor: 'stripe', strike: onRefunds({ delayMs: 400 }) },
  { kind: 'Stripe is away for an hour', vendor: 'stripe', rounds: 2, strike: away('stripe') },
])('$kind', (trouble) => {
  test.each(withMoneyBack)('%s', (_, arrange) => proveAgainst(trouble, arrange));
});
