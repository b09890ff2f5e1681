// A page that takes its time is said to be on its way, and no longer than that.
import { type Browser, expect, type Page, type Route } from 'playwright/test';
import { arriveAs } from './pages';
import { readStack } from './people';
import { test } from './test';

/** Holds back what Next fetches for a page, until told otherwise. */
async function holdBack(
  page: Page,
  pathname: string,
  answer = (route: Route) => route.continue(),
): Promise<() => void> {
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route(
    (url) => url.pathname === pathname && url.searchParams.has('_rsc'),
    async (route) => {
      await held;
      await answer(route);
    },
  );
  return letThrough;
}

/** Somebody at a page whose scripts run, with all there that Next fetches ahead: nothing of a page written per request. */
async function arriveAt(path: string, { browser }: { browser: Browser }): Promise<Page> {
  const context = await browser.newContext({ baseURL: readStack().appUrl, serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(path, { waitUntil: 'networkidle' });
  return page;
}

const lineOf = (page: Page) => page.getByRole('progressbar', { name: 'Loading the page' });
const shapeOf = (page: Page) => page.getByRole('status', { name: 'The page is on its way' });

test('a line shows from the press of a link until its page is there, and not when one comes back', async ({
  browser,
}) => {
  const page = await arriveAt('/sign-in', { browser });
  const letThrough = await holdBack(page, '/reset');
  await page
    .getByRole('main')
    .getByRole('link', { name: /password/i })
    .click();
  await expect(lineOf(page)).toBeVisible();
  letThrough();
  await page.waitForURL('**/reset');
  await expect(lineOf(page)).toBeHidden();
  await page.goBack();
  await page.waitForURL('**/sign-in');
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await expect(lineOf(page)).toBeHidden();
});

test('the shape of a page that takes long stands in its place, until it is there', async ({ browser }) => {
  const page = await arriveAt('/', { browser });
  const letThrough = await holdBack(page, '/tutors');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Find a tutor' }).click();
  await expect(shapeOf(page)).toBeVisible();
  letThrough();
  await page.waitForURL('**/tutors');
  await expect(page.getByRole('heading', { level: 1, name: 'Find a tutor' })).toBeVisible();
  await expect(shapeOf(page)).toBeHidden();
});

test('a page that sends one back to where one is leaves no sign of itself', async ({ browser }) => {
  const page = await arriveAt('/', { browser });
  // As a room does whose session is over.
  const letThrough = await holdBack(page, '/tutors', (route) =>
    route.fulfill({ status: 307, headers: { location: '/?_rsc=back' } }),
  );
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Find a tutor' }).click();
  await expect(shapeOf(page)).toBeVisible();
  letThrough();
  await expect(shapeOf(page)).toBeHidden({ timeout: 5_000 });
  await expect(page).toHaveURL('/');
});

test('who may not come is sent away by status, and what is not there is a 404', async ({ browser }) => {
  const stack = readStack();
  const { request: visitor } = await browser.newContext({ baseURL: stack.appUrl });
  const { request: student } = await arriveAs('student', { browser, stack });
  const nobodys = '00000000-0000-4000-8000-000000000000';
  const forged = { cookie: 'next-auth.session-token=forged' };
  for (const path of ['/settings', '/notifications', '/teach/calendar', '/teach/profile', '/sessions']) {
    for (const headers of [{}, forged]) {
      const answer = await visitor.get(path, { headers, maxRedirects: 0 });
      expect([path, answer.status()]).toEqual([path, 307]);
      expect(answer.headers().location).toContain('/sign-in');
    }
  }
  const calendar = await student.get('/teach/calendar', { maxRedirects: 0 });
  expect(calendar.status()).toBe(307);
  expect(calendar.headers().location).toContain('/teach/profile');
  for (const path of [
    `/sessions/${nobodys}`,
    `/sessions/${nobodys}/room`,
    `/book/${nobodys}`,
    '/tutors/nobody',
  ]) {
    const answer = await student.get(path, { maxRedirects: 0 });
    expect([path, answer.status()]).toEqual([path, 404]);
  }
});
