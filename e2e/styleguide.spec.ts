// The parts that pages are made of, compared with pictures of them. One set of pictures serves every platform: letters
// are drawn a little differently everywhere, colours, sizes and gaps are not.
import { expect } from 'playwright/test';
import { THEMES } from './pages';
import { test } from './test';

const SECTIONS = ['buttons', 'fields', 'notices', 'badges', 'tutors', 'slots', 'paying', 'teaching'];

for (const theme of THEMES) {
  test(`what pages are made of looks as it did, ${theme}`, async ({ page }) => {
    await page.setViewportSize({ width: 640, height: 900 });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.goto('/styleguide');
    await page.evaluate(() => document.fonts.ready);
    for (const section of SECTIONS) {
      await expect
        .soft(page.locator(`#${section} [data-specimens]`))
        .toHaveScreenshot(`${section}-${theme}.png`);
    }
  });
}

test('every pair of colours keeps its distance, in light and in dark', async ({ page }) => {
  await page.goto('/styleguide');
  const rows = page.getByRole('row').and(page.locator('[data-ratio]'));
  await expect(rows).not.toHaveCount(0);
  const tooClose = await rows.evaluateAll((all) =>
    all.filter(({ dataset }) => Number(dataset.ratio) < Number(dataset.least)).map((row) => row.textContent),
  );
  expect(tooClose).toEqual([]);
});
