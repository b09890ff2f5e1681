import { z } from 'zod';

export const paymentStatusSchema = z
  .enum(['PENDING', 'SUCCEEDED', 'CANCELLED', 'REFUNDING', 'REFUNDED', 'REFUND_FAILED'])
  .meta({
    description:
      'REFUNDING until Stripe says that the money is on its way back; REFUND_FAILED waits for the operator',
  });

export type PaymentStatus = z.output<typeof paymentStatusSchema>;

/** What a payer's browser needs to pay. */
export const openPaymentSchema = z.object({
  id: z.uuid(),
  status: paymentStatusSchema,
  amountCents: z.number().int(),
  currency: z.string(),
  clientSecret: z.string(),
  publishableKey: z.string(),
});

export type OpenPayment = z.output<typeof openPaymentSchema>;
