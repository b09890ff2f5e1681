import { expect } from 'playwright/test';
import { call, givenTutor, readStack, registerPerson } from './people';
import { test } from './test';

test('a slot that somebody takes while one looks turns to "just taken" without a reload', async ({
  browser,
}) => {
  const stack = readStack();
  const { slotIds, tutorId } = await givenTutor({
    browser,
    stack,
    name: 'Tamsin',
    slots: [
      { daysAhead: 2, startTime: '10:00', endTime: '11:00', seats: 1 },
      { daysAhead: 2, startTime: '12:00', endTime: '13:00', seats: 1 },
    ],
  });
  const looking = await registerPerson({ browser, stack, timezone: 'Europe/Lisbon', name: 'Lola' });
  await looking.page.goto(`/tutors/${tutorId}`);
  const first = looking.page.getByRole('link', { name: /Book .*10:00 to 11:00/ });
  await expect(first).toBeVisible();

  const quicker = await registerPerson({ browser, stack, timezone: 'Europe/Lisbon', name: 'Quentin' });
  const booked = await call(quicker.page, 'POST', '/api/teaching/sessions/book', { slotId: slotIds[0] });
  expect(booked.status).toBe(201);

  await expect(looking.page.getByText('Just taken')).toBeVisible();
  await expect(first).toHaveCount(0);
  await expect(looking.page.getByRole('link', { name: /Book .*12:00 to 13:00/ })).toBeVisible();
});
