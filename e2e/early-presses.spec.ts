import { expect, type Page } from 'playwright/test';
import { givenTutor, readStack, registerPerson } from './people';
import { test } from './test';

/** Keeps a page's scripts back. @returns what lets them come */
async function holdScripts(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/_next/static/**/*.js*', async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

test('a button that is pressed before the page’s scripts have come does its work once, when they have', async ({
  browser,
}) => {
  const stack = readStack();
  const { tutorId } = await givenTutor({
    browser,
    stack,
    name: 'Ester Early',
    slots: [
      { daysAhead: 2, startTime: '10:00', endTime: '11:00', seats: 1 },
      { daysAhead: 9, startTime: '12:00', endTime: '13:00', seats: 5 },
      { daysAhead: 16, startTime: '15:00', endTime: '16:00', seats: 1 },
    ],
  });
  const context = await browser.newContext({ baseURL: stack.appUrl, serviceWorkers: 'block' });
  const page = await context.newPage();
  const release = await holdScripts(page);
  const slotAt = (times: string) => page.getByRole('link', { name: new RegExp(`Book .*${times}`) });
  await page.goto(`/tutors/${tutorId}`, { waitUntil: 'commit' });
  await expect(slotAt('10:00 to 11:00')).toBeVisible();

  await page.getByRole('button', { name: 'Week after' }).dblclick();
  await expect(slotAt('10:00 to 11:00')).toBeVisible();
  release();

  await expect(slotAt('12:00 to 13:00')).toBeVisible();
  await page.getByRole('button', { name: 'Week after' }).click();
  await expect(slotAt('15:00 to 16:00')).toBeVisible();
});

test('what is typed and sent before the scripts have come signs in', async ({ browser }) => {
  const stack = readStack();
  const { email } = await registerPerson({ browser, stack, timezone: 'Europe/Oslo', name: 'Espen Early' });
  const context = await browser.newContext({ baseURL: stack.appUrl, serviceWorkers: 'block' });
  const page = await context.newPage();
  const release = await holdScripts(page);
  await page.goto('/sign-in', { waitUntil: 'commit' });
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill('a long enough password');
  await page.keyboard.press('Enter');
  release();

  await expect(page.getByRole('button', { name: 'Account of Espen Early' })).toBeVisible();
});
