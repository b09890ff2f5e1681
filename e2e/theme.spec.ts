// Light and dark: the system's until somebody chooses, theirs from then on, from the first byte of every page.
import { expect, type Page } from 'playwright/test';
import { readStack } from './people';
import { test } from './test';

const schemeOf = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
const canvasOf = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

test('the theme follows the system until one is chosen, which every page then begins with', async ({
  browser,
}) => {
  const { appUrl } = readStack();
  const context = await browser.newContext({ baseURL: appUrl, colorScheme: 'dark' });
  const page = await context.newPage();
  await page.goto('/sign-in');
  expect(await schemeOf(page)).toBe('dark');
  const dark = await canvasOf(page);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await schemeOf(page)).toBe('light');
  const light = await canvasOf(page);
  expect(light).not.toBe(dark);

  await page.getByRole('button', { name: 'Switch between light and dark' }).click();
  await expect.poll(() => canvasOf(page)).toBe(dark);
  // What the browser gets, before any script of it has run.
  const html = await (await context.request.get('/tutors')).text();
  expect(html).toMatch(/<html[^>]* data-theme="dark"/);
  await page.goto('/tutors');
  expect(await canvasOf(page)).toBe(dark);
  await page.emulateMedia({ media: 'print' });
  expect(await schemeOf(page)).toBe('light');

  await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
  await page.getByRole('button', { name: 'Switch between light and dark' }).click();
  await expect.poll(() => canvasOf(page)).toBe(light);
});

test('a choice in one tab is taken over by another when that is looked at', async ({ browser }) => {
  const { appUrl } = readStack();
  const context = await browser.newContext({ baseURL: appUrl, colorScheme: 'light' });
  const first = await context.newPage();
  await first.goto('/sign-in');
  const second = await context.newPage();
  await second.goto('/sign-in');
  await second.getByRole('button', { name: 'Switch between light and dark' }).click();
  await expect(second.locator('html')).toHaveCSS('color-scheme', 'dark');
  await first.bringToFront();
  await first.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(first.locator('html')).toHaveCSS('color-scheme', 'dark');
});
