// `npm run screenshots`: every page as people see it, light and dark, on a phone and at a desk, into screenshots/.
// `-- --docs` takes the README's pictures instead. SLOTWISE_STATE names a running stack; else one is started.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { DETECTED_ZONE_COOKIE } from '../components/time/zone-cookies';
import { findChromium } from '../tests/browser';
import startStack from '../tests/stack';
import {
  arriveAs,
  type Facts,
  open,
  PAGES,
  type PageEntry,
  readFacts,
  SIZES,
  THEMES,
  VIEWERS,
} from './pages';
import { readStack, type Stack } from './people';

const root = resolve(import.meta.dirname, '..');
const ALL_DIR = join(root, 'screenshots');
const DOCS_DIR = join(root, 'docs', 'images');
const DOCS = ['tutor', 'checkout', 'room', 'teach-calendar'];

type Studio = { browser: Browser; stack: Stack; facts: Facts };

async function takeAll(): Promise<void> {
  const startedAt = Date.now();
  const forDocs = process.argv.includes('--docs');
  const stopStack = await startStack();
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
  });
  try {
    const stack = readStack();
    const studio = { browser, stack, facts: await readFacts({ browser, stack }) };
    const count = forDocs ? await takeForDocs(studio) : await takeEvery(studio);
    console.log(`${count} pictures in ${Math.round((Date.now() - startedAt) / 1000)} s`);
  } finally {
    await browser.close();
    await stopStack();
  }
}

async function takeEvery(studio: Studio): Promise<number> {
  await mkdir(ALL_DIR, { recursive: true });
  let count = 0;
  await visit(studio, PAGES, async (page, { name }) => {
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({
          path: join(ALL_DIR, `${name}.${colorScheme}.${size}.png`),
          fullPage: true,
          animations: 'disabled',
        });
        count += 1;
      }
    }
  });
  return count;
}

async function takeForDocs(studio: Studio): Promise<number> {
  await mkdir(DOCS_DIR, { recursive: true });
  const wanted = PAGES.filter(({ name }) => DOCS.includes(name));
  await visit(studio, wanted, async (page, { name }) => {
    await page.screenshot({ path: join(DOCS_DIR, `${name}.png`), animations: 'disabled' });
  });
  return wanted.length;
}

/** Opens each page once, as whoever it is for. */
async function visit(
  { browser, stack, facts }: Studio,
  entries: readonly PageEntry[],
  look: (page: Page, entry: PageEntry) => Promise<void>,
): Promise<void> {
  for (const viewer of VIEWERS) {
    const theirs = entries.filter(({ as }) => as === viewer);
    if (theirs.length === 0) continue;
    const context = await arriveAs(viewer, { browser, stack });
    // Not a first visit: the page need not ask in which zone this browser is, and be written again.
    const value = 'America/New_York';
    await context.addCookies([{ name: DETECTED_ZONE_COOKIE, value, url: stack.appUrl }]);
    const page = await context.newPage();
    for (const entry of theirs) {
      await page.setViewportSize(SIZES.desk);
      await open(page, { entry, facts });
      await look(page, entry);
    }
    await context.close();
  }
}

await takeAll();
