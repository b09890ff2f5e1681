// Going about by keyboard alone: no click, and the focus is seen wherever it stands.
import { type Browser, expect, type Locator, type Page } from 'playwright/test';
import type { Stack } from './people';

/** Somebody in Lisbon whom nobody knows yet. */
export async function arriveAsNewcomer(browser: Browser, { appUrl }: Stack): Promise<Page> {
  const context = await browser.newContext({
    timezoneId: 'Europe/Lisbon',
    locale: 'en-GB',
    baseURL: appUrl,
  });
  return context.newPage();
}

/** Presses Tab until something has the focus, which must be seen there. */
export async function goTo(page: Page, target: Locator): Promise<void> {
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

export async function press(target: Locator, key = 'Enter'): Promise<void> {
  await goTo(target.page(), target);
  await target.page().keyboard.press(key);
}

/** What had the focus may have gone; the focus has not, and Tab goes on from around there. */
export async function expectFocusKept(page: Page, around: Locator = page.getByRole('main')): Promise<void> {
  await expect
    .poll(() => around.evaluate((element) => element.contains(document.activeElement)), { timeout: 1_000 })
    .toBe(true);
}
