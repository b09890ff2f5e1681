// The whole journey, from two new accounts to a paid session that both see, across the night on which New York's
// clocks go forward. The stack's clock stands at 8 March 2027, six days before.
import { expect, type Page } from 'playwright/test';
import { launchStack, type RunningStack } from '../tests/stack';
import { CARDS, payWith, readStack, registerPerson, type Stack } from './people';
import { test } from './test';

const clockAheadMs = Date.parse('2027-03-08T12:00:00Z') - Date.now();

let running: RunningStack;
let stack: Stack;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  running = await launchStack({ clockAheadMs, log: 'stack-clock-change.log' });
  stack = readStack(running.file);
});

test.afterAll(async () => {
  await running?.stop();
});

test('a tutor in Kathmandu and a student in New York meet across a clock change', async ({ browser }) => {
  const tutor = await registerPerson({
    browser,
    stack,
    timezone: 'Asia/Kathmandu',
    name: 'Sabina Thapa',
    clockAheadMs,
  });
  await becomeTutor(tutor.page);
  await putUpFourWeeks(tutor.page);

  const student = await registerPerson({
    browser,
    stack,
    timezone: 'America/New_York',
    name: 'Wanda Grey',
    clockAheadMs,
  });
  await findTutor(student.page, 'Sabina Thapa');

  // 10:00 in Kathmandu is 04:15 UTC: before the change still the evening before in New York, after it past midnight.
  await test.step('the student reads the hours on their own clock, before and after the change', async () => {
    await expect(slotLink(student.page, 'Tuesday 9 March, 23:15 to 00:15')).toBeVisible();
    await student.page.getByRole('button', { name: 'Week after' }).click();
    await expect(slotLink(student.page, 'Wednesday 17 March, 00:15 to 01:15')).toBeVisible();
  });

  await test.step('checkout holds the seat, shows both clocks and warns of the change', async () => {
    await slotLink(student.page, 'Wednesday 17 March, 00:15 to 01:15').click();
    await expect(student.page.getByText(/Held for you/)).toBeVisible();
    await expect(student.page.getByText(/Wednesday 17 March, 00:15–01:15/).first()).toBeVisible();
    await expect(student.page.getByText(/Wednesday 17 March, 10:00–11:00/).first()).toBeVisible();
    await expect(student.page.getByText('The clocks change in New York before this session')).toBeVisible();
    await expect(student.page.getByRole('button', { name: 'Pay $24.50' })).toBeVisible();
  });

  await test.step('the student pays and sees the session on both clocks', async () => {
    await payWith(student.page, CARDS.good);
    await expect(student.page.getByRole('heading', { name: 'Your session is booked' })).toBeVisible();
    await student.page.getByRole('link', { name: 'Go to the session' }).click();
    await expect(student.page.getByText(/Wednesday 17 March, 00:15–01:15/).first()).toBeVisible();
    await expect(student.page.getByText(/Wednesday 17 March, 10:00–11:00/).first()).toBeVisible();
    await student.page.goto('/sessions');
    await expect(student.page.getByRole('link', { name: /Sabina Thapa/ })).toBeVisible();
  });

  await test.step('the tutor sees who comes, in the list and in the calendar', async () => {
    await tutor.page.goto('/teach/sessions');
    await expect(tutor.page.getByRole('link', { name: /Wanda Grey/ })).toBeVisible();
    await tutor.page.goto('/teach/calendar');
    await tutor.page.getByRole('navigation', { name: 'Weeks' }).getByRole('button').nth(1).click();
    await expect(
      tutor.page.getByRole('button', { name: /Wednesday 17 March, 10:00 to 11:00.*booked by Wanda Grey/ }),
    ).toBeVisible();
  });
});

async function becomeTutor(page: Page): Promise<void> {
  await page.goto('/teach/profile');
  await page.getByLabel('Headline').fill('Nepali for travellers');
  await page.getByLabel('About you').fill('Two words a minute.');
  await page.getByLabel('Subjects').fill('Nepali');
  await page.getByLabel('Subjects').press('Enter');
  await page.getByLabel('Languages you teach in').fill('English');
  await page.getByLabel('Languages you teach in').press('Enter');
  await page.getByLabel('Price of an hour').fill('24.50');
  await page.getByLabel('Published').check();
  await page.getByRole('button', { name: 'Save and put up hours' }).click();
  await page.waitForURL('**/teach/calendar');
}

/** Wednesdays at 10, four weeks long; the refusal of a later week before the first is met on the way. */
async function putUpFourWeeks(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add hours' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add hours' });
  await dialog.getByLabel('Day', { exact: true }).fill('2027-03-24');
  await dialog.getByRole('button', { name: 'Put up' }).click();
  await expect(dialog.getByText('Offer at least one slot in the coming 7 days')).toBeVisible();

  await dialog.getByLabel('Day', { exact: true }).fill('2027-03-10');
  await dialog.getByLabel('From').fill('10:00');
  await dialog.getByLabel('To', { exact: true }).fill('11:00');
  await dialog.getByLabel('For how long').selectOption({ label: 'As far ahead as possible' });
  await dialog.getByRole('button', { name: 'Put up 4 slots' }).click();
  await expect(page.getByText('4 slots are up')).toBeVisible();
  await expect(
    page.getByRole('button', { name: /Wednesday 10 March, 10:00 to 11:00, 1-to-1, open/ }),
  ).toBeVisible();
}

async function findTutor(page: Page, name: string): Promise<void> {
  await page.goto('/');
  await page.getByLabel('What would you like to learn?').fill('Nepali for trav');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name }).first().click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
}

function slotLink(page: Page, when: string) {
  return page.getByRole('link', { name: new RegExp(`Book ${when}`) });
}
