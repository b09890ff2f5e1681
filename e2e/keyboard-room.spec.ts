// The room and a session's files by keyboard alone. What comes and goes there takes no focus along.
import { expect, type Page } from 'playwright/test';
import { expectFocusKept, goTo, press } from './keyboard';
import { call, givenTutor, readStack, registerPerson } from './people';
import { expectInside, givenMeeting } from './room-people';
import { test } from './test';

/** One pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** The tab of the files, by way of the one that is open. */
async function openFiles(page: Page): Promise<void> {
  await goTo(page, page.getByRole('tab', { name: /^Chat/ }));
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: /^Files/, selected: true })).toBeFocused();
}

async function share(page: Page, name: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await press(page.getByRole('button', { name: 'Share files' }));
  await (await chooser).setFiles({ name, mimeType: 'image/png', buffer: PICTURE });
  await expect(page.getByRole('button', { name: `${name}, open` })).toBeVisible();
}

async function lookAtAndDelete(page: Page, name: string): Promise<void> {
  const row = page.getByRole('button', { name: `${name}, open` });
  await press(row);
  const preview = page.getByRole('dialog', { name });
  await expect(preview.getByRole('img', { name })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(preview).toBeHidden();
  await expect(row).toBeFocused();
  await press(page.getByRole('button', { name: `Delete ${name}` }));
  await press(page.getByRole('dialog').getByRole('button', { name: 'Delete' }));
  await expect(row).toHaveCount(0);
  await expectFocusKept(page, page.getByRole('tabpanel', { name: /^Files/ }));
}

test('a student joins, chooses a microphone, shows their screen, writes, shares a file and leaves by keyboard alone', async ({
  browser,
}) => {
  const { tutor, students, sessionId } = await givenMeeting(browser, {
    tutor: 'Kaja Tutor',
    students: ['Kit Student'],
  });
  const [page] = students as [Page];
  const { keyboard } = page;
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  expect((await call(tutor, 'PATCH', `/api/teaching/sessions/${sessionId}/start`)).status).toBe(200);

  await test.step('from the session’s page to the door, where another microphone is chosen', async () => {
    await page.goto(`/sessions/${sessionId}`);
    await press(page.getByRole('link', { name: 'Join', exact: true }));
    await page.waitForURL('**/room');
    await expectFocusKept(page);
    await press(button('Mute microphone'));
    await expect(button('Unmute microphone')).toBeFocused();
    await keyboard.press('Enter');
    const microphone = page.getByLabel('Microphone', { exact: true });
    await goTo(page, microphone);
    const first = await microphone.inputValue();
    await keyboard.press('ArrowDown');
    await expect(microphone).not.toHaveValue(first);
    await expect(microphone).toBeFocused();
  });

  await test.step('inside, everything is turned off and on again, and the focus stays where it is', async () => {
    await press(button('Join now'));
    await expectInside(page);
    await expectFocusKept(page);
    for (const [one, other] of [
      ['Mute microphone', 'Unmute microphone'],
      ['Turn camera off', 'Turn camera on'],
      ['Share screen', 'Stop sharing'],
    ] as const) {
      await press(button(one));
      await expect(button(other)).toBeFocused();
      await keyboard.press('Enter');
      await expect(button(one)).toBeFocused();
    }
    await press(button('Camera and microphone'));
    await expect(page.getByRole('dialog', { name: 'Camera and microphone' })).toBeVisible();
    await keyboard.press('Escape');
    await expect(button('Camera and microphone')).toBeFocused();
  });

  await test.step('the panel is opened, written in, given a file and closed', async () => {
    await press(button('Open chat and files'));
    const message = page.getByRole('textbox', { name: 'Message' });
    await goTo(page, message);
    await keyboard.type('Here I am.');
    await keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Messages' }).getByText('Here I am.')).toBeVisible();
    await expect(message).toBeFocused();
    await openFiles(page);
    await share(page, 'Board.png');
    await lookAtAndDelete(page, 'Board.png');
    await keyboard.press('Escape');
    await expect(button('Open chat and files')).toBeFocused();
  });

  await test.step('and left', async () => {
    await press(button('Leave'));
    await page.waitForURL(`**/sessions/${sessionId}`);
    await expectFocusKept(page);
    await goTo(page, page.getByRole('link', { name: 'Join', exact: true }));
  });
});

test('a tutor goes on without a camera, starts, and ends the session by keyboard alone', async ({
  browser,
}) => {
  const {
    tutor: page,
    students,
    sessionId,
  } = await givenMeeting(browser, {
    tutor: 'Keno Tutor',
    students: ['Kai Student'],
  });
  const [student] = students as [Page];
  const { keyboard } = page;
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException('Permission denied', 'NotAllowedError');
    };
  });

  await page.goto(`/sessions/${sessionId}`);
  await press(page.getByRole('link', { name: 'Enter the room and start' }));
  await page.waitForURL('**/room');
  await press(page.getByRole('button', { name: 'Continue without' }));
  await expect(page.getByRole('button', { name: 'Continue without' })).toHaveCount(0);
  await expectFocusKept(page);
  await press(page.getByRole('button', { name: 'Start session' }));
  await expectInside(page);
  await expectFocusKept(page);

  // Without a student it would have been called off.
  expect((await call(student, 'POST', `/api/teaching/sessions/${sessionId}/join`)).status).toBe(200);
  const leave = page.getByRole('button', { name: 'Leave', exact: true });
  const dialog = page.getByRole('dialog', { name: 'Leave, or end the session?' });
  await press(leave);
  await expect(dialog.getByRole('button', { name: 'Leave' })).toBeFocused();
  await keyboard.press('Escape');
  await expect(leave).toBeFocused();
  await keyboard.press('Enter');
  await press(dialog.getByRole('button', { name: 'End for everybody' }));

  await page.waitForURL(`**/sessions/${sessionId}`);
  await expect(page.getByText('Completed', { exact: true }).first()).toBeVisible();
  await expectFocusKept(page);
});

test('files on a session’s page are shared, looked at and deleted by keyboard alone, also by the other side', async ({
  browser,
}) => {
  const stack = readStack();
  const { page: tutor, slotIds } = await givenTutor({
    ...{ browser, stack, name: 'Kolja Tutor', hourlyRateCents: 0 },
    slots: [{ daysAhead: 2, startTime: '10:00', endTime: '11:00', seats: 1 }],
  });
  const { page } = await registerPerson({ browser, stack, timezone: 'Europe/Lisbon', name: 'Kira Student' });
  const booked = await call<{ session: { id: string } }>(page, 'POST', '/api/teaching/sessions/book', {
    slotId: slotIds[0],
  });
  expect(booked.status).toBe(201);
  const { id } = booked.body.session;

  await page.goto(`/sessions/${id}`);
  await openFiles(page);
  await share(page, 'Mine.png');
  await expect(page.getByRole('log').filter({ hasText: 'Mine.png is shared' })).toBeAttached();
  await lookAtAndDelete(page, 'Mine.png');

  await share(page, 'Twice.png');
  await goTo(page, page.getByRole('button', { name: 'Twice.png, open' }));
  const files = await call<{ items: { id: string }[] }>(tutor, 'GET', `/api/teaching/sessions/${id}/files`);
  const fileId = files.body.items[0]?.id;
  await call(tutor, 'DELETE', `/api/teaching/sessions/${id}/files/${fileId}`);
  await expect(page.getByText('No files yet.')).toBeVisible();
  await expectFocusKept(page, page.getByRole('tabpanel', { name: /^Files/ }));
});
