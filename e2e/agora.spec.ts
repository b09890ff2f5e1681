// The room over Agora: the real SDK in real browsers, in the app as it is with an account, its policy for pages among
// it. What they take for Agora's network is emulators/agora.ts, which see for what this cannot show.
import { expect, type Page } from 'playwright/test';
import { type AgoraStandIn, startAgora } from '../emulators/agora';
import { launchStack } from '../tests/stack';
import { expectInside, expectPicture, expectScreen, givenMeeting, meet, peopleOn } from './room-people';
import { test as base } from './test';

const ACCOUNT = { AGORA_APP_ID: 'a1'.repeat(16), AGORA_APP_CERTIFICATE: 'b2'.repeat(16) };

const test = base.extend<object, { agora: AgoraStandIn; account: undefined }>({
  agora: [
    async ({ browserName: _ }, use) => {
      const agora = await startAgora({
        port: 0,
        appId: ACCOUNT.AGORA_APP_ID,
        certificate: ACCOUNT.AGORA_APP_CERTIFICATE,
      });
      await use(agora);
      await agora.close();
    },
    { scope: 'worker' },
  ],
  launchOptions: [
    async ({ launchOptions, agora }, use) => {
      await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...agora.browserArguments] });
    },
    { scope: 'worker' },
  ],
  // A stack with an account. Who looks for one in this worker, which is these tests' own, finds it.
  account: [
    async ({ browserName: _ }, use) => {
      const usual = process.env.SLOTWISE_STACK;
      const running = await launchStack({ settings: ACCOUNT, log: 'stack-agora.log' });
      process.env.SLOTWISE_STACK = running.file;
      await use(undefined);
      process.env.SLOTWISE_STACK = usual;
      await running.stop();
    },
    { scope: 'worker', auto: true, timeout: 300_000 },
  ],
});

test.use({ ignoreHTTPSErrors: true });
test.describe.configure({ timeout: 180_000 });

/** Servers beside the app's own and Agora's that a page asks for something, and what the page's policy keeps from it. */
function listenTo(page: Page) {
  const asked = new Set<string>();
  const refused: string[] = [];
  const note = (url: string) => asked.add(new URL(url).hostname);
  page.on('request', (request) => note(request.url()));
  page.on('websocket', (socket) => note(socket.url()));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) refused.push(message.text());
  });
  return { asked: () => [...asked], refused };
}

test('tutor and student see each other, what one mutes or turns off, and a shared screen', async ({
  browser,
  agora,
}) => {
  const meeting = await givenMeeting(browser, { tutor: 'Ava Tutor', students: ['Abe Student'] });
  const { tutor } = meeting;
  const [student] = meeting.students as [Page];
  const heard = listenTo(student);
  await meet(meeting);
  await expectPicture(tutor, 'Abe Student');
  await expectPicture(student, 'Ava Tutor');
  expect(agora.requests().every(({ refusal }) => refusal === null)).toBe(true);

  await student.keyboard.press('m');
  await expect(tutor.getByRole('figure', { name: 'Abe Student, muted' })).toBeVisible();
  await student.keyboard.press('v');
  await expect(tutor.getByRole('figure', { name: 'Abe Student, muted, camera off' })).toBeVisible();
  await student.getByRole('button', { name: 'Unmute microphone' }).click();
  await student.getByRole('button', { name: 'Turn camera on' }).click();
  await expect(tutor.getByRole('figure', { name: /^Abe Student(, speaking)?$/ })).toBeVisible();
  await expectPicture(tutor, 'Abe Student');

  await student.getByRole('button', { name: 'Share screen' }).click();
  await expectScreen(tutor, 'Abe Student');
  await student.getByRole('button', { name: 'Stop sharing' }).click();
  await expect(tutor.locator('[data-screen]')).toHaveCount(0);
  await expectPicture(tutor, 'Abe Student');

  expect(heard.refused).toEqual([]);
  // Nothing is reported to anybody: no statistics, no logs.
  expect(heard.asked().filter((host) => /stats|log|report/.test(host))).toEqual([]);
});

test('three see each other, a newcomer sees the screen that is shared, and who leaves and comes back is seen again', async ({
  browser,
}) => {
  const meeting = await givenMeeting(browser, {
    tutor: 'Bea Tutor',
    students: ['Bo Student', 'Bim Student'],
  });
  const { tutor, sessionId } = meeting;
  const [bo, bim] = meeting.students as [Page, Page];
  await meet({ ...meeting, students: [bo] });
  await tutor.getByRole('button', { name: 'Share screen' }).click();
  await expectScreen(bo, 'Bea Tutor');

  await bim.goto(`/sessions/${sessionId}/room`);
  await bim.getByRole('button', { name: 'Join now' }).click();
  await expectInside(bim);
  await expectScreen(bim, 'Bea Tutor');
  await tutor.getByRole('button', { name: 'Stop sharing' }).click();
  for (const [page, others] of [
    [tutor, ['Bo Student', 'Bim Student']],
    [bo, ['Bea Tutor', 'Bim Student']],
    [bim, ['Bea Tutor', 'Bo Student']],
  ] as const) {
    for (const other of others) await expectPicture(page, other);
  }

  await bo.getByRole('button', { name: 'Leave', exact: true }).click();
  await bo.waitForURL(`**/sessions/${sessionId}`);
  await expect(peopleOn(tutor)).toHaveCount(2);
  await bo.goto(`/sessions/${sessionId}/room`);
  await bo.getByRole('button', { name: 'Join now' }).click();
  await expectPicture(bo, 'Bea Tutor');
  await expectPicture(tutor, 'Bo Student');
  await expectPicture(bim, 'Bo Student');
  await expect(peopleOn(tutor)).toHaveCount(3);
});

test('a line that breaks is told of and stands again, and what was muted meanwhile is', async ({
  browser,
  agora,
}) => {
  const meeting = await givenMeeting(browser, { tutor: 'Cleo Tutor', students: ['Cy Student'] });
  const [student] = meeting.students as [Page];
  await meet(meeting);
  await expectPicture(meeting.tutor, 'Cy Student');

  agora.drop();
  await student.keyboard.press('m');
  await expect(meeting.tutor.getByRole('figure', { name: 'Cy Student, muted' })).toBeVisible();
  await expect(student.getByText(/Reconnecting/)).toHaveCount(0);
  await expectPicture(meeting.tutor, 'Cy Student');
  await expectPicture(student, 'Cleo Tutor');
});

test('a ticket does not open another channel than its own', async ({ browser, agora }) => {
  const meeting = await givenMeeting(browser, { tutor: 'Dag Tutor', students: ['Dee Student'] });
  const { tutor, sessionId } = meeting;
  const [student] = meeting.students as [Page];
  await meet({ ...meeting, students: [] });
  await student.route('**/join', async (route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as { video: { channel: string } };
    answer.video.channel = 'somebody-elses';
    await route.fulfill({ response, json: answer });
  });

  await student.goto(`/sessions/${sessionId}/room`);
  await student.getByRole('button', { name: 'Join now' }).click();

  await expect(student.getByText('The video line could not be opened in time.')).toBeVisible();
  expect(agora.requests().at(-1)).toMatchObject({
    channel: 'somebody-elses',
    refusal: 'for another channel',
  });
  expect(agora.uidsIn('somebody-elses')).toEqual([]);
  await expect(peopleOn(tutor)).toHaveCount(1);
});
