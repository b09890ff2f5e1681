import { type Browser, expect, type Page } from 'playwright/test';
import { givenTutor, readStack } from './people';
import { test } from './test';

const stack = readStack();

/** A visitor whose browser does not get a page's scripts until it is let. */
async function openWithoutScripts({ browser, path }: { browser: Browser; path: string }) {
  // A service worker would fetch them by itself.
  const context = await browser.newContext({ baseURL: stack.appUrl, serviceWorkers: 'block' });
  const page = await context.newPage();
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/_next/static/**/*.js*', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(path, { waitUntil: 'commit' });
  return { page, release };
}

const slotAt = (page: Page, times: string) => page.getByRole('link', { name: new RegExp(`Book .*${times}`) });

test('a button that is pressed before the page’s scripts have come does its work once, when they have', async ({
  browser,
}) => {
  const { tutorId } = await givenTutor({
    browser,
    stack,
    name: 'Ester Early',
    slots: [
      { daysAhead: 2, startTime: '10:00', endTime: '11:00', seats: 1 },
      { daysAhead: 9, startTime: '12:00', endTime: '13:00', seats: 1 },
      { daysAhead: 16, startTime: '15:00', endTime: '16:00', seats: 1 },
    ],
  });
  const { page, release } = await openWithoutScripts({ browser, path: `/tutors/${tutorId}` });
  await page.getByRole('button', { name: 'Week after' }).dblclick();
  await expect(slotAt(page, '10:00 to 11:00')).toBeVisible();
  release();

  await expect(slotAt(page, '12:00 to 13:00')).toBeVisible();
  await page.getByRole('button', { name: 'Week after' }).click();
  await expect(slotAt(page, '15:00 to 16:00')).toBeVisible();
});

test('of what one chooses before the scripts have come, the last choice counts', async ({ browser }) => {
  const { tutorId } = await givenTutor({
    browser,
    stack,
    name: 'Edgar Early',
    slots: [
      { daysAhead: 2, startTime: '10:00', endTime: '11:00', seats: 1 },
      { daysAhead: 2, startTime: '12:00', endTime: '13:00', seats: 5 },
    ],
  });
  const { page, release } = await openWithoutScripts({ browser, path: `/tutors/${tutorId}` });
  const kinds = page.getByRole('group', { name: 'Kind of session' });
  for (const kind of ['Group', '1-to-1', 'Group']) await kinds.getByText(kind, { exact: true }).click();
  release();

  await expect(kinds.getByRole('radio', { name: 'Group' })).toBeChecked();
  await expect(slotAt(page, '12:00 to 13:00')).toBeVisible();
  await expect(slotAt(page, '10:00 to 11:00')).toHaveCount(0);
});

test('a form that the browser can send by itself waits for no script', async ({ browser }) => {
  const { page } = await openWithoutScripts({ browser, path: '/tutors' });
  await page.getByLabel('Search').fill('chemistry');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.waitForURL(/\/tutors\?.*q=chemistry/, { waitUntil: 'commit' });
});
