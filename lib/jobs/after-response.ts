// Where no process outlives a request, each request that may have left work works it off once it has answered.
import { after } from 'next/server';
import { env } from '../env';

export function drainJobsAfterResponse(): void {
  if (!env().VERCEL) return;
  after(async () => {
    const { drainJobs } = await import('./worker');
    await drainJobs();
  });
}
