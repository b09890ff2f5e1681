// What can happen between the seat and the money, seen from the student's browser.
import pg from 'pg';
import { expect, type Page } from 'playwright/test';
import { CARDS, call, fillCard, givenTutor, payWith, readStack, registerPerson } from './people';
import { test } from './test';

const ONE_HOUR = { startTime: '10:00', endTime: '11:00', seats: 1 };

async function openCheckout(page: Page, slotId: string): Promise<void> {
  await page.goto(`/book/${slotId}`);
  await expect(page.getByText(/Held for you/)).toBeVisible();
}

test('a declined card is told in words, the seat stays held, and another card pays', async ({ browser }) => {
  const stack = readStack();
  const { slotIds } = await givenTutor({
    browser,
    stack,
    name: 'Declan',
    slots: [{ daysAhead: 2, ...ONE_HOUR }],
  });
  const { page } = await registerPerson({ browser, stack, timezone: 'America/Chicago', name: 'Dora' });
  await openCheckout(page, slotIds[0] as string);

  await payWith(page, CARDS.declined);
  await expect(page.getByText(/Your card was declined/)).toBeVisible();
  await expect(page.getByText('Your seat is still held.')).toBeVisible();
  await expect(page.getByText(/Held for you/)).toBeVisible();

  await payWith(page, CARDS.good);
  await expect(page.getByRole('heading', { name: 'Your session is booked' })).toBeVisible();
});

test('a bank that asks back is answered, refused first and confirmed then', async ({ browser }) => {
  const stack = readStack();
  const { slotIds } = await givenTutor({
    browser,
    stack,
    name: 'Basil',
    slots: [{ daysAhead: 2, ...ONE_HOUR }],
  });
  const { page } = await registerPerson({ browser, stack, timezone: 'Asia/Tokyo', name: 'Bea' });
  await openCheckout(page, slotIds[0] as string);

  await payWith(page, CARDS.needsAuthentication);
  await page.getByRole('button', { name: 'Fail authentication' }).click();
  await expect(page.getByText('The payment did not go through')).toBeVisible();

  await payWith(page, CARDS.needsAuthentication);
  await page.getByRole('button', { name: 'Complete authentication' }).click();
  await expect(page.getByRole('heading', { name: 'Your session is booked' })).toBeVisible();
});

test('a hold that lapses says so, and one button takes the seat again', async ({ browser }) => {
  const stack = readStack();
  const { slotIds } = await givenTutor({
    browser,
    stack,
    name: 'Lars',
    slots: [{ daysAhead: 2, ...ONE_HOUR }],
  });
  const slotId = slotIds[0] as string;
  const { page } = await registerPerson({ browser, stack, timezone: 'Europe/Paris', name: 'Lou' });
  await page.clock.install();
  await openCheckout(page, slotId);
  await fillCard(page, CARDS.good);

  // Ten minutes go by on both clocks: in the browser, and for the hold.
  await lapse(stack.databaseUrl, slotId);
  await page.clock.fastForward('10:01');
  await expect(page.getByText('The seat is no longer held for you')).toBeVisible();
  await page.getByRole('button', { name: 'Hold the seat again' }).click();

  await expect(page.getByText(/Held for you/)).toBeVisible();
  await payWith(page, CARDS.good);
  await expect(page.getByRole('heading', { name: 'Your session is booked' })).toBeVisible();
});

test('a hold that lapsed and was taken by another says that it is full, and offers other times', async ({
  browser,
}) => {
  const stack = readStack();
  const { slotIds } = await givenTutor({
    browser,
    stack,
    name: 'Otto',
    slots: [{ daysAhead: 2, ...ONE_HOUR }],
  });
  const slotId = slotIds[0] as string;
  const slow = await registerPerson({ browser, stack, timezone: 'Europe/Paris', name: 'Sloane' });
  await slow.page.clock.install();
  await openCheckout(slow.page, slotId);
  await lapse(stack.databaseUrl, slotId);
  const quick = await registerPerson({ browser, stack, timezone: 'Europe/Paris', name: 'Quinn' });
  await openCheckout(quick.page, slotId);

  await slow.page.clock.fastForward('10:01');
  await slow.page.getByRole('button', { name: 'Hold the seat again' }).click();

  await expect(slow.page.getByText('Session full')).toBeVisible();
  await expect(slow.page.getByRole('link', { name: 'Other times with Otto' })).toBeVisible();
});

test('walking away gives the seat back at once', async ({ browser }) => {
  const stack = readStack();
  const { slotIds, tutorId } = await givenTutor({
    browser,
    stack,
    name: 'Gwen',
    slots: [{ daysAhead: 2, ...ONE_HOUR }],
  });
  const { page } = await registerPerson({ browser, stack, timezone: 'Europe/Paris', name: 'Gus' });
  await openCheckout(page, slotIds[0] as string);

  await page.getByRole('button', { name: 'Leave without booking' }).click();

  await page.waitForURL(`**/tutors/${tutorId}`);
  const open = await call<{ items: unknown[] }>(page, 'GET', `/api/teaching/slots/provider/${tutorId}`);
  expect(open.body.items).toHaveLength(1);
});

test('a double click on a free slot books it once', async ({ browser }) => {
  const stack = readStack();
  const { slotIds } = await givenTutor({
    browser,
    stack,
    name: 'Frida',
    slots: [{ daysAhead: 2, startTime: '10:00', endTime: '11:00', seats: 5 }],
    hourlyRateCents: 0,
  });
  const { page } = await registerPerson({ browser, stack, timezone: 'Europe/Paris', name: 'Fin' });
  await page.goto(`/book/${slotIds[0]}`);

  await page.getByRole('button', { name: 'Book for free' }).dblclick();

  await page.waitForURL('**/sessions/*');
  const mine = await call<{ items: { participantCount: number }[] }>(
    page,
    'GET',
    '/api/teaching/sessions/my',
  );
  expect(mine.body.items).toMatchObject([{ participantCount: 1 }]);
});

/** Ten minutes cannot be waited for: the hold's time is set back, and everything else is as after them. */
async function lapse(databaseUrl: string, slotId: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rowCount } = await client.query(
    `UPDATE "SeatHold" SET "expiresAt" = now() - interval '1 second' WHERE "slotId" = $1 AND "status" = 'HELD'`,
    [slotId],
  );
  await client.end();
  expect(rowCount).toBe(1);
}
