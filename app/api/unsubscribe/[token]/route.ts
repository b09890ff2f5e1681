// What the List-Unsubscribe header of reminder mails names (RFC 8058): a mail program POSTs here for its reader, with
// no cookie and from anywhere. The signed link alone is the permission, so no origin is asked for.
import { NextResponse } from 'next/server';
import { stopReminderMails } from '@/lib/accounts/commands';
import { env } from '@/lib/env';
import { guarded, methods } from '@/lib/http';
import { paths } from '@/lib/paths';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  // Programs that look at links ahead of their reader come this way, so it changes nothing.
  GET: guarded(async (_request, { params }) => {
    const { token } = await params;
    return NextResponse.redirect(
      `${env().APP_URL}${paths.unsubscribe(encodeURIComponent(String(token)))}`,
      303,
    );
  }),
  POST: guarded(async (_request, { params }) => {
    const { token } = await params;
    await stopReminderMails({ token: String(token) });
    return Response.json({ ok: true });
  }),
});
