// Work that can wait a second does so while people are being answered: it shares their process and its one event loop.
import { performance } from 'node:perf_hooks';

const BUSY = 0.8;
const LOOK_MS = 50;
const PATIENCE_MS = 1_000;

/** Waits until the event loop has time to spare, for a second at most: under steady load the work is done all the same. */
export async function untilCalm(): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  let before = performance.eventLoopUtilization();
  do {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const now = performance.eventLoopUtilization();
    if (performance.eventLoopUtilization(now, before).utilization < BUSY) return;
    before = now;
  } while (Date.now() < deadline);
}
