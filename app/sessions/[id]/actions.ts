'use server';

import { z } from 'zod';
import { action } from '@/lib/action';
import { cancelSession } from '@/lib/sessions/commands';
import { completeSession } from '@/lib/sessions/lifecycle';
import { cancelSchema } from '@/lib/sessions/schema';

const bySession = z.object({ sessionId: z.uuid() });

export const cancelSessionAction = action(
  { input: cancelSchema.extend(bySession.shape), actor: 'user' },
  async ({ actor, input, now }) => {
    const { status } = await cancelSession({ ...input, userId: actor.id, now });
    return { status };
  },
);

export const completeSessionAction = action(
  { input: bySession, actor: 'user' },
  async ({ actor, input, now }) => {
    const { status } = await completeSession({ ...input, userId: actor.id, now });
    return { status };
  },
);
