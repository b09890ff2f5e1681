'use server';

import { registerUser } from '@/lib/accounts/commands';
import { registerSchema } from '@/lib/accounts/schema';
import { action } from '@/lib/action';
import { consume } from '@/lib/rate-limit';

export const registerAction = action(
  { input: registerSchema, actor: 'anyone' },
  async ({ input, address }) => {
    await consume('register', address);
    return registerUser(input);
  },
);
