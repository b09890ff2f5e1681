// Playwright's test, with one thing more: whoever came to a journey leaves the browser with it. Their pages would go
// on filming, sending and asking the server through all journeys that follow.
import { test as base } from 'playwright/test';

export const test = base.extend<{ everybodyLeaves: undefined }>({
  everybodyLeaves: [
    async ({ browser }, use) => {
      await use(undefined);
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});
