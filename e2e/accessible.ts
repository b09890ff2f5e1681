// What axe and a narrow screen ask of what is seen now, in light and dark, on a phone and at a desk.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';
import { SIZES, THEMES } from './pages';

const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Goes on after a fault, so that one run tells them all. The theme follows the system's, the width the window's. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
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
      await page.evaluate(fadingIsOver);
      expect.soft(await faultsOf(page), `${name}, ${size}, ${theme}: what axe finds`).toEqual([]);
    }
  }
}

/** Between two themes colours are neither. */
async function fadingIsOver(): Promise<void> {
  const fading = document.getAnimations().filter((each) => each instanceof CSSTransition);
  await Promise.allSettled(fading.map(({ finished }) => finished));
}

async function faultsOf(page: Page): Promise<string[]> {
  // Its other mode opens a second window for each look, to reach into foreign frames: there are none of ours.
  const { violations } = await new AxeBuilder({ page }).withTags(AXE_TAGS).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  );
}
