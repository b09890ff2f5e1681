// The student's way on a phone of 360 by 780, by touch.
import AxeBuilder from '@axe-core/playwright';
import { expect } from 'playwright/test';
import { CARDS, givenTutor, payWith, readStack, registerPerson } from './people';
import { test } from './test';

test('a day’s times come up in a sheet within sight, and lead to a paid session', async ({ browser }) => {
  const stack = readStack();
  const tutor = await givenTutor({
    ...{ browser, stack, name: 'Petra Pocket' },
    slots: [
      { daysAhead: 1, startTime: '12:00', endTime: '13:00', seats: 1 },
      { daysAhead: 9, startTime: '10:00', endTime: '11:00', seats: 1 },
      { daysAhead: 9, startTime: '14:00', endTime: '15:30', seats: 4 },
      { daysAhead: 12, startTime: '14:00', endTime: '15:30', seats: 4 },
    ],
  });
  const phone = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true };
  const { page } = await registerPerson({
    ...{ browser, stack, timezone: 'Europe/Lisbon', name: 'Toni Thumb', device: phone },
  });
  await page.goto(`/tutors/${tutor.tutorId}`);
  await expect(page.getByRole('heading', { name: 'Soonest' })).toBeVisible();

  await page.getByRole('button', { name: /, 2 available$/ }).tap();
  const sheet = page.getByRole('dialog');
  const first = sheet.getByRole('link', { name: /10:00 to 11:00, 1-to-1/ });
  await expect(first).toBeInViewport({ ratio: 1 });
  await expect(sheet.getByRole('link', { name: /14:00 to 15:30, group, 4 of 4 seats left/ })).toBeInViewport({
    ratio: 1,
  });
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  const [later] = await sheet
    .getByRole('navigation', { name: 'Other days' })
    .getByRole('button')
    .all()
    .then((buttons) => buttons.reverse());
  await later?.tap();
  await expect(first).toHaveCount(0);
  await sheet.getByRole('navigation', { name: 'Other days' }).getByRole('button').first().tap();
  await first.tap();

  await expect(page.getByText(/Held for you/)).toBeVisible();
  await payWith(page, CARDS.good);
  await expect(page.getByRole('heading', { name: 'Your session is booked' })).toBeVisible();
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(isWide).toBe(false);
});
