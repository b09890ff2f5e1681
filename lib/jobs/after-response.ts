// Where no process outlives a request, each request that may have left work works it off once it has answered.
import { after } from 'next/server';
import { env } from '../env';
import { ANNOUNCE_AFTER_MS } from './queue';

export function drainJobsAfterResponse(): void {
  if (!env().VERCEL) return;
  after(async () => {
    // What is announced is put off a little, so that a rush becomes one announcement.
    await new Promise((resolve) => setTimeout(resolve, ANNOUNCE_AFTER_MS + 50));
    const { drainJobs } = await import('./worker');
    await drainJobs();
  });
}
