import { calendarFile } from '@/lib/calendar';
import { reply } from '@/lib/endpoint';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { handler, methods } from '@/lib/http';
import { sessionCalendarEndpoint } from '@/lib/sessions/endpoints';
import { listCalendarSessions } from '@/lib/sessions/queries';
import { calendarItemOf } from '../../../../calendar-items';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handler(sessionCalendarEndpoint, async ({ actor, params }) => {
    const [session] = await listCalendarSessions({
      userId: actor.id,
      from: new Date(0),
      sessionId: params.id,
    });
    if (!session) throw new AppError('NOT_FOUND');
    const { APP_URL: appUrl, MAIL_FROM: mailFrom } = env();
    const item = calendarItemOf(session, { appUrl });
    return {
      ...reply(200, calendarFile({ item, sender: { appUrl, mailFrom } })),
      headers: {
        'cache-control': 'private, no-store',
        'content-disposition': 'attachment; filename="session.ics"',
      },
    };
  }),
});
