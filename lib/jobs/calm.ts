// Work that can wait a second does so while people are being answered: it shares their process and its one event loop.
import { performance } from 'node:perf_hooks';

const BUSY = 0.5;
const LOOK_MS = 50;
/** How long the finding of a look is good for: the work it lets through would itself look like a crowd. */
const CALM_MS = 250;
const PATIENCE_MS = 1_000;
/** What is let through where it never gets calm: about a tenth of the time, so that a full day delays it and no more. */
const TURN_MS = 100;

let calmUntil = 0;
let looking: Promise<void> | undefined;

/** Waits until the event loop has time to spare, for a second at most: under steady load the work is done all the same. */
export async function untilCalm(): Promise<void> {
  if (performance.now() < calmUntil) return;
  looking ??= look().finally(() => {
    looking = undefined;
  });
  await looking;
}

async function look(): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  let before = performance.eventLoopUtilization();
  do {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const now = performance.eventLoopUtilization();
    if (performance.eventLoopUtilization(now, before).utilization < BUSY) {
      calmUntil = performance.now() + CALM_MS;
      return;
    }
    before = now;
  } while (performance.now() < deadline);
  calmUntil = performance.now() + TURN_MS;
}
