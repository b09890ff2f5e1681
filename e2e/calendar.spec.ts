import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Locator, type Page } from 'playwright/test';
import { longDay, noonOf } from '../lib/time-format';
import { call, givenTutor, readStack } from './people';
import { test } from './test';

type Hours = { daysAhead: number; startTime: string; endTime: string; seats?: number };

/** A tutor with hours up, who looks at the week of them. */
async function givenCalendar(browser: Browser, name: string, hours: Hours[]): Promise<Page> {
  const slots = hours.map((each) => ({ seats: 1, ...each }));
  const { page } = await givenTutor({ browser, stack: readStack(), name, slots });
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto('/teach/calendar');
  return page;
}

const isoDayAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
/** `Friday 27 November`, as the page says it. */
const dayAhead = (days: number) => longDay(noonOf(isoDayAhead(days)), 'UTC');

const slotOf = (page: Page, days: number, times: string) =>
  page.getByRole('button', { name: new RegExp(`^${dayAhead(days)}, ${times},`) });

async function boxOf(locator: Locator) {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator} is not to be seen`);
  return box;
}

/** Pressed, moved in a few steps as a hand does, and held. */
async function pull(page: Page, from: { x: number; y: number }, by: { x: number; y: number }) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + by.x, from.y + by.y, { steps: 6 });
}

/** One hour's height on the grid, which is 24 of them. */
async function hourOf(page: Page): Promise<number> {
  const { height } = await boxOf(page.getByRole('region', { name: 'Hours of the week' }).locator('> div'));
  return height / 24;
}

test('a tutor drags over free time, and moves and stretches what is there, but not onto another slot', async ({
  browser,
}) => {
  const page = await givenCalendar(browser, 'Dora', [
    { daysAhead: 2, startTime: '10:00', endTime: '11:00' },
    { daysAhead: 3, startTime: '10:00', endTime: '11:00' },
  ]);
  const hour = await hourOf(page);
  const slot = slotOf(page, 2, '10:00 to 11:00');
  const box = await boxOf(slot);
  const middle = { x: box.x + box.width / 2, y: box.y + hour / 2 };
  const column = (await boxOf(slotOf(page, 3, '10:00 to 11:00'))).x - box.x;

  // Two hours below the slot, an hour and a half of free time.
  await pull(page, { x: middle.x, y: box.y + hour * 3 + 2 }, { x: 0, y: hour * 1.5 - 4 });
  await page.mouse.up();
  const adding = page.getByRole('dialog', { name: 'Add hours' });
  await expect(adding.getByLabel('From')).toHaveValue('13:00');
  await expect(adding.getByLabel('To', { exact: true })).toHaveValue('14:30');
  await adding.getByRole('button', { name: 'Add slot', exact: true }).click();
  await expect(slotOf(page, 2, '13:00 to 14:30')).toBeFocused();

  // Onto its neighbour of the next day it does not go; Escape leaves everything as it was, too.
  await pull(page, middle, { x: column, y: hour / 2 });
  await page.mouse.up();
  await expect(page.getByText('10:30–11:30 overlaps your slot 10:00–11:00.')).toBeVisible();
  await expect(slot).toBeVisible();
  await pull(page, middle, { x: column, y: hour * 3 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(slot).toBeVisible();

  await pull(page, middle, { x: column, y: hour * 2 });
  await page.mouse.up();
  const moved = slotOf(page, 3, '12:00 to 13:00');
  await expect(page.getByText(`Now ${dayAhead(3)}, 12:00–13:00`)).toBeVisible();
  await expect(moved).toBeFocused();
  // While it is being saved it stays put.
  await expect(moved).not.toHaveAttribute('aria-busy');

  const { x, y, height } = await boxOf(moved);
  await pull(page, { x: x + 20, y: y + height - 2 }, { x: 0, y: hour / 2 });
  await page.mouse.up();
  await expect(page.getByText(`Now ${dayAhead(3)}, 12:00–13:30`)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(moved).toBeFocused();
  await expect(page.getByText(`Now ${dayAhead(3)}, 12:00–13:00`)).toBeVisible();
  await page.reload();
  await expect(moved).toBeVisible();
});

test('a move that the server refuses is put back, and the tutor is told why', async ({ browser }) => {
  const page = await givenCalendar(browser, 'Rhea', [{ daysAhead: 2, startTime: '10:00', endTime: '11:00' }]);
  // This window does not catch up with what happens elsewhere.
  await page.route('**/api/health', (route) => route.abort());
  await page.reload();
  const slot = slotOf(page, 2, '10:00 to 11:00');
  const hour = await hourOf(page);
  const box = await boxOf(slot);
  // Put up in another window.
  const other = await call(page, 'POST', '/api/teaching/slots', {
    slotDate: isoDayAhead(2),
    startTime: '12:30',
    endTime: '13:00',
    timezone: 'Europe/Lisbon',
    sessionType: 'ONE_TO_ONE',
  });
  expect(other.status).toBe(201);

  await pull(page, { x: box.x + 20, y: box.y + hour / 2 }, { x: 0, y: hour * 2 });
  await page.mouse.up();
  await expect(page.getByText(/It stays at .*, 10:00–11:00\./)).toBeVisible();
  await expect(slot).toBeFocused();
  await expect(slotOf(page, 2, '12:30 to 13:00')).toBeVisible();
});

test('a week opens with its slots in sight, and the way to the other pages of teaching above it', async ({
  browser,
}) => {
  const page = await givenCalendar(browser, 'Orla', [
    { daysAhead: 2, startTime: '10:00', endTime: '11:00' },
    { daysAhead: 9, startTime: '21:30', endTime: '22:30' },
  ]);
  await page.getByRole('navigation', { name: 'Weeks' }).getByRole('button').nth(1).click();
  const hours = page.getByRole('region', { name: 'Hours of the week' });
  const slot = slotOf(page, 9, '21:30 to 22:30');
  await expect(slot).toBeVisible();
  await expect
    .poll(async () => {
      const [grid, block] = [await hours.boundingBox(), await slot.boundingBox()];
      return grid && block && block.y >= grid.y && block.y + block.height <= grid.y + grid.height;
    })
    .toBe(true);

  const places = page.getByRole('navigation', { name: 'Teaching' });
  await expect(places.getByRole('link', { name: 'Calendar' })).toHaveAttribute('aria-current', 'page');
  await places.getByRole('link', { name: 'Earnings' }).click();
  await page.waitForURL('/teach/earnings');
  await expect(places.getByRole('link', { name: 'Earnings' })).toHaveAttribute('aria-current', 'page');
  const main = page.getByRole('navigation', { name: 'Main' });
  await expect(main.getByRole('link', { name: 'Teaching' })).toHaveAttribute('aria-current', 'true');
});

test('a week is copied after a look at what would be put up and what clashes', async ({ browser }) => {
  const page = await givenCalendar(browser, 'Cora', [
    { daysAhead: 2, startTime: '10:00', endTime: '11:00' },
    { daysAhead: 2, startTime: '15:00', endTime: '16:00', seats: 5 },
    { daysAhead: 3, startTime: '10:00', endTime: '11:00' },
    // In the next week: one is the same, one is in the way.
    { daysAhead: 9, startTime: '10:00', endTime: '11:00' },
    { daysAhead: 10, startTime: '10:30', endTime: '11:30' },
  ]);
  await page.getByRole('button', { name: 'Copy week…' }).click();
  const copying = page.getByRole('dialog', { name: /^Copy / });
  await copying.getByRole('group', { name: 'To these weeks' }).getByRole('checkbox').nth(1).press('Space');

  const firstDay = copying.getByRole('group', { name: dayAhead(9) });
  await expect(firstDay.getByText('Already in your calendar')).toBeVisible();
  await expect(firstDay.getByRole('checkbox', { name: /^15:00–16:00 Group, 5 seats/ })).toBeChecked();
  await expect(copying.getByRole('group', { name: dayAhead(10) })).toContainText('Overlaps 10:30–11:30');
  await expect(copying.getByRole('status')).toHaveText('4 to add, 1 clashes, 1 already there');
  await copying
    .getByRole('group', { name: dayAhead(17) })
    .getByRole('checkbox')
    .first()
    .uncheck();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await copying.getByRole('button', { name: 'Add 3 slots' }).click();
  await expect(page.getByText('3 slots added')).toBeVisible();
  await expect(slotOf(page, 9, '15:00 to 16:00')).toBeFocused();
  await expect(page.getByRole('navigation', { name: 'Weeks' })).toContainText('2 slots');
});

test('hours are added, changed, copied and deleted by keyboard alone, and the focus is never lost', async ({
  browser,
}) => {
  const page = await givenCalendar(browser, 'Kaya', [{ daysAhead: 1, startTime: '10:00', endTime: '11:00' }]);
  const press = (key: string) => page.keyboard.press(key);
  const add = page.getByRole('button', { name: `Add a slot on ${dayAhead(2)}` });
  await tabTo(page, add);
  await press('Enter');
  const adding = page.getByRole('dialog', { name: 'Add hours' });
  await tabTo(page, adding.getByLabel('From'));
  await press('ArrowUp');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await press('Enter');
  await expect(slotOf(page, 2, '11:00 to 12:00')).toBeFocused();

  await press('Enter');
  const changing = page.getByRole('dialog', { name: 'Change slot' });
  await tabTo(page, changing.getByLabel('From'));
  await press('ArrowUp');
  await tabTo(page, changing.getByLabel('To', { exact: true }));
  await press('ArrowUp');
  await press('Enter');
  await expect(slotOf(page, 2, '12:00 to 14:00')).toBeFocused();

  await tabTo(page, page.getByRole('button', { name: `Copy ${dayAhead(2)}…` }), 'Shift+Tab');
  await press('Enter');
  const copying = page.getByRole('dialog', { name: `Copy ${dayAhead(2)}` });
  await expect(copying.getByRole('checkbox', { name: `${dayAhead(9)}, no slots` })).toBeChecked();
  await tabTo(page, copying.getByRole('button', { name: 'Add 1 slot' }));
  await press('Enter');
  const copy = slotOf(page, 9, '12:00 to 14:00');
  await expect(copy).toBeFocused();

  await press('Enter');
  const deleting = page.getByRole('dialog', { name: 'Change slot' });
  await tabTo(page, deleting.getByRole('button', { name: 'Delete' }));
  await press('Enter');
  await expect(deleting.getByText('Delete this slot?')).toBeVisible();
  await press('Enter');
  await expect(page.getByRole('button', { name: `Add a slot on ${dayAhead(9)}` })).toBeFocused();
  await expect(copy).toHaveCount(0);
});

async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let stops = 0; stops < 80; stops += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${target} is not reached by ${key}`);
}
