// What happens to somebody shows on the pages that they have open, without reloading any.
import { type Browser, expect, type Page } from 'playwright/test';
import { call, givenTutor, readStack, registerPerson, type Stack } from './people';
import { test } from './test';

/** A page that is loaded anew forgets this. */
async function mark(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(window, { wasNeverReloaded: true }));
}

async function expectNeverReloaded(...pages: Page[]): Promise<void> {
  for (const page of pages) {
    expect(await page.evaluate(() => 'wasNeverReloaded' in window)).toBe(true);
  }
}

/** Until the tab listens on so many channels, the server's rendering is all it knows. */
async function expectListening(stack: Stack, channel: RegExp): Promise<void> {
  await expect(async () => {
    const answer = await fetch(`${pusherUrl(stack)}/_sockets`);
    const { channels } = (await answer.json()) as { channels: { name: string }[] };
    expect(channels.map(({ name }) => name).some((name) => channel.test(name))).toBe(true);
  }).toPass();
}

function pusherUrl({ pusher }: Stack): string {
  return `http://${pusher.host}:${pusher.port}`;
}

async function userIdOf(page: Page): Promise<string> {
  const { body } = await call<{ user: { id: string } }>(page, 'GET', '/api/me');
  return body.user.id;
}

async function book(page: Page, slotId: string | undefined): Promise<string> {
  const { status, body } = await call<{ session: { id: string } }>(
    page,
    'POST',
    '/api/teaching/sessions/book',
    { slotId },
  );
  expect(status).toBe(201);
  return body.session.id;
}

async function cancel(page: Page, sessionId: string): Promise<void> {
  const { status } = await call(page, 'PATCH', `/api/teaching/sessions/${sessionId}/cancel`, {});
  expect(status).toBe(200);
}

function givenFreeGroup(browser: Browser, stack: Stack, name: string) {
  return givenTutor({
    browser,
    stack,
    name,
    hourlyRateCents: 0,
    slots: [
      { daysAhead: 2, startTime: '10:00', endTime: '11:00', seats: 3 },
      { daysAhead: 3, startTime: '12:00', endTime: '13:00', seats: 3 },
    ],
  });
}

test('a booking and its cancelling show to tutor, student and onlooker, each on the page they have open', async ({
  browser,
}) => {
  const stack = readStack();
  const { page: teaching, tutorId, slotIds } = await givenFreeGroup(browser, stack, 'Lidia');
  const calendar = await teaching.context().newPage();
  const { page: ana } = await registerPerson({ browser, stack, timezone: 'Europe/Lisbon', name: 'Ana' });
  const onlooker = await (
    await browser.newContext({ baseURL: stack.appUrl, timezoneId: 'Europe/Lisbon' })
  ).newPage();
  await teaching.goto('/teach/sessions');
  await calendar.goto('/teach/calendar');
  await onlooker.goto(`/tutors/${tutorId}`);
  await expect(teaching.getByText('No bookings yet')).toBeVisible();
  const offered = onlooker.getByRole('link', { name: /10:00 to 11:00, group, 3 of 3 seats left/ });
  await expect(offered).toBeVisible();
  for (const page of [teaching, calendar, onlooker]) await mark(page);
  await expectListening(stack, new RegExp(await userIdOf(teaching)));
  await expectListening(stack, new RegExp(`^tutor-${tutorId}`));

  const sessionId = await book(ana, slotIds[0]);
  await expect(teaching.getByRole('link', { name: /Ana/ })).toBeVisible();
  await expect(teaching.getByText(/^Ana booked .*10:00–11:00\.$/)).toBeAttached();
  await expect(teaching.getByRole('button', { name: 'Notifications, 1 unread' })).toBeVisible();
  await expect(calendar.getByRole('button', { name: /booked by Ana/ }).first()).toBeVisible();
  await expect(
    onlooker.getByRole('link', { name: /10:00 to 11:00, group, 2 of 3 seats left/ }),
  ).toBeVisible();

  const { page: ben } = await registerPerson({ browser, stack, timezone: 'Europe/Lisbon', name: 'Ben' });
  await book(ben, slotIds[0]);
  await expect(teaching.getByRole('button', { name: 'Notifications, 2 unread' })).toBeVisible();
  await expect(teaching.getByText(/^Group, 2 of \d+ seats/)).toBeVisible();

  await ana.goto(`/sessions/${sessionId}`);
  await ben.goto(`/sessions/${sessionId}`);
  await expect(ana.getByText('Booked', { exact: true })).toBeVisible();
  await expectListening(stack, new RegExp(await userIdOf(ana)));
  for (const page of [ana, ben]) await mark(page);
  await cancel(ben, sessionId);
  await expect(teaching.getByText(/^Group, 1 of \d+ seats/)).toBeVisible();
  await expect(ben.getByText('Cancelled', { exact: true })).toBeVisible();

  await cancel(teaching, sessionId);
  await expect(ana.getByText('Cancelled', { exact: true })).toBeVisible();
  await expect(ana.getByText('The session was cancelled.')).toBeAttached();
  await expect(ana.getByRole('button', { name: 'Notifications, 1 unread' })).toBeVisible();
  await expect(ana.getByRole('button', { name: 'Cancel my seat' })).toHaveCount(0);
  await expectNeverReloaded(teaching, calendar, onlooker, ana, ben);
});

test('the bell tells what happened, leads there, and is read once it was opened', async ({ browser }) => {
  const stack = readStack();
  const { page: tutor, slotIds } = await givenFreeGroup(browser, stack, 'Berta');
  const { page: student } = await registerPerson({
    browser,
    stack,
    timezone: 'Asia/Kathmandu',
    name: 'Nima',
  });
  await tutor.goto('/settings');
  await expect(tutor.getByRole('button', { name: 'Notifications', exact: true })).toBeVisible();
  await tutor.getByRole('button', { name: 'Notifications' }).click();
  await expect(tutor.getByText(/Nothing yet\./)).toBeVisible();
  await tutor.keyboard.press('Escape');
  await expectListening(stack, new RegExp(await userIdOf(tutor)));

  const sessionId = await book(student, slotIds[0]);
  const other = await book(student, slotIds[1]);
  const bell = tutor.getByRole('button', { name: 'Notifications, 2 unread' });
  await expect(bell).toBeVisible();
  await bell.focus();
  await tutor.keyboard.press('Enter');
  const panel = tutor.getByRole('region', { name: 'Latest notifications' });
  await expect(panel.getByRole('link', { name: /^Unread: Nima booked .*, 12:00–13:00/ })).toBeVisible();
  await panel.getByRole('link', { name: /Nima booked .*, 10:00–11:00/ }).press('Enter');
  await expect(tutor).toHaveURL(new RegExp(`/sessions/${sessionId}$`));
  await expect(tutor.getByRole('button', { name: 'Notifications, 1 unread' })).toBeVisible();

  await cancel(student, other);
  await tutor.getByRole('button', { name: 'Notifications, 2 unread' }).click();
  // All that is shown is marked, so it has to be shown.
  await expect(panel.getByRole('link', { name: /^Unread: Nima cancelled/ })).toBeVisible();
  await panel.getByRole('button', { name: 'Mark all read' }).click();
  await expect(tutor.getByRole('button', { name: 'Notifications', exact: true })).toBeVisible();
  await panel.getByRole('link', { name: 'All notifications' }).click();
  await expect(tutor).toHaveURL(/\/notifications$/);
  await expect(
    tutor.getByRole('main').getByRole('link', { name: /^Nima cancelled .*, 12:00–13:00/ }),
  ).toBeVisible();
});

test('after the line was cut, what was said meanwhile is asked for', async ({ browser }) => {
  const stack = readStack();
  const { page: tutor, slotIds } = await givenFreeGroup(browser, stack, 'Wanda');
  const { page: student } = await registerPerson({ browser, stack, timezone: 'Europe/Lisbon', name: 'Ida' });
  await tutor.goto('/teach/sessions');
  await mark(tutor);
  await expectListening(stack, new RegExp(await userIdOf(tutor)));

  await fetch(`${pusherUrl(stack)}/_drop`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ refuseMs: 3_000 }),
  });
  await book(student, slotIds[0]);
  await expect(tutor.getByRole('link', { name: /Ida/ })).toBeVisible({ timeout: 25_000 });
  await expectNeverReloaded(tutor);
});

test('where no line comes about, a page catches up when it is looked at and every half minute', async ({
  browser,
}) => {
  const stack = readStack();
  const { page: tutor, slotIds } = await givenFreeGroup(browser, stack, 'Paula');
  const { page: student } = await registerPerson({ browser, stack, timezone: 'Europe/Lisbon', name: 'Otto' });
  // For this page alone: others run beside it.
  await tutor.routeWebSocket(/\/app\//, (socket) => socket.close());
  await tutor.goto('/teach/sessions');
  await mark(tutor);
  await expect(tutor.getByText('No bookings yet')).toBeVisible();

  await book(student, slotIds[0]);
  await tutor.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(tutor.getByRole('link', { name: /Otto/ })).toHaveCount(1);
  await expect(tutor.getByRole('button', { name: 'Notifications, 1 unread' })).toBeVisible();

  await book(student, slotIds[1]);
  await expect(tutor.getByRole('link', { name: /Otto/ })).toHaveCount(2, { timeout: 40_000 });
  await expectNeverReloaded(tutor);
});

/** A tutor who is just writing why they cancel, and a student who could book meanwhile. */
async function givenReasonBeingWritten(
  browser: Browser,
  names: { tutor: string; students: [string, string] },
) {
  const stack = readStack();
  const { page: tutor, slotIds } = await givenFreeGroup(browser, stack, names.tutor);
  const [first, second] = names.students;
  const common = { browser, stack, timezone: 'Europe/Lisbon' };
  const { page: student } = await registerPerson({ ...common, name: first });
  const { page: other } = await registerPerson({ ...common, name: second });
  const sessionId = await book(student, slotIds[0]);
  await tutor.goto(`/sessions/${sessionId}`);
  await mark(tutor);
  await expectListening(stack, new RegExp(await userIdOf(tutor)));
  await tutor.getByRole('button', { name: 'Cancel the session' }).click();
  const reason = tutor.getByLabel('Reason');
  await reason.fill('I have to see a doctor');
  return { tutor, reason, sessionId, bookAnother: () => book(other, slotIds[0]) };
}

test('without a network nothing that is typed is lost, and with one the page catches up', async ({
  browser,
}) => {
  const { tutor, reason, bookAnother } = await givenReasonBeingWritten(browser, {
    tutor: 'Olga',
    students: ['Uma', 'Vera'],
  });

  await tutor.context().setOffline(true);
  const failed = tutor.waitForEvent('requestfailed');
  await tutor.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await failed;
  await bookAnother();
  await tutor.context().setOffline(false);
  await expect(tutor.getByText('Vera', { exact: true })).toBeAttached({ timeout: 25_000 });
  await expect(reason).toHaveValue('I have to see a doctor');
  await expect(reason).toBeFocused();
  await expectNeverReloaded(tutor);
});

test('a line that drops just as the page is asked for anew costs nothing that is typed', async ({
  browser,
}) => {
  const { tutor, reason, sessionId, bookAnother } = await givenReasonBeingWritten(browser, {
    tutor: 'Petra',
    students: ['Wim', 'Xenia'],
  });

  // The server is asked whether it answers, and says so; the question after that is lost.
  let losses = 0;
  await tutor.route(`**/sessions/${sessionId}?_rsc=*`, (route) => {
    losses += 1;
    return losses > 1 ? route.continue() : route.abort('connectionreset');
  });
  await bookAnother();

  await expect(tutor.getByText('Xenia', { exact: true })).toBeAttached({ timeout: 25_000 });
  expect(losses).toBeGreaterThan(1);
  await expect(reason).toHaveValue('I have to see a doctor');
  await expectNeverReloaded(tutor);
});
