// The chat and the files of a session, on its page: before the session as well as after it.
import { type Browser, expect, type Page } from 'playwright/test';
import { call, givenTutor, readStack, registerPerson } from './people';
import { test } from './test';

/** The smallest PDF that readers open: one page that says "Hello lesson". */
const PDF = Buffer.from(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length 44>>stream
BT /F1 24 Tf 50 150 Td (Hello lesson) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF
`);
/** What every program for Windows begins with. */
const PROGRAM = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200, 0x90)]);

type Two = { tutor: Page; student: Page; sessionId: string };

/** A free session, booked, with its page open before both. */
async function givenTwo(browser: Browser, { name, seats }: { name: string; seats: number }): Promise<Two> {
  const stack = readStack();
  const { page: tutor, slotIds } = await givenTutor({
    browser,
    stack,
    name: `${name} Tutor`,
    hourlyRateCents: 0,
    slots: [{ daysAhead: 2, startTime: '10:00', endTime: '11:00', seats }],
  });
  const { page: student } = await registerPerson({
    browser,
    stack,
    timezone: 'Europe/Lisbon',
    name: `${name} Student`,
  });
  const booked = await call<{ session: { id: string } }>(student, 'POST', '/api/teaching/sessions/book', {
    slotId: slotIds[0],
  });
  expect(booked.status).toBe(201);
  const sessionId = booked.body.session.id;
  for (const page of [tutor, student]) await page.goto(`/sessions/${sessionId}`);
  return { tutor, student, sessionId };
}

const inputOf = (page: Page) => page.getByRole('textbox', { name: 'Message' });
const messagesOf = (page: Page) => page.getByRole('region', { name: 'Messages' });

async function say(page: Page, text: string): Promise<void> {
  await inputOf(page).fill(text);
  await inputOf(page).press('Enter');
}

/** What stands in the chat, in order, from `My ` on: the tests' own messages. */
function saidOn(page: Page): Promise<string[]> {
  return messagesOf(page).getByText(/^My /).allTextContents();
}

test('what one writes, the other reads at once, and sees being written', async ({ browser }) => {
  const { tutor, student } = await givenTwo(browser, { name: 'Ada', seats: 1 });

  await expect(async () => {
    // Heard only once both are subscribed.
    await inputOf(student).fill('');
    await inputOf(student).pressSequentially('My first');
    await expect(tutor.getByText('Ada Student is writing')).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await inputOf(student).fill('My first: https://example.com/chess and <b>no tags</b>');
  await inputOf(student).press('Enter');

  await expect(messagesOf(tutor).getByText(/^My first/)).toBeVisible();
  await expect(tutor.getByText('Ada Student is writing')).toHaveCount(0);
  await expect(messagesOf(student).getByText('Sent', { exact: true })).toBeVisible();
  const link = messagesOf(tutor).getByRole('link', { name: 'https://example.com/chess' });
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow');
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(messagesOf(tutor).getByText('<b>no tags</b>')).toBeVisible();

  await inputOf(tutor).fill('My answer');
  await inputOf(tutor).press('Shift+Enter');
  await inputOf(tutor).pressSequentially('in two lines');
  await tutor.getByRole('button', { name: 'Send' }).click();
  await expect(messagesOf(student).getByText('My answer\nin two lines')).toBeVisible();
  await expect(inputOf(tutor)).toBeFocused();
});

test('what is written during a drop arrives once and in order, also after a reload', async ({ browser }) => {
  const { tutor, student, sessionId } = await givenTwo(browser, { name: 'Bea', seats: 1 });
  await say(student, 'My one');
  await expect(messagesOf(tutor).getByText('My one')).toBeVisible();

  await student.context().setOffline(true);
  await say(student, 'My two');
  await say(student, 'My three');
  await expect(messagesOf(student).getByText('Not sent yet')).toHaveCount(2);
  await expect(student.getByText('What you write waits here', { exact: false })).toBeVisible();
  // The page is gone before the line is back.
  await student.goto('about:blank');
  await student.context().setOffline(false);
  await student.goto(`/sessions/${sessionId}`);

  const all = ['My one', 'My two', 'My three'];
  await expect.poll(() => saidOn(tutor)).toEqual(all);
  await expect.poll(() => saidOn(student)).toEqual(all);
  await expect(messagesOf(student).getByText('Not sent yet')).toHaveCount(0);
});

test('a message whose answer was lost is not said twice', async ({ browser }) => {
  const { tutor, student } = await givenTwo(browser, { name: 'Cleo', seats: 1 });
  let losses = 0;
  await student.route('**/messages', async (route) => {
    if (route.request().method() !== 'POST' || losses > 0) return route.continue();
    losses += 1;
    // The server has it, and nobody learns of that.
    await route.fetch();
    await route.abort();
  });

  await say(student, 'My only');
  await say(student, 'My next');

  const both = ['My only', 'My next'];
  await expect.poll(() => saidOn(tutor)).toEqual(both);
  await expect.poll(() => saidOn(student)).toEqual(both);
  await expect(messagesOf(student).getByText('Sent', { exact: true })).toBeVisible();
  await tutor.reload();
  await expect.poll(() => saidOn(tutor)).toEqual(both);
  expect(losses).toBe(1);
});

test('a PDF that the tutor shares is there at once, to be looked at and taken away again', async ({
  browser,
}) => {
  const { tutor, student } = await givenTwo(browser, { name: 'Dora', seats: 1 });
  await student.getByRole('tab', { name: /^Files/ }).click();
  await tutor.getByRole('tab', { name: /^Files/ }).click();
  await tutor
    .getByLabel('Files to share')
    .setInputFiles({ name: 'Opening.pdf', mimeType: 'application/pdf', buffer: PDF });

  await expect(tutor.getByRole('button', { name: 'Opening.pdf, open' })).toBeVisible();
  await student.getByRole('button', { name: 'Opening.pdf, open' }).click();
  const preview = student.getByRole('dialog', { name: 'Opening.pdf' });
  await expect(preview.locator('iframe')).toHaveAttribute('src', /^blob:/);
  const download = student.waitForEvent('download');
  await preview.getByRole('button', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toBe('Opening.pdf');
  await preview.getByRole('button', { name: 'Close' }).click();
  await expect(student.getByRole('button', { name: 'Opening.pdf, open' })).toBeFocused();
  await expect(student.getByRole('button', { name: 'Delete Opening.pdf' })).toHaveCount(0);

  await tutor.getByRole('button', { name: 'Delete Opening.pdf' }).click();
  await tutor.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(tutor.getByText('No files yet.')).toBeVisible();
  await expect(student.getByText('No files yet.')).toBeVisible();
});

test('a program is refused, by its name before it is sent and by its content after', async ({ browser }) => {
  const { tutor, student } = await givenTwo(browser, { name: 'Elsa', seats: 1 });
  await tutor.getByRole('tab', { name: /^Files/ }).click();
  await tutor.getByLabel('Files to share').setInputFiles([
    { name: 'setup.exe', mimeType: 'application/x-msdownload', buffer: PROGRAM },
    { name: 'homework.pdf', mimeType: 'application/pdf', buffer: PROGRAM },
  ]);

  await expect(tutor.getByText('Files ending in .exe cannot be shared.', { exact: false })).toBeVisible();
  const refused = tutor.getByRole('listitem').filter({ hasText: 'homework.pdf' });
  await expect(refused.getByText('not what its name says', { exact: false })).toBeVisible();
  await refused.getByRole('button', { name: 'Dismiss homework.pdf' }).click();
  await expect(refused).toHaveCount(0);
  await student.getByRole('tab', { name: /^Files/ }).click();
  await expect(student.getByText('No files yet.')).toBeVisible();
});

test('where the storage cannot be reached, files go by way of the server', async ({ browser }) => {
  const { student } = await givenTwo(browser, { name: 'Fay', seats: 1 });
  const own = new URL(readStack().appUrl).host;
  await student.route(
    (url) => url.host !== own,
    (route) => (['PUT', 'HEAD'].includes(route.request().method()) ? route.abort() : route.continue()),
  );
  await student.getByRole('tab', { name: /^Files/ }).click();
  await student
    .getByLabel('Files to share')
    .setInputFiles({ name: 'Notes.txt', mimeType: 'text/plain', buffer: Buffer.from('e4 e5') });
  await expect(student.getByRole('button', { name: 'Notes.txt, download' })).toBeVisible();
});

test('a group has files and no chat, and its students share none', async ({ browser }) => {
  const { tutor, student } = await givenTwo(browser, { name: 'Gil', seats: 3 });
  for (const page of [tutor, student]) {
    await expect(page.getByRole('heading', { name: /^Files/ }).first()).toBeVisible();
    await expect(page.getByText('Group sessions have no chat', { exact: false })).toBeVisible();
    await expect(inputOf(page)).toHaveCount(0);
  }
  await expect(tutor.getByRole('button', { name: 'Share files' })).toBeVisible();
  await expect(student.getByText('No files yet.')).toBeVisible();
  await expect(student.getByRole('button', { name: 'Share files' })).toHaveCount(0);
  await expect(student.getByLabel('Files to share')).toHaveCount(0);
  await tutor
    .getByLabel('Files to share')
    .setInputFiles({ name: 'Plan.pdf', mimeType: 'application/pdf', buffer: PDF });
  await expect(student.getByRole('button', { name: 'Plan.pdf, open' })).toBeVisible();
});
