'use server';

import { z } from 'zod';
import { action } from '@/lib/action';
import { cancelSession } from '@/lib/sessions/commands';
import { cancelSchema } from '@/lib/sessions/schema';

export const cancelSessionAction = action(
  { input: cancelSchema.extend({ sessionId: z.uuid() }), actor: 'user' },
  async ({ actor, input, now }) => {
    const { status } = await cancelSession({ ...input, userId: actor.id, now });
    return { status };
  },
);
