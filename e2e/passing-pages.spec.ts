// What one comes to only on the way, or when something fails: accessible as well, in either theme and at either size.
import pg from 'pg';
import { expect, type Page } from 'playwright/test';
import { paths } from '../lib/paths';
import { expectAccessible } from './accessible';
import { readResetLink } from './mails';
import { arriveAs, PAGES, pathOf, readFacts, settle } from './pages';
import { givenTutor, readStack, registerPerson, type Stack } from './people';
import { expectPicture, givenMeeting, meet } from './room-people';
import { test } from './test';

test('the form behind a living reset link is accessible, and so is the word that a mail is on its way', async ({
  browser,
}) => {
  const stack = readStack();
  const { page, email } = await registerPerson({
    browser,
    stack,
    timezone: 'Europe/Lisbon',
    name: 'Rea Set',
  });
  await page.goto('/reset');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'E-mail me a link' }).click();
  await expect(page.getByText('Check your e-mail')).toBeVisible();
  await expectAccessible(page, 'reset-sent');
  await page.goto(await readResetLink(stack, email));
  await settle(page);
  await expect(page.getByLabel('New password')).toBeVisible();
  await expectAccessible(page, 'new-password-living');
});

for (const [viewer, names] of [
  ['visitor', ['landing', 'directory']],
  ['tutor', ['teach', 'teach-earnings']],
] as const) {
  test(`what a ${viewer} sees while pages still load is accessible`, async ({ browser }) => {
    const stack = readStack();
    const facts = await readFacts({ browser, stack });
    const page = await (await arriveAs(viewer, { browser, stack })).newPage();
    // The line is cut where the first of what loads would come, and no script notices.
    await page.route('**/*.js', (route) => route.abort());
    await page.route('**/*', async (route) => {
      if (route.request().resourceType() !== 'document') return route.fallback();
      const response = await route.fetch();
      const [shell = ''] = (await response.text()).split('<div hidden id="S:');
      await route.fulfill({ response, body: shell });
    });
    for (const entry of PAGES.filter(({ name }) => (names as readonly string[]).includes(name))) {
      await page.goto(pathOf(entry, facts), { waitUntil: 'domcontentloaded' });
      await expect(page.locator('main .animate-pulse').first(), entry.name).toBeVisible();
      await expectAccessible(page, `${entry.name}, loading`);
    }
  });
}

test('what waits for its answer within a page is accessible', async ({ browser }) => {
  const stack = readStack();
  const facts = await readFacts({ browser, stack });
  const page = await (await arriveAs('student', { browser, stack })).newPage();
  // Nobody answers.
  await page.route(/\/(messages|files)\b|\/stripe\.js/, () => {});
  await page.goto(paths.session(facts.upcomingSessionId), { waitUntil: 'domcontentloaded' });
  await expect(page.getByRole('status', { name: 'Loading the chat' })).toBeVisible();
  await expectAccessible(page, 'chat, waiting');
  await page.getByRole('tab', { name: /^Files/ }).click();
  await expect(page.getByRole('status', { name: 'Loading the files' })).toBeVisible();
  await expectAccessible(page, 'files, waiting');
  await page.goto(paths.book(facts.heldSlotId), { waitUntil: 'domcontentloaded' });
  await expect(page.locator('main .animate-pulse').first()).toBeVisible();
  await expectAccessible(page, 'payment, waiting');
});

test('a page that fails is accessible, says whose fault it is, and comes when asked again', async ({
  browser,
}) => {
  const stack = readStack();
  const { page, tutorId } = await givenTutor({ browser, stack, name: 'Fay Fault', slots: [SOME_SLOT] });
  const setZone = (zone: string) =>
    change(stack, 'UPDATE "ProviderProfile" SET "timezone" = $2 WHERE "id" = $1', [tutorId, zone]);
  // No clock is kept there, so whatever writes this tutor's times fails.
  await setZone('Nowhere/Nothing');

  await page.goto('/teach');
  await page.getByRole('link', { name: 'Calendar', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'This page could not be shown' })).toBeVisible();
  await expectAccessible(page, 'error');

  await setZone('Europe/Lisbon');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Calendar' })).toBeVisible();
});

test('where even the frame fails, what is shown in its place is accessible', async ({ browser }) => {
  const page = await (await browser.newContext({ baseURL: readStack().appUrl })).newPage();
  // A browser that lacks what the frame needs.
  await page.addInitScript(() => {
    Object.assign(window, { MutationObserver: undefined });
  });
  await page.goto('/', { waitUntil: 'domcontentloaded' });
  await expect(
    page.getByRole('heading', { level: 1, name: 'Slotwise cannot be shown right now' }),
  ).toBeVisible();
  await expect(page).toHaveTitle('Something went wrong · Slotwise');
  await expectAccessible(page, 'global-error');
});

test('the room with people in it is accessible, with its panel and its question open as well', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const meeting = await givenMeeting(browser, { tutor: 'Ada Inside', students: ['Abe Inside'] });
  const { tutor } = meeting;
  const [student] = meeting.students as [Page];
  await meet(meeting);
  await expectPicture(tutor, 'Abe Inside');

  await expectAccessible(tutor, 'room-inside');
  await student.getByRole('button', { name: 'Share screen' }).click();
  await expect(tutor.getByRole('figure', { name: /^Abe Inside.s screen$/ })).toBeVisible();
  await tutor.getByRole('button', { name: 'Open chat and files' }).click();
  await tutor.getByRole('textbox', { name: 'Message' }).fill('Good to see you.');
  await tutor.keyboard.press('Enter');
  await expect(tutor.getByRole('region', { name: 'Messages' }).getByText('Good to see you.')).toBeVisible();
  await expectAccessible(tutor, 'room-chat');
  await tutor.getByRole('tab', { name: /^Files/ }).click();
  await expectAccessible(tutor, 'room-files');
  await tutor.keyboard.press('Escape');
  await tutor.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(tutor.getByRole('dialog')).toBeVisible();
  await expectAccessible(tutor, 'room-leave');
});

const SOME_SLOT = { daysAhead: 2, startTime: '10:00', endTime: '11:00', seats: 1 };

async function change({ databaseUrl }: Stack, text: string, values: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(text, values);
  await client.end();
}
