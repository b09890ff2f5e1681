// Whose clock a first visitor reads: theirs, from the first time that is shown.
import { type Browser, expect, type Page } from 'playwright/test';
import { readStack } from './people';
import { test } from './test';

type Visit = { javaScriptEnabled?: boolean; extraHTTPHeaders?: Record<string, string> };

async function firstVisit(browser: Browser, visit: Visit = {}): Promise<Page> {
  const { appUrl: baseURL } = readStack();
  const context = await browser.newContext({ baseURL, timezoneId: 'Asia/Tokyo', ...visit });
  return context.newPage();
}

/** Whether the text of times can be seen, which is apart from whether they take their place. */
function areTimesShown(page: Page): Promise<boolean> {
  return page
    .locator('main time')
    .first()
    .evaluate(
      (time) => getComputedStyle(time).getPropertyValue('-webkit-text-fill-color') !== 'rgba(0, 0, 0, 0)',
    );
}

test('times are withheld until the browser has said where it is, and then read in its zone', async ({
  browser,
}) => {
  const page = await firstVisit(browser);
  let letScriptsCome = () => {};
  const mayCome = new Promise<void>((resolve) => {
    letScriptsCome = resolve;
  });
  await page.route('**/_next/static/**/*.js', async (route) => {
    await mayCome;
    await route.continue();
  });
  await page.goto('/tutors', { waitUntil: 'commit' });
  await expect(page.locator('main time').first()).toBeVisible();
  expect(await areTimesShown(page)).toBe(false);

  letScriptsCome();
  await expect(page.getByRole('button', { name: 'Times are shown in: Tokyo, GMT+9' })).toBeVisible();
  expect(await areTimesShown(page)).toBe(true);
});

test('where its script never comes, a browser shows times in the end', async ({ browser }) => {
  const page = await firstVisit(browser);
  await page.route('**/_next/static/**/*.js', (route) => route.abort());
  await page.goto('/tutors', { waitUntil: 'commit' });
  await expect(page.locator('main time').first()).toBeVisible();
  expect(await areTimesShown(page)).toBe(false);
  await expect.poll(() => areTimesShown(page), { timeout: 10_000 }).toBe(true);
});

test('without script times are shown in the zone that they name', async ({ browser }) => {
  const page = await firstVisit(browser, { javaScriptEnabled: false });
  const { items } = await (await page.request.get('/api/tutors')).json();
  await page.goto(`/tutors/${items[0].id}`);
  await expect(page.getByRole('button', { name: /^Times are shown in: UTC/ })).toBeVisible();
  expect(await areTimesShown(page)).toBe(true);
});

test('where the host says which zone the visitor’s network lies in, the first writing is in it', async ({
  browser,
}) => {
  const page = await firstVisit(browser, { extraHTTPHeaders: { 'x-vercel-ip-timezone': 'Asia/Tokyo' } });
  const html = await (await page.request.get('/tutors')).text();
  expect(html).toContain('Tokyo');
  expect(html).not.toContain('data-zone="assumed"');
});
