import { calendarFeedEndpoint } from '@/lib/accounts/endpoints';
import { findUserIdByCalendarToken } from '@/lib/accounts/queries';
import { calendarFeed } from '@/lib/calendar';
import { reply } from '@/lib/endpoint';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { handler, methods } from '@/lib/http';
import { assertWithin, consume } from '@/lib/rate-limit';
import { listCalendarSessions } from '@/lib/sessions/queries';
import { addMinutes } from '@/lib/time';
import { calendarItemOf } from '../../calendar-items';

const DAYS_BACK = 90;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handler(calendarFeedEndpoint, async ({ params, now, address }) => {
    // Calendar services ask for thousands of people from one address, so only what leads nowhere is counted there.
    await assertWithin('calendarMiss', address);
    const token = params.token.slice(0, -'.ics'.length);
    const userId = await findUserIdByCalendarToken(token);
    if (!userId) {
      await consume('calendarMiss', address);
      throw new AppError('NOT_FOUND');
    }
    await consume('calendarFeed', userId);
    const sessions = await listCalendarSessions({ userId, from: addMinutes(now, -DAYS_BACK * 24 * 60) });
    const { APP_URL: appUrl, MAIL_FROM: mailFrom } = env();
    const items = sessions.map((session) => calendarItemOf(session, { appUrl }));
    return {
      ...reply(200, calendarFeed({ items, sender: { appUrl, mailFrom } })),
      headers: { 'cache-control': 'private, max-age=300', 'x-robots-tag': 'noindex' },
    };
  }),
});
