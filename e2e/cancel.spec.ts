import { expect } from 'playwright/test';
import { CARDS, givenTutor, payWith, readStack, registerPerson } from './people';
import { test } from './test';

test('a student cancels, reads what comes back, and the hour is open to others again', async ({
  browser,
}) => {
  const stack = readStack();
  const { slotIds, tutorId } = await givenTutor({
    browser,
    stack,
    name: 'Carla',
    slots: [{ daysAhead: 2, startTime: '10:00', endTime: '11:00', seats: 1 }],
  });
  const { page } = await registerPerson({ browser, stack, timezone: 'Europe/Lisbon', name: 'Cody' });
  await page.goto(`/book/${slotIds[0]}`);
  await payWith(page, CARDS.good);
  await page.getByRole('link', { name: 'Go to the session' }).click();

  await page.getByRole('button', { name: 'Cancel the session' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cancel the session?' });
  await expect(dialog.getByText('You get a full refund of $30.00 to your card.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel the session' }).click();

  await expect(page.getByText(/^You cancelled on /)).toBeVisible();
  await expect(page.getByText(/^\$30\.00 was refunded to your card on /)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel the session' })).toHaveCount(0);
  await page.goto(`/tutors/${tutorId}`);
  await expect(page.getByRole('link', { name: /Book .*10:00 to 11:00/ })).toBeVisible();
});
