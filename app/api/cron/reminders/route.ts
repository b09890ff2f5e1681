import { methods } from '@/lib/http';
import { cronHandler } from '@/lib/jobs/cron';
import { sendReminders } from '@/lib/sessions/sweeps';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: cronHandler(() => sendReminders({ now: new Date() })),
});
