'use server';

import { cookies } from 'next/headers';
import { z } from 'zod';
import { PICKED_ZONE_COOKIE } from '@/components/time/zone-cookies';
import { renewCalendarToken, updateUser } from '@/lib/accounts/commands';
import { updateMeSchema } from '@/lib/accounts/schema';
import { action } from '@/lib/action';
import { env } from '@/lib/env';
import { paths } from '@/lib/paths';

export const updateSettingsAction = action(
  { input: updateMeSchema, actor: 'user' },
  async ({ actor, input }) => {
    const user = await updateUser({ userId: actor.id, change: input });
    // What was picked beside a calendar would go on outranking the zone chosen here.
    if (input.timezone) (await cookies()).delete(PICKED_ZONE_COOKIE);
    return user;
  },
);

/** Gives the calendar feed another address, and says which. */
export const renewCalendarAction = action({ input: z.object({}), actor: 'user' }, async ({ actor }) => {
  const token = await renewCalendarToken({ userId: actor.id });
  return { url: `${env().APP_URL}${paths.calendarFeed(token)}` };
});
