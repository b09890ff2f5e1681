import { methods } from '@/lib/http';
import { cleanUp } from '@/lib/jobs/cleanup';
import { cronHandler } from '@/lib/jobs/cron';

/** In seconds, where a platform limits it. */
export const maxDuration = 60;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: cronHandler(() => cleanUp({ now: new Date() })),
});
