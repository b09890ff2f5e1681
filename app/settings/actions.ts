'use server';

import { cookies } from 'next/headers';
import { PICKED_ZONE_COOKIE } from '@/components/time/zone-cookies';
import { updateUser } from '@/lib/accounts/commands';
import { updateMeSchema } from '@/lib/accounts/schema';
import { action } from '@/lib/action';

export const updateSettingsAction = action(
  { input: updateMeSchema, actor: 'user' },
  async ({ actor, input }) => {
    const user = await updateUser({ userId: actor.id, change: input });
    // What was picked beside a calendar would go on outranking the zone chosen here.
    if (input.timezone) (await cookies()).delete(PICKED_ZONE_COOKIE);
    return user;
  },
);
