'use server';

import { z } from 'zod';
import { stopReminderMails } from '@/lib/accounts/commands';
import { action } from '@/lib/action';

/** For whoever has the link: it is signed, and nobody signs in to read their mail. */
export const unsubscribeAction = action(
  { input: z.object({ token: z.string() }), actor: 'anyone' },
  async ({ input }) => {
    await stopReminderMails(input);
    return null;
  },
);
