// Ways into an account by keyboard alone: a forgotten password, and a newcomer who becomes a tutor.
import { expect } from 'playwright/test';
import { arriveAsNewcomer, expectFocusKept, goTo, press } from './keyboard';
import { readResetLink } from './mails';
import { readStack, registerPerson } from './people';
import { test } from './test';

test('a forgotten password is asked for, set anew and signed in with by keyboard alone', async ({
  browser,
}) => {
  const stack = readStack();
  const { email } = await registerPerson({ browser, stack, timezone: 'Europe/Lisbon', name: 'Fara Forgets' });
  const context = await browser.newContext({ baseURL: stack.appUrl, locale: 'en-GB' });
  const page = await context.newPage();
  const { keyboard } = page;

  await test.step('a link is asked for', async () => {
    await page.goto('/sign-in');
    await press(page.getByRole('link', { name: /Forgot/ }));
    await page.waitForURL('**/reset');
    await goTo(page, page.getByLabel('E-mail address'));
    await keyboard.type('nobody');
    await keyboard.press('Enter');
    await expect(page.getByLabel('E-mail address')).toBeFocused();
    await keyboard.press('Control+A');
    await keyboard.type(email);
    await keyboard.press('Enter');
    await expect(page.getByRole('status').filter({ hasText: 'Check your e-mail' })).toBeVisible();
    await expectFocusKept(page);
  });

  const link = await readResetLink(stack, email);
  const late = await context.newPage();

  await test.step('it leads to a new password, which signs in', async () => {
    await late.goto(link);
    await page.goto(link);
    await goTo(page, page.getByLabel('New password'));
    await keyboard.type('another long password');
    await keyboard.press('Enter');
    await page.waitForURL('**/sign-in?reset=done');
    await goTo(page, page.getByLabel('E-mail address'));
    await keyboard.type(email);
    await goTo(page, page.getByLabel('Password'));
    await keyboard.type('another long password');
    await keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    await expect(page.getByRole('button', { name: 'Account of Fara Forgets' })).toBeVisible();
  });

  await test.step('used once more it is refused aloud, and another one is asked for', async () => {
    await goTo(late, late.getByLabel('New password'));
    await late.keyboard.type('a third long password');
    await late.keyboard.press('Enter');
    await expect(late.getByRole('alert').filter({ hasText: 'no longer valid' })).toBeVisible();
    await expectFocusKept(late);
    await press(late.getByRole('link', { name: 'Ask for a new link' }));
    await late.waitForURL('**/reset');
  });
});

test('a newcomer becomes a tutor, adds a first slot and is found by keyboard alone', async ({ browser }) => {
  const stack = readStack();
  const name = `Tessa Taste ${Date.now()}`;
  const page = await arriveAsNewcomer(browser, stack);
  const { keyboard } = page;

  await test.step('from the front page by way of an account to a profile', async () => {
    await page.goto('/');
    await press(page.getByRole('main').getByRole('link', { name: 'Teach on Slotwise' }));
    await page.waitForURL('**/teach');
    await expectFocusKept(page);
    await press(page.getByRole('link', { name: 'Become a tutor' }));
    await page.waitForURL('**/register?*');
    await goTo(page, page.getByLabel('Name'));
    await keyboard.type(name);
    await keyboard.press('Tab');
    await keyboard.type(`tessa.${Date.now()}@example.com`);
    await keyboard.press('Tab');
    await keyboard.type('a long enough password');
    await keyboard.press('Enter');
    await page.waitForURL('**/teach/profile');
  });

  await test.step('what is missing has the focus: the price, then the subjects', async () => {
    await goTo(page, page.getByLabel('Headline'));
    await keyboard.type('Lute from the first string');
    await press(page.getByRole('button', { name: 'Save and add hours' }));
    await expect(page.getByLabel('Price per hour')).toBeFocused();
    await keyboard.type('30');
    await press(page.getByRole('checkbox', { name: /^Publish my profile/ }), 'Space');
    await press(page.getByRole('button', { name: 'Save and add hours' }));
    await expect(page.getByText('Name at least one subject before publishing.')).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Subjects' })).toBeFocused();
  });

  await test.step('subjects and languages are added and taken away, and the profile is saved', async () => {
    for (const subject of ['Lute', 'Theorbo']) {
      await keyboard.type(subject);
      await keyboard.press('Enter');
      await expect(page.getByRole('status').filter({ hasText: `${subject} added` })).toBeAttached();
    }
    await press(page.getByRole('button', { name: 'Remove Theorbo' }));
    await expect(page.getByRole('status').filter({ hasText: 'Theorbo removed' })).toBeAttached();
    await expect(page.getByRole('combobox', { name: 'Subjects' })).toBeFocused();
    await keyboard.press('Tab');
    await expect(page.getByRole('combobox', { name: 'Languages you teach in' })).toBeFocused();
    await keyboard.type('English');
    await keyboard.press('Enter');
    await press(page.getByRole('button', { name: 'Save and add hours' }));
    await page.waitForURL('**/teach/calendar');
  });

  await test.step('the first slot is added, and has the focus', async () => {
    await press(page.getByRole('button', { name: 'Add hours' }));
    const dialog = page.getByRole('dialog', { name: 'Add hours' });
    await expect(dialog.getByLabel('Day', { exact: true })).toBeFocused();
    await press(dialog.getByRole('button', { name: 'Add slot' }));
    await expect(dialog).toBeHidden();
    await expect(page.locator('[data-slot-id]:focus')).toBeVisible();
  });

  await test.step('students find the tutor, with the slot', async () => {
    await press(page.getByRole('banner').getByRole('link', { name: 'Find a tutor' }));
    await page.waitForURL('**/tutors');
    await goTo(page, page.getByRole('searchbox').first());
    await keyboard.type(name);
    await keyboard.press('Enter');
    await page.waitForURL('**/tutors?q=*');
    await goTo(page, page.getByRole('link', { name }));
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(page.getByRole('link', { name: /^Book .*, 1-to-1, / }).first()).toBeVisible();
  });
});
