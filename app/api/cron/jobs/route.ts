import { methods } from '@/lib/http';
import { cronHandler } from '@/lib/jobs/cron';
import { drainJobs } from '@/lib/jobs/worker';

export const { GET, POST, PUT, PATCH, DELETE } = methods({ GET: cronHandler(drainJobs) });
