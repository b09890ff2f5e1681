// When the largest thing of a page is painted, in a browser with an empty cache: in milliseconds since it was asked for.
import { chromium } from 'playwright';
import { findChromium } from '../tests/browser';

/** Single paints differ by half and more; medians of these still do by a tenth or two. */
const ROUNDS = 41;
/** A server's first pages are its slowest, and nobody's but those of the first visitor. */
const WARM_UP = 25;

/** Median of each page, in turns. @returns null where there is no Chromium */
export async function timeLargestPaint(urls: {
  app: string;
  floor: string;
}): Promise<{ app: number; floor: number } | null> {
  const executablePath = findChromium();
  if (!executablePath) return null;
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  });
  for (const url of Object.values(urls)) {
    for (let request = 0; request < WARM_UP; request += 1) await (await fetch(url)).text();
  }
  const times: { app: number[]; floor: number[] } = { app: [], floor: [] };
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const side of ['app', 'floor'] as const) {
        const context = await browser.newContext();
        const page = await context.newPage();
        const answer = await page.goto(urls[side], { waitUntil: 'load' });
        if (!answer?.ok()) throw new Error(`${urls[side]} answered ${answer?.status()}`);
        const time = await page.evaluate(lastCandidate);
        // The first one warms up.
        if (round > 0) times[side].push(time);
        await context.close();
      }
    }
  } finally {
    await browser.close();
  }
  return { app: medianOf(times.app), floor: medianOf(times.floor) };
}

/** The latest candidate a second after the page has loaded. Sent to the browser as text, so nothing in it has a name. */
function lastCandidate(): Promise<number> {
  return new Promise((resolve) => {
    let latest = 0;
    new PerformanceObserver((list) => {
      latest = list.getEntries().at(-1)?.startTime ?? latest;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    setTimeout(() => resolve(latest), 1_000);
  });
}

function medianOf(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
