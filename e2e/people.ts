// People at a browser: each with a context of their own, in their own zone.
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright/test';
import { expect } from 'playwright/test';

export type Stack = {
  appUrl: string;
  databaseUrl: string;
  stripe: { apiBase: string; secretKey: string };
  pusher: { host: string; port: number };
  mail: { url: string };
};

export function readStack(file = process.env.SLOTWISE_STACK): Stack {
  if (!file) throw new Error('no stack runs: the global setup starts one');
  return JSON.parse(readFileSync(file, 'utf8')) as Stack;
}

export const CARDS = {
  good: '4242424242424242',
  declined: '4000000000000002',
  needsAuthentication: '4000002500003155',
} as const;

type NewPerson = {
  browser: Browser;
  stack: Stack;
  timezone: string;
  name: string;
  /** Puts the browser's clock forward together with the stack's. */
  clockAheadMs?: number;
  /** What they hold in their hands; a desk's screen unless said. */
  device?: Pick<BrowserContextOptions, 'viewport' | 'hasTouch' | 'isMobile'>;
};

let count = 0;

/** Registers somebody new through the form, and leaves them signed in. */
export async function registerPerson({
  browser,
  stack,
  timezone,
  name,
  clockAheadMs = 0,
  device = {},
}: NewPerson): Promise<{ page: Page; context: BrowserContext; email: string }> {
  const context = await browser.newContext({
    ...device,
    timezoneId: timezone,
    locale: 'en-GB',
    baseURL: stack.appUrl,
  });
  const page = await context.newPage();
  if (clockAheadMs) await page.clock.install({ time: Date.now() + clockAheadMs });
  count += 1;
  const email = `${name.toLowerCase().replace(/\W+/g, '.')}.${Date.now()}.${count}@example.com`;
  // Each from a line of their own: so many newcomers from one are taken for a machine.
  const address = `10.${process.pid % 256}.${count >> 8}.${count % 256}`;
  await page.route(/\/register/, (route) =>
    route.continue({ headers: { ...route.request().headers(), 'x-forwarded-for': address } }),
  );
  await page.goto('/register');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill('a long enough password');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/register'));
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  return { page, context, email };
}

/** The signed-in person's own calls, with the cookies of their browser. */
export async function call<T>(
  page: Page,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  data?: unknown,
): Promise<{ status: number; body: T }> {
  const response = await page.request.fetch(path, { method, ...(data !== undefined && { data }) });
  const text = await response.text();
  return { status: response.status(), body: (text ? JSON.parse(text) : null) as T };
}

export async function fillCard(page: Page, number: string): Promise<void> {
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expiration date').fill('12 / 34');
  await page.getByLabel('Security code').fill('123');
}

export async function payWith(page: Page, number: string): Promise<void> {
  await fillCard(page, number);
  await page.getByRole('button', { name: /^Pay / }).click();
}

type SlotToGive = { startTime: string; endTime: string; seats: number } & (
  | { daysAhead: number; slotDate?: never }
  | { slotDate: string; daysAhead?: never }
);

/** A tutor with slots, made through the API: for journeys that are about the student. */
export async function givenTutor({
  slots,
  hourlyRateCents = 3000,
  timezone = 'Europe/Lisbon',
  ...person
}: Omit<NewPerson, 'timezone'> & {
  timezone?: string;
  slots: SlotToGive[];
  hourlyRateCents?: number;
}): Promise<{ page: Page; email: string; tutorId: string; slotIds: string[] }> {
  const { page, email } = await registerPerson({ ...person, timezone });
  const saved = await call<{ tutor: { id: string } }>(page, 'PUT', '/api/tutors/me', {
    headline: `${person.name} teaches`,
    bio: '',
    subjects: ['Chess'],
    languages: ['English'],
    hourlyRateCents,
    currency: 'usd',
    timezone,
    published: true,
  });
  expect(saved.status).toBe(200);
  const created = await call<{ slots: { id: string }[] }>(page, 'POST', '/api/teaching/slots', {
    slots: slots.map(({ daysAhead = 0, startTime, endTime, seats, slotDate }) => ({
      slotDate: slotDate ?? new Date(Date.now() + daysAhead * 86_400_000).toISOString().slice(0, 10),
      startTime,
      endTime,
      timezone,
      sessionType: seats === 1 ? 'ONE_TO_ONE' : 'GROUP',
      maxParticipants: seats,
    })),
  });
  expect(created.status).toBe(201);
  return { page, email, tutorId: saved.body.tutor.id, slotIds: created.body.slots.map((slot) => slot.id) };
}
