// Every page, in light and dark, on a phone and at a desk: what axe, a narrow screen and a screen reader ask of it.
// A page is opened once; its theme follows the system's and its width the window's, as they do for people.
import { expect, type Page } from 'playwright/test';
import { expectAccessible } from './accessible';
import { arriveAs, type Facts, open, PAGES, type PageEntry, readFacts, VIEWERS } from './pages';
import { readStack } from './people';
import { test } from './test';

let facts: Facts;
/** Where each title was met. Addresses that differ in their query alone show the same page. */
const pathnameOfTitle = new Map<string, string>();

test.beforeAll(async ({ browser }) => {
  facts = await readFacts({ browser, stack: readStack() });
});

for (const viewer of VIEWERS) {
  test(`what a ${viewer} sees is accessible, in either theme and at either size`, async ({ browser }) => {
    // A dozen pages, each looked at four times, perhaps on a machine that is busy with other things.
    test.setTimeout(300_000);
    const page = await (await arriveAs(viewer, { browser, stack: readStack() })).newPage();
    for (const entry of PAGES.filter(({ as }) => as === viewer)) {
      await test.step(entry.name, () => examine(page, entry));
    }
  });
}

async function examine(page: Page, entry: PageEntry): Promise<void> {
  const { name } = entry;
  await open(page, { entry, facts });
  await expect.soft(page.getByRole('heading', { level: 1 }), `${name}: its h1`).toHaveCount(1);
  await expect.soft(page.getByRole('main'), `${name}: its main landmark`).toHaveCount(1);
  await expect.soft(page.locator('html'), `${name}: its language`).toHaveAttribute('lang', 'en');
  await expectOwnTitle(page, name);
  await expectAccessible(page, name);
}

async function expectOwnTitle(page: Page, name: string): Promise<void> {
  await expect(page).toHaveTitle(/Slotwise/);
  const title = await page.title();
  const { pathname } = new URL(page.url());
  expect.soft(pathnameOfTitle.get(title) ?? pathname, `${name}: the page titled "${title}"`).toBe(pathname);
  pathnameOfTitle.set(title, pathname);
}
