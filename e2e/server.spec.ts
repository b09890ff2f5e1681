import { expect } from 'playwright/test';
import { test } from './test';

test('the built app says that it is well, and guards its answers', async ({ request }) => {
  const response = await request.get('/api/health');

  expect(response.status()).toBe(200);
  expect(await response.json()).toMatchObject({ ok: true });
  expect(response.headers()).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
  });
  expect(response.headers()).not.toHaveProperty('x-powered-by');
});

test('the front page opens in a browser', async ({ page }) => {
  const response = await page.goto('/');

  expect(response?.status()).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a page names no script that would come before its first paint, and loads them all', async ({
  page,
}) => {
  const response = await page.goto('/');

  const html = (await response?.text()) ?? '';
  const named = html.match(/<(script src|link rel="preload" as="script"[^>]* href)="\/_next\/[^>]*>/g) ?? [];
  expect(named.filter((tag) => !/\bnoModule\b/.test(tag))).toEqual([]);
  const { painted, asked } = await page.evaluate(() => ({
    painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    asked: performance
      .getEntriesByType('resource')
      .filter((entry) => (entry as PerformanceResourceTiming).initiatorType === 'script')
      .map(({ startTime }) => startTime),
  }));
  expect(asked.length).toBeGreaterThan(4);
  expect(Math.min(...asked)).toBeGreaterThan(painted);
});
