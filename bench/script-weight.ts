// How much script a page makes a browser load, gzipped (whatever it and the server agree on), with an empty cache.
// Scripts of other origins, such as Stripe's, are not counted.
import { gzipSync } from 'node:zlib';
import { chromium, type Page, type Request } from 'playwright';
import { findChromium } from '../tests/browser';
import type budget from './budget.json';

type BudgetedPage = keyof typeof budget.scriptKb;
export type ScriptWeight = { page: BudgetedPage; bytes: number; files: number };

type Weigh = {
  appUrl: string;
  pages: { page: BudgetedPage; path: string; cookie?: string }[];
};

/** Counts the scripts of `page` from now on, by the bodies that its browser received, gzipped as servers commonly do. */
export function countScripts(page: Page, appUrl: string): () => Promise<{ bytes: number; files: number }> {
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'script' || new URL(request.url()).origin !== appUrl) return;
    sizes.push(sizeOf(request));
  });
  return async () => ({
    bytes: (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0),
    files: sizes.length,
  });
}

async function sizeOf(request: Request): Promise<number> {
  const response = await request.response();
  return response ? gzipSync(await response.body()).length : 0;
}

/** @returns null where there is no Chromium */
export async function weighScripts({ appUrl, pages }: Weigh): Promise<ScriptWeight[] | null> {
  const executablePath = findChromium();
  if (!executablePath) return null;
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  });
  try {
    const weights: ScriptWeight[] = [];
    for (const { page: name, path, cookie } of pages) {
      const context = await browser.newContext();
      if (cookie) {
        await context.addCookies([{ name: 'next-auth.session-token', value: cookie, url: appUrl }]);
      }
      const page = await context.newPage();
      const scripts = countScripts(page, appUrl);
      const response = await page.goto(appUrl + path, { waitUntil: 'networkidle', timeout: 60_000 });
      if (!response?.ok()) throw new Error(`${path} answered ${response?.status()}`);
      // What is loaded on second thought: the payment form once the seat is held, links that come into view.
      await page.waitForTimeout(3_000);
      weights.push({ page: name, ...(await scripts()) });
      await context.close();
    }
    return weights;
  } finally {
    await browser.close();
  }
}
