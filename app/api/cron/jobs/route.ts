import { methods } from '@/lib/http';
import { cronHandler } from '@/lib/jobs/cron';
import { drainJobs } from '@/lib/jobs/worker';

/** In seconds, where a platform limits it. */
export const maxDuration = 60;

export const { GET, POST, PUT, PATCH, DELETE } = methods({ GET: cronHandler(drainJobs) });
