// Whole ways by keyboard alone: no click, and the focus is seen wherever it stands.
import { expect } from 'playwright/test';
import { arriveAsNewcomer, expectFocusKept, goTo, press } from './keyboard';
import { call, givenTutor, readStack, registerPerson } from './people';
import { test } from './test';

test('a newcomer finds a tutor, registers, books, pays and cancels by keyboard alone', async ({
  browser,
}) => {
  const stack = readStack();
  const name = `Kim Keys ${Date.now()}`;
  await givenTutor({
    ...{ browser, stack, name },
    slots: [
      { daysAhead: 2, startTime: '12:00', endTime: '13:00', seats: 1 },
      { daysAhead: 3, startTime: '12:00', endTime: '13:00', seats: 5 },
    ],
  });
  const page = await arriveAsNewcomer(browser, stack);
  const { keyboard } = page;

  await test.step('the first stop skips to the content', async () => {
    await page.goto('/');
    await keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
    await keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
  });

  await test.step('the search is typed and entered, and its filters are stops of their own', async () => {
    await goTo(page, page.getByLabel('What would you like to learn?'));
    await keyboard.type(name);
    await keyboard.press('Enter');
    await page.waitForURL('**/tutors?q=*');
    await goTo(page, page.getByLabel('Session'));
    await keyboard.press('G');
    await page.waitForURL(/type=GROUP/);
    await goTo(page, page.getByRole('link', { name }));
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  });

  await test.step('another zone is searched for, picked, said aloud, and the focus is back', async () => {
    const picker = page.getByRole('button', { name: /^Times are shown in: / });
    await goTo(page, picker);
    await keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: 'Search time zones' })).toBeFocused();
    await keyboard.type('tok');
    await keyboard.press('Enter');
    await expect(page.getByRole('status').filter({ hasText: 'Times are now in Tokyo' })).toBeAttached();
    await expect(picker).toBeFocused();
    await goTo(page, page.getByRole('radio', { name: 'All' }));
    await keyboard.press('ArrowRight');
    await expect(page.getByRole('radio', { name: '1-to-1' })).toBeChecked();
  });

  await test.step('a slot leads by way of a new account to the checkout', async () => {
    await goTo(page, page.getByRole('link', { name: /^Book .*, 1-to-1, / }));
    await keyboard.press('Enter');
    await page.waitForURL('**/sign-in?*');
    await goTo(page, page.getByRole('main').getByRole('link', { name: 'Create an account' }));
    await keyboard.press('Enter');
    await page.waitForURL('**/register?*');
    await goTo(page, page.getByLabel('Name'));
    await keyboard.type('Nat New');
    await keyboard.press('Tab');
    await keyboard.type(`nat.${Date.now()}@example.com`);
    await keyboard.press('Tab');
    await keyboard.type('a long enough password');
    await keyboard.press('Enter');
    await page.waitForURL('**/book/*');
  });

  await test.step('the card is typed, and paid with', async () => {
    await expect(page.getByText(/Held for you/)).toBeVisible();
    await goTo(page, page.getByLabel('Card number'));
    await keyboard.type('4242424242424242');
    await keyboard.press('Tab');
    await keyboard.type('1234');
    await keyboard.press('Tab');
    await keyboard.type('123');
    await goTo(page, page.getByRole('button', { name: /^Pay / }));
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Your session is booked' })).toBeVisible();
  });

  await test.step('the booking is opened and cancelled, and the focus stays on the page', async () => {
    await goTo(page, page.getByRole('link', { name: 'Go to the session' }));
    await keyboard.press('Enter');
    await page.waitForURL('**/sessions/*');
    await goTo(page, page.getByRole('button', { name: 'Cancel the session' }));
    await keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(/You get a full refund/)).toBeVisible();
    await goTo(page, dialog.getByRole('button', { name: /cancel/i }).last());
    await keyboard.press('Enter');
    await expect(page.getByText('Cancelled', { exact: true }).first()).toBeVisible();
    await expectFocusKept(page);
  });

  await test.step('the menu opens, leads on and closes by Escape', async () => {
    const menu = page.getByRole('button', { name: 'Account of Nat New' });
    await goTo(page, menu);
    await keyboard.press('Enter');
    await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
    await keyboard.press('Escape');
    await expect(page.getByRole('link', { name: 'Settings' })).toBeHidden();
    await expect(menu).toBeFocused();
  });
});

test('a tutor writes a profile, copies a week, changes settings, talks and calls a session off by keyboard alone', async ({
  browser,
}) => {
  const stack = readStack();
  const {
    page,
    slotIds: [slotId],
  } = await givenTutor({
    ...{ browser, stack, name: 'Theo Keys', hourlyRateCents: 0 },
    slots: [{ daysAhead: 2, startTime: '12:00', endTime: '13:00', seats: 1 }],
  });
  const { keyboard } = page;

  await test.step('the profile is found by the menu, written and saved', async () => {
    await page.goto('/');
    await press(page.getByRole('button', { name: 'Account of Theo Keys' }));
    await press(page.getByRole('link', { name: 'Tutor profile' }));
    await page.waitForURL('**/teach/profile');
    await goTo(page, page.getByRole('textbox', { name: 'Headline' }));
    await keyboard.press('Control+A');
    await keyboard.type('Chess without a mouse');
    await press(page.getByRole('button', { name: 'Save profile' }));
    await expect(page.getByText('Unsaved changes')).toBeHidden();
  });

  await test.step('a week is copied to the next one', async () => {
    await press(page.getByRole('link', { name: 'Calendar', exact: true }));
    await page.waitForURL('**/teach/calendar');
    await press(page.getByRole('button', { name: 'Copy week…' }));
    const copying = page.getByRole('dialog', { name: /^Copy / });
    await expect(copying.getByRole('status')).toHaveText('1 to add');
    await press(copying.getByRole('button', { name: 'Add 1 slot' }));
    await expect(copying).toBeHidden();
    await expect(page.getByRole('navigation', { name: 'Weeks' }).getByText('1 slot')).toHaveCount(2);
  });

  await test.step('reminders are switched off', async () => {
    await press(page.getByRole('button', { name: 'Account of Theo Keys' }));
    await press(page.getByRole('link', { name: 'Settings' }));
    await page.waitForURL('**/settings');
    const reminders = page.getByRole('checkbox', { name: /^Remind me by e-mail/ });
    await press(reminders, 'Space');
    await expect(reminders).not.toBeChecked();
    await press(page.getByRole('button', { name: 'Save' }));
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    await page.reload();
    await expect(reminders).not.toBeChecked();
  });

  await test.step('a booked session is opened, talked about and called off', async () => {
    const student = await registerPerson({ browser, stack, timezone: 'Europe/Lisbon', name: 'Stu Dent' });
    const booked = await call(student.page, 'POST', '/api/teaching/sessions/book', { slotId });
    expect(booked.status).toBe(201);
    await press(page.getByRole('link', { name: 'Teaching', exact: true }));
    await page.waitForURL('**/teach');
    await press(page.getByRole('link', { name: /Stu Dent/ }));
    await page.waitForURL('**/sessions/*');
    const message = page.getByRole('textbox', { name: 'Message' });
    await goTo(page, message);
    await keyboard.type('Bring a board.');
    await keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Messages' }).getByText('Bring a board.')).toBeVisible();
    await press(page.getByRole('button', { name: 'Cancel the session' }));
    const dialog = page.getByRole('dialog');
    await press(dialog.getByRole('button', { name: /cancel/i }).last());
    await expect(page.getByText('Cancelled', { exact: true }).first()).toBeVisible();
    await expectFocusKept(page);
  });
});
