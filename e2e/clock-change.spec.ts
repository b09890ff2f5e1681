// The whole journey, from two new accounts to a paid session that both see, across the night on which New York's
// clocks go forward. The stack's clock stands at 8 March 2027, six days before.
import { expect, type Page } from 'playwright/test';
import { eventsOf, instantIn, readCalendar } from '../tests/calendar-reader';
import { launchStack, type RunningStack } from '../tests/stack';
import { clockIn } from '../tests/zones';
import { CARDS, call, givenTutor, payWith, readStack, registerPerson, type Stack } from './people';
import { test } from './test';

const clockAheadMs = Date.parse('2027-03-08T12:00:00Z') - Date.now();

let running: RunningStack;
let stack: Stack;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  running = await launchStack({ clockAheadMs, log: 'stack-clock-change.log' });
  stack = readStack(running.file);
});

test.afterAll(async () => {
  await running?.stop();
});

test('a tutor in Kathmandu and a student in New York meet across a clock change', async ({ browser }) => {
  const tutor = await registerPerson({
    browser,
    stack,
    timezone: 'Asia/Kathmandu',
    name: 'Sabina Thapa',
    clockAheadMs,
  });
  await becomeTutor(tutor.page);
  await putUpFourWeeks(tutor.page);

  const student = await registerPerson({
    browser,
    stack,
    timezone: 'America/New_York',
    name: 'Wanda Grey',
    clockAheadMs,
  });
  await findTutor(student.page, 'Sabina Thapa');

  // 10:00 in Kathmandu is 04:15 UTC: before the change still the evening before in New York, after it past midnight.
  await test.step('the student reads the hours on their own clock, before and after the change', async () => {
    await expect(slotLink(student.page, 'Tuesday 9 March, 23:15 to 00:15')).toBeVisible();
    await student.page.getByRole('button', { name: 'Week after' }).click();
    await expect(slotLink(student.page, 'Wednesday 17 March, 00:15 to 01:15')).toBeVisible();
  });

  await test.step('checkout holds the seat, shows both clocks and warns of the change', async () => {
    await slotLink(student.page, 'Wednesday 17 March, 00:15 to 01:15').click();
    await expect(student.page.getByText(/Held for you/)).toBeVisible();
    await expect(student.page.getByText(/Wednesday 17 March, 00:15–01:15/).first()).toBeVisible();
    await expect(student.page.getByText(/Wednesday 17 March, 10:00–11:00/).first()).toBeVisible();
    await expect(student.page.getByText('The clocks change in New York before this session')).toBeVisible();
    await expect(student.page.getByRole('button', { name: 'Pay $24.50' })).toBeVisible();
  });

  await test.step('the student pays and sees the session on both clocks', async () => {
    await payWith(student.page, CARDS.good);
    await expect(student.page.getByRole('heading', { name: 'Your session is booked' })).toBeVisible();
    await student.page.getByRole('link', { name: 'Go to the session' }).click();
    await expect(student.page.getByText(/Wednesday 17 March, 00:15–01:15/).first()).toBeVisible();
    await expect(student.page.getByText(/Wednesday 17 March, 10:00–11:00/).first()).toBeVisible();
    await student.page.goto('/sessions');
    await expect(student.page.getByRole('link', { name: /Sabina Thapa/ })).toBeVisible();
  });

  await test.step('the tutor sees who comes, in the list and in the calendar', async () => {
    await tutor.page.goto('/teach/sessions');
    await expect(tutor.page.getByRole('link', { name: /Wanda Grey/ })).toBeVisible();
    await tutor.page.goto('/teach/calendar');
    await tutor.page.getByRole('navigation', { name: 'Weeks' }).getByRole('button').nth(1).click();
    await expect(
      tutor.page.getByRole('button', { name: /Wednesday 17 March, 10:00 to 11:00.*booked by Wanda Grey/ }),
    ).toBeVisible();
  });
});

/** Tutor's zone, student's zone, and a day of the coming four weeks after one of the two has changed its clocks. */
const PAIRS = [
  ['America/New_York', 'Asia/Kathmandu', '2027-03-15'],
  ['Europe/Berlin', 'America/Los_Angeles', '2027-03-29'],
  ['Australia/Sydney', 'Europe/London', '2027-04-05'],
  ['Pacific/Auckland', 'America/St_Johns', '2027-04-05'],
  ['Australia/Lord_Howe', 'Asia/Kolkata', '2027-04-05'],
  ['America/Santiago', 'Europe/Lisbon', '2027-04-05'],
  ['Asia/Tehran', 'America/Havana', '2027-03-15'],
  ['Pacific/Chatham', 'America/Adak', '2027-04-05'],
  ['Europe/Dublin', 'Asia/Tokyo', '2027-03-28'],
  ['Atlantic/Azores', 'America/Sao_Paulo', '2027-03-28'],
] as const;

for (const [tutorZone, studentZone, slotDate] of PAIRS) {
  test(`12:00 in ${tutorZone} is one moment on the screens, in the mails and in the calendar of ${studentZone}`, async ({
    browser,
  }) => {
    const startsAt = noonIn(tutorZone, slotDate);
    const theirs = clockIn(studentZone, startsAt).slice(11, 16);
    const tutor = await givenTutor({
      ...{ browser, stack, clockAheadMs, name: 'Noa Noon', timezone: tutorZone, hourlyRateCents: 0 },
      slots: [
        // The first week asks for one of its own.
        { slotDate: '2027-03-11', startTime: '12:00', endTime: '13:00', seats: 1 },
        { slotDate, startTime: '12:00', endTime: '13:00', seats: 1 },
      ],
    });
    const student = await registerPerson({
      ...{ browser, stack, clockAheadMs, name: 'Mia Moment', timezone: studentZone },
    });
    const { body } = await call<{ session: { id: string } }>(
      ...([student.page, 'POST', '/api/teaching/sessions/book', { slotId: tutor.slotIds[1] }] as const),
    );
    for (const [page, first] of [
      [tutor.page, '12:00'],
      [student.page, theirs],
    ] as const) {
      await page.goto(`/sessions/${body.session.id}`);
      const times = page.locator(`time[datetime="${new Date(startsAt).toISOString()}"]`);
      await expect(times.first()).toContainText(`${first}–`);
      await expect(times.filter({ hasText: '12:00–' }).first()).toBeVisible();
    }
    for (const [to, first] of [
      [tutor.email, '12:00'],
      [student.email, theirs],
    ] as const) {
      const mail = await bookedMail(to);
      for (const text of [mail.subject, mail.text, mail.html]) expect(text).toContain(first);
      expect(mail.text).toContain('12:00–13:00');
      const [entry] = mail.attachments;
      const [event] = eventsOf(readCalendar(entry?.content ?? ''));
      expect(instantIn(event, 'DTSTART').getTime()).toBe(startsAt);
    }
  });
}

/** The instant at which a zone's clocks show noon on a day, by asking Intl and nothing of ours. */
function noonIn(zone: string, day: string): number {
  const from = Date.parse(`${day}T00:00:00Z`) - 14 * 3_600_000;
  const steps = Array.from({ length: 4 * 40 }, (_, quarter) => from + quarter * 900_000);
  const found = steps.find((instant) => clockIn(zone, instant) === `${day} 12:00:00`);
  if (found === undefined) throw new Error(`no noon on ${day} in ${zone}`);
  return found;
}

type Mail = { subject: string; text: string; html: string; attachments: { content: string }[] };

async function bookedMail(to: string): Promise<Mail> {
  let mails: Mail[] = [];
  await expect(async () => {
    const answer = await fetch(`${stack.mail.url}/api/mails?to=${encodeURIComponent(to)}`);
    mails = ((await answer.json()) as Mail[]).filter(({ attachments }) => attachments.length > 0);
    expect(mails).toHaveLength(1);
  }).toPass({ timeout: 20_000 });
  return mails[0] as Mail;
}

async function becomeTutor(page: Page): Promise<void> {
  await page.goto('/teach/profile');
  await page.getByLabel('Headline').fill('Nepali for travellers');
  await page.getByLabel('About you').fill('Two words a minute.');
  await page.getByRole('combobox', { name: 'Subjects' }).fill('Nepali');
  await page.getByRole('combobox', { name: 'Subjects' }).press('Enter');
  await page.getByRole('combobox', { name: 'Languages you teach in' }).fill('English');
  await page.getByRole('combobox', { name: 'Languages you teach in' }).press('Enter');
  await page.getByLabel('Price per hour').fill('24.50');
  await page.getByLabel('Publish my profile').check();
  await page.getByRole('button', { name: 'Save and add hours' }).click();
  await page.waitForURL('**/teach/calendar');
}

/** Wednesdays at 10, four weeks long; the refusal of a later week before the first is met on the way. */
async function putUpFourWeeks(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add hours' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add hours' });
  await dialog.getByLabel('Day', { exact: true }).fill('2027-03-24');
  await dialog.getByRole('button', { name: 'Add slot' }).click();
  await expect(dialog.getByText('Offer at least one slot in the coming 7 days')).toBeVisible();

  await dialog.getByLabel('Day', { exact: true }).fill('2027-03-10');
  await dialog.getByLabel('From').fill('10:00');
  await dialog.getByLabel('To', { exact: true }).fill('11:00');
  await dialog.getByLabel('For how long').selectOption({ label: 'As far ahead as possible' });
  await dialog.getByRole('button', { name: 'Add 4 slots' }).click();
  await expect(page.getByText('4 slots added')).toBeVisible();
  await expect(
    page.getByRole('button', { name: /Wednesday 10 March, 10:00 to 11:00, 1-to-1, open/ }),
  ).toBeVisible();
}

async function findTutor(page: Page, name: string): Promise<void> {
  await page.goto('/');
  await page.getByLabel('What would you like to learn?').fill('Nepali for trav');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name }).first().click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
}

function slotLink(page: Page, when: string) {
  return page.getByRole('link', { name: new RegExp(`Book ${when}`) });
}
