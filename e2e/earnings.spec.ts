import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';
import { CARDS, givenTutor, payWith, readStack, registerPerson } from './people';
import { test } from './test';

async function expectNothingOfAxe(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
}

test('a tutor sees a paid session as to come, and has it in the file', async ({ browser }) => {
  // Two people, a payment, a file and a refund: a busy machine takes its time.
  test.setTimeout(180_000);
  const stack = readStack();
  const { page: tutor, slotIds } = await givenTutor({
    browser,
    stack,
    name: 'Elif',
    slots: [{ daysAhead: 2, startTime: '10:00', endTime: '11:00', seats: 1 }],
  });
  await tutor.goto('/teach/earnings');
  await expect(tutor.getByText('Nothing earned yet')).toBeVisible();
  const { page: student } = await registerPerson({ browser, stack, timezone: 'Asia/Tokyo', name: 'Emi' });
  await student.goto(`/book/${slotIds[0]}`);
  await payWith(student, CARDS.good);
  await expect(student.getByRole('heading', { name: 'Your session is booked' })).toBeVisible();

  await tutor.reload();
  const total = tutor.getByRole('row', { name: /^Total/ });
  await expect(total.getByRole('cell')).toHaveText(['$0.00', '$30.00', '$0.00']);
  await expect(tutor.getByRole('img', { name: /^Chart of the amounts/ }).locator('svg')).toBeVisible();
  await expectNothingOfAxe(tutor);
  const saved = tutor.waitForEvent('download');
  await tutor.getByRole('button', { name: 'Download CSV' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^slotwise-earnings-(from-)?\d{4}-\d\d.*\.csv$/);
  const lines = (await readFile(await file.path(), 'utf8')).split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(/,10:00,.*,1-to-1,60,Emi,30\.00,0\.00,USD,to come,$/);

  await student.goto('/sessions');
  await student.getByRole('button', { name: /^Cancel .*, 19:00$|^Cancel .*, 18:00$/ }).click();
  const dialog = student.getByRole('dialog', { name: 'Cancel the session?' });
  await expect(dialog.getByText('You get a full refund of $30.00 to your card.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel the session' }).click();
  // It is no longer upcoming, so its own page tells how the money stands, and the list of what is settled after that.
  await expect(student.getByText(/^\$30\.00 was refunded to your card on/)).toBeVisible();
  await student.getByRole('link', { name: 'My sessions' }).first().click();
  await expect(student.getByText('Nothing booked yet')).toBeVisible();
  await student.getByRole('link', { name: 'Past and cancelled' }).click();
  await expect(student.getByText(/^Refunded \d+ [A-Z]/)).toBeVisible();
  await tutor.reload();
  await expect(total.getByRole('cell')).toHaveText(['$0.00', '$0.00', '$30.00']);
});

test('the preview of a profile follows what is typed, and nothing unsaved goes silently', async ({
  browser,
}) => {
  const stack = readStack();
  const { page } = await givenTutor({
    browser,
    stack,
    name: 'Petra',
    slots: [{ daysAhead: 2, startTime: '10:00', endTime: '11:00', seats: 1 }],
  });
  await page.goto('/teach/profile');
  const preview = page.getByLabel('Preview');
  await expect(preview.getByText('Petra teaches').first()).toBeVisible();
  await expect(page.getByText('Unsaved changes')).toHaveCount(0);

  await page.getByLabel('Headline').fill('Chess from the endgame');
  await page.getByLabel('Price per hour').fill('45');
  await expect(preview.getByText('Chess from the endgame')).toHaveCount(2);
  await expect(preview.getByText('$45.00')).toHaveCount(2);
  await expect(page.getByText('Unsaved changes')).toBeVisible();
  await expectNothingOfAxe(page);

  const asked = page.waitForEvent('dialog').then(async (dialog) => {
    await dialog.dismiss();
    return dialog.message();
  });
  await page.getByRole('link', { name: 'Calendar' }).click();
  expect(await asked).toBe('You have unsaved changes. Leave without saving them?');
  await expect(page.getByLabel('Headline')).toHaveValue('Chess from the endgame');

  await page.getByRole('button', { name: 'Save profile' }).click();
  await expect(page.getByText('Unsaved changes')).toHaveCount(0);
  await page.getByRole('link', { name: 'Calendar' }).click();
  await page.waitForURL('/teach/calendar');
});
