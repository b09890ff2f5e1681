// Every page, in light and dark, on a phone and at a desk: what axe, a narrow screen and a screen reader ask of it.
// A page is opened once; its theme follows the system's and its width the window's, as they do for people.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';
import {
  arriveAs,
  type Facts,
  PAGES,
  type PageEntry,
  pathOf,
  readFacts,
  SIZES,
  settle,
  THEMES,
  VIEWERS,
} from './pages';
import { readStack } from './people';
import { test } from './test';

const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

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
  await page.goto(pathOf(entry, facts));
  await settle(page);
  await expect.soft(page.getByRole('heading', { level: 1 }), `${name}: its h1`).toHaveCount(1);
  await expect.soft(page.getByRole('main'), `${name}: its main landmark`).toHaveCount(1);
  await expect.soft(page.locator('html'), `${name}: its language`).toHaveAttribute('lang', 'en');
  await expectOwnTitle(page, name);
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    const tooWidePx = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return Math.max(0, scrollWidth - clientWidth);
    });
    expect.soft(tooWidePx, `${name}, ${size}: px wider than the screen`).toBe(0);
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme });
      await expect(page.locator('html')).toHaveCSS('color-scheme', theme);
      expect.soft(await faultsOf(page), `${name}, ${size}, ${theme}: what axe finds`).toEqual([]);
    }
  }
}

async function expectOwnTitle(page: Page, name: string): Promise<void> {
  await expect(page).toHaveTitle(/Slotwise/);
  const title = await page.title();
  const { pathname } = new URL(page.url());
  expect.soft(pathnameOfTitle.get(title) ?? pathname, `${name}: the page titled "${title}"`).toBe(pathname);
  pathnameOfTitle.set(title, pathname);
}

async function faultsOf(page: Page): Promise<string[]> {
  // Its other mode opens a second window for each look, to reach into foreign frames: there are none of ours.
  const { violations } = await new AxeBuilder({ page }).withTags(AXE_TAGS).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  );
}
