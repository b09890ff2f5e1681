// Refunds that Stripe will not make although the payment could be refunded, above all while the account's balance is
// too low. They are ordered by `POST /_refuse_refunds`.
import { z } from 'zod';
import { StripeRefusal } from './errors';

export const refusedRefundsSchema = z.strictObject({
  /** Stripe's code, as `error.code` carries it. */
  code: z.string().min(1),
  message: z.string().min(1).optional(),
  /** Without it, until it is taken back: a balance stays low until someone pays in. */
  times: z.int().min(1).optional(),
  /** Refunds of this payment alone. */
  paymentIntent: z.string().optional(),
});

export type RefusedRefund = z.infer<typeof refusedRefundsSchema>;
export type RefusedRefunds = ReturnType<typeof createRefusedRefunds>;

const MESSAGES: Record<string, string> = {
  balance_insufficient: 'Insufficient funds in your Stripe balance to refund this amount.',
};

export function createRefusedRefunds() {
  let ordered: RefusedRefund[] = [];
  return {
    order(refused: RefusedRefund) {
      ordered.push({ ...refused });
    },
    list: () => ordered,
    takeBack() {
      ordered = [];
    },
    /** @throws StripeRefusal 400 where a refusal was ordered that fits this payment */
    refuse(paymentIntent: unknown) {
      const refused = ordered.find((order) => fits(order, paymentIntent));
      if (!refused) return;
      if (refused.times !== undefined) refused.times -= 1;
      ordered = ordered.filter(({ times }) => times !== 0);
      const { code, message = MESSAGES[code] ?? `This refund was refused (${code}).` } = refused;
      throw new StripeRefusal(400, { type: 'invalid_request_error', code, message });
    },
  };
}

function fits(order: RefusedRefund, paymentIntent: unknown): boolean {
  return order.paymentIntent === undefined || order.paymentIntent === paymentIntent;
}
