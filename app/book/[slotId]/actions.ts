'use server';

import { z } from 'zod';
import { action } from '@/lib/action';
import { startCheckout } from '@/lib/booking/commands';
import { consume } from '@/lib/rate-limit';

/** Takes the seat, or books at once where there is nothing to pay. Says what time it is, for the countdown. */
export const startCheckoutAction = action(
  { input: z.object({ slotId: z.uuid() }), actor: 'user' },
  async ({ actor, input, now }) => {
    await consume('book', actor.id);
    const checkout = await startCheckout({ slotId: input.slotId, studentId: actor.id, now });
    const { hold, payment, sessionId } = checkout;
    return { hold, payment, sessionId, serverNow: new Date().toISOString() };
  },
);
