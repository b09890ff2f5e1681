'use server';

import { action } from '@/lib/action';
import { saveProfile } from '@/lib/tutors/commands';
import { saveProfileSchema } from '@/lib/tutors/schema';

export const saveProfileAction = action(
  { input: saveProfileSchema, actor: 'user' },
  ({ actor, input, now }) => saveProfile({ userId: actor.id, profile: input, now }),
);
