// What a page costs whoever opens it for the first time, against bench/budget.json.
import { expect, type Page } from 'playwright/test';
import budget from '../bench/budget.json' with { type: 'json' };
import { printTable } from '../bench/report';
import { countScripts } from '../bench/script-weight';
import { arriveAs, type Facts, PAGES, pathOf, readFacts, SIZES, settle } from './pages';
import { readStack } from './people';
import { test } from './test';

const KB = 1024;

let facts: Facts;

test.beforeAll(async ({ browser }) => {
  facts = await readFacts({ browser, stack: readStack() });
});

function entryOf(name: string) {
  const entry = PAGES.find((each) => each.name === name);
  if (!entry) throw new Error(`no page ${name}`);
  return entry;
}

async function open(page: Page, name: string): Promise<void> {
  await page.goto(pathOf(entryOf(name), facts));
  await settle(page);
  if (name === 'checkout') await expect(page.getByLabel('Card number')).toBeVisible();
}

const rows: string[][] = [];

for (const [name, limitKb] of Object.entries(budget.scriptKb)) {
  test(`the ${name} page makes a browser load at most ${limitKb} KB of script`, async ({ browser }) => {
    const stack = readStack();
    const page = await (await arriveAs(entryOf(name).as, { browser, stack })).newPage();
    const scripts = countScripts(page, stack.appUrl);
    await open(page, name);
    // What comes on second thought counts as well, so it is over when a look finds no more than the look before.
    let kb = 0;
    await expect
      .poll(
        async () => {
          const before = kb;
          kb = (await scripts()).bytes / KB;
          return kb > 0 && kb === before;
        },
        { intervals: [3_000] },
      )
      .toBe(true);
    rows.push([name, kb.toFixed(1), String(limitKb)]);
    expect(kb).toBeLessThanOrEqual(limitKb);
  });
}

test.afterAll(() => {
  if (rows.length > 0) printTable(['page', 'script, KB gzipped', 'budget'], rows);
});

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const name of ['directory', 'tutor']) {
    test(`nothing jumps while the ${name} page comes, at the size of a ${size}`, async ({ browser }) => {
      const page = await (await arriveAs('visitor', { browser, stack: readStack() })).newPage();
      await page.setViewportSize(viewport);
      await open(page, name);
      // A first visitor's page is written again once their browser has said where they are.
      await expect(page.getByText(/New York/).first()).toBeVisible();
      expect(await layoutShiftOf(page)).toBeLessThan(budget.layoutShift);
    });
  }
}

/** All shifts added up, which is never less than what browsers report as CLS. */
function layoutShiftOf(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        // What is buffered is handed over in a task of its own, before the frame after the next one.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum))));
      }),
  );
}

test('letters come with the page, from our own server, and nothing from elsewhere', async ({ browser }) => {
  const { appUrl } = readStack();
  const page = await (await arriveAs('visitor', { browser, stack: readStack() })).newPage();
  const fonts: string[] = [];
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (request.resourceType() === 'font') fonts.push(url.href);
    if (url.protocol.startsWith('http') && url.origin !== appUrl) elsewhere.push(url.href);
  });
  for (const name of ['landing', 'directory', 'tutor']) await open(page, name);

  expect(elsewhere).toEqual([]);
  expect(fonts).not.toEqual([]);
  const preloaded = page.locator('link[rel="preload"][as="font"]');
  await expect(preloaded).toHaveCount(1);
  expect(fonts[0]).toBe(new URL((await preloaded.getAttribute('href')) ?? '', appUrl).href);
});
