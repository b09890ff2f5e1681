import { renewCalendarToken } from '@/lib/accounts/commands';
import { getCalendarEndpoint, renewCalendarEndpoint } from '@/lib/accounts/endpoints';
import { getSettings } from '@/lib/accounts/queries';
import { reply } from '@/lib/endpoint';
import { env } from '@/lib/env';
import { handler, methods } from '@/lib/http';
import { paths } from '@/lib/paths';

const urlOf = (token: string) => `${env().APP_URL}${paths.calendarFeed(token)}`;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handler(getCalendarEndpoint, async ({ actor }) => {
    const { calendarToken } = await getSettings({ userId: actor.id });
    return reply(200, { url: urlOf(calendarToken) });
  }),
  POST: handler(renewCalendarEndpoint, async ({ actor }) =>
    reply(200, { url: urlOf(await renewCalendarToken({ userId: actor.id })) }),
  ),
});
