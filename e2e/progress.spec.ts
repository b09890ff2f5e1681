// A page that takes its time is said to be on its way, and no longer than that.
import { expect } from 'playwright/test';
import { readStack } from './people';
import { test } from './test';

test('a line shows from the press of a link until its page is there, and not when one comes back', async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: readStack().appUrl, serviceWorkers: 'block' });
  const page = await context.newPage();
  // Its scripts run, and what Next fetches ahead is there: nothing of a page that is written per request.
  await page.goto('/sign-in', { waitUntil: 'networkidle' });
  const line = page.getByRole('progressbar', { name: 'Loading the page' });
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route(/\/reset\?_rsc=/, async (route) => {
    await held;
    await route.continue();
  });
  await page
    .getByRole('main')
    .getByRole('link', { name: /password/i })
    .click();
  await expect(line).toBeVisible();
  letThrough();
  await page.waitForURL('**/reset');
  await expect(line).toBeHidden();
  await page.goBack();
  await page.waitForURL('**/sign-in');
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await expect(line).toBeHidden();
});
