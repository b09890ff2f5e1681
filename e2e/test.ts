// Playwright's test, with two things more. Whoever came to a journey leaves the browser with it: their pages would go on
// filming, sending and asking the server through all journeys that follow. And a page of ours counts as loaded once it
// answers, however one came to it: its scripts come after its first paint, so after the `load` that Playwright waits for.
import type { BrowserContext, Page } from 'playwright';
import { test as base } from 'playwright/test';

export const test = base.extend<{ everybody: undefined }>({
  everybody: [
    async ({ browser }, use) => {
      const receive = (context: BrowserContext) => context.on('page', waitForScripts);
      browser.on('context', receive);
      await use(undefined);
      browser.off('context', receive);
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});

function waitForScripts(page: Page): void {
  const { goto, reload, waitForURL } = page;
  const settle = async (until: string | undefined) => {
    // Who waits for less looks at a page that is still coming.
    if (until === undefined || until === 'load') await page.waitForFunction(isAnswering);
  };
  page.goto = async (url, options) => {
    const answer = await goto.call(page, url, options);
    await settle(options?.waitUntil);
    return answer;
  };
  page.reload = async (options) => {
    const answer = await reload.call(page, options);
    await settle(options?.waitUntil);
    return answer;
  };
  page.waitForURL = async (url, options) => {
    await waitForURL.call(page, url, options);
    await settle(options?.waitUntil);
  };
}

/** React leaves its mark on what it has taken over. Where nothing will, there is nothing to wait for. */
export function isAnswering(): boolean {
  const main = document.querySelector('body > #main');
  if (!main || !matchMedia('(scripting: enabled)').matches) return true;
  return Object.keys(main).some((key) => key.startsWith('__react'));
}
