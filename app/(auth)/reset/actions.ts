'use server';

import { requestPasswordReset, resetPassword } from '@/lib/accounts/commands';
import { resetRequestSchema, resetSchema } from '@/lib/accounts/schema';
import { action } from '@/lib/action';
import { consume } from '@/lib/rate-limit';

export const requestResetAction = action(
  { input: resetRequestSchema, actor: 'anyone' },
  async ({ input, address }) => {
    await consume('resetAddress', address);
    await consume('resetAccount', input.email);
    await requestPasswordReset(input);
  },
);

export const resetPasswordAction = action(
  { input: resetSchema, actor: 'anyone' },
  async ({ input, address, now }) => {
    await consume('resetAddress', address);
    await resetPassword({ ...input, now });
  },
);
