// A student's whole way by keyboard alone: no click, and the focus is seen wherever it stands.
import { expect, type Locator, type Page } from 'playwright/test';
import { givenTutor, readStack } from './people';
import { test } from './test';

test('a newcomer finds a tutor, registers, books, pays and cancels by keyboard alone', async ({
  browser,
}) => {
  const stack = readStack();
  const name = `Kim Keys ${Date.now()}`;
  await givenTutor({
    ...{ browser, stack, name },
    slots: [
      { daysAhead: 2, startTime: '12:00', endTime: '13:00', seats: 1 },
      { daysAhead: 3, startTime: '12:00', endTime: '13:00', seats: 5 },
    ],
  });
  const context = await browser.newContext({
    timezoneId: 'Europe/Lisbon',
    locale: 'en-GB',
    baseURL: stack.appUrl,
  });
  const page = await context.newPage();
  const { keyboard } = page;

  await test.step('the first stop skips to the content', async () => {
    await page.goto('/');
    await keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
    await keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
  });

  await test.step('the search is typed and entered, and its filters are stops of their own', async () => {
    await goTo(page, page.getByLabel('What would you like to learn?'));
    await keyboard.type(name);
    await keyboard.press('Enter');
    await page.waitForURL('**/tutors?q=*');
    await goTo(page, page.getByLabel('Session'));
    await keyboard.press('G');
    await page.waitForURL(/type=GROUP/);
    await goTo(page, page.getByRole('link', { name }));
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  });

  await test.step('another zone is searched for, picked, said aloud, and the focus is back', async () => {
    const picker = page.getByRole('button', { name: /^Times are shown in: / });
    await goTo(page, picker);
    await keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: 'Search time zones' })).toBeFocused();
    await keyboard.type('tok');
    await keyboard.press('Enter');
    await expect(page.getByRole('status').filter({ hasText: 'Times are now in Tokyo' })).toBeAttached();
    await expect(picker).toBeFocused();
    await goTo(page, page.getByRole('radio', { name: 'All' }));
    await keyboard.press('ArrowRight');
    await expect(page.getByRole('radio', { name: '1-to-1' })).toBeChecked();
  });

  await test.step('a slot leads by way of a new account to the checkout', async () => {
    await goTo(page, page.getByRole('link', { name: /^Book .*, 1-to-1, / }));
    await keyboard.press('Enter');
    await page.waitForURL('**/sign-in?*');
    await goTo(page, page.getByRole('main').getByRole('link', { name: 'Create an account' }));
    await keyboard.press('Enter');
    await page.waitForURL('**/register?*');
    await goTo(page, page.getByLabel('Name'));
    await keyboard.type('Nat New');
    await keyboard.press('Tab');
    await keyboard.type(`nat.${Date.now()}@example.com`);
    await keyboard.press('Tab');
    await keyboard.type('a long enough password');
    await keyboard.press('Enter');
    await page.waitForURL('**/book/*');
  });

  await test.step('the card is typed, and paid with', async () => {
    await expect(page.getByText(/Held for you/)).toBeVisible();
    await goTo(page, page.getByLabel('Card number'));
    await keyboard.type('4242424242424242');
    await keyboard.press('Tab');
    await keyboard.type('1234');
    await keyboard.press('Tab');
    await keyboard.type('123');
    await goTo(page, page.getByRole('button', { name: /^Pay / }));
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Your session is booked' })).toBeVisible();
  });

  await test.step('the booking is opened and cancelled, and the focus stays on the page', async () => {
    await goTo(page, page.getByRole('link', { name: 'Go to the session' }));
    await keyboard.press('Enter');
    await page.waitForURL('**/sessions/*');
    await goTo(page, page.getByRole('button', { name: 'Cancel my seat' }));
    await keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('returns to your card')).toBeVisible();
    await goTo(page, dialog.getByRole('button', { name: /cancel/i }).last());
    await keyboard.press('Enter');
    await expect(page.getByText('Cancelled', { exact: true }).first()).toBeVisible();
    expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
  });

  await test.step('the menu opens, leads on and closes by Escape', async () => {
    const menu = page.getByRole('button', { name: 'Account of Nat New' });
    await goTo(page, menu);
    await keyboard.press('Enter');
    await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
    await keyboard.press('Escape');
    await expect(page.getByRole('link', { name: 'Settings' })).toBeHidden();
    await expect(menu).toBeFocused();
  });
});

/** Presses Tab until something has the focus, which must be seen there. */
async function goTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stops = 0; stops < 80; stops += 1) {
    // Stripe's fields live in a tree of their own.
    const isThere = (element: Element) => (element.getRootNode() as Document).activeElement === element;
    if (await target.evaluate(isThere)) break;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
  const isSeen = await target.evaluate((element) => {
    // A card shows it around the whole of itself, a radio button around its label.
    const ringed = [element, element.closest('label'), element.parentElement];
    return ringed.some(
      (each) =>
        each && [null, '::after'].some((part) => getComputedStyle(each, part).outlineStyle !== 'none'),
    );
  });
  expect(isSeen, `the focus on ${target} is seen`).toBe(true);
}
