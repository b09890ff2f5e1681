// Every page once: who sees it and where it is. For what looks at all of them: axe, shapes, photographs.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { type Browser, type BrowserContext, expect, type Page } from 'playwright/test';
import { paths } from '../lib/paths';
import { DEMO_PASSWORD, demoPeople } from '../prisma/demo-people';
import type { Stack } from './people';
import { soon } from './room-people';
import { isAnswering } from './test';

export const VIEWERS = [
  'visitor',
  'student',
  'tutor',
  'tutor of groups',
  // Whose session goes on now. Somebody of their own: the student may have something else at that time.
  'present student',
  // Who have just come, so that everything is empty yet.
  'new student',
  'new tutor',
] as const;
export type Viewer = (typeof VIEWERS)[number];

/** Ids that addresses are made of, looked up as the people who may see them. */
export type Facts = {
  tutorId: string;
  /** A seat that the student holds and has not paid for. */
  heldSlotId: string;
  /** A hold that the student has paid. */
  paidHoldId: string;
  /** 1-to-1: a group has no chat. */
  upcomingSessionId: string;
  pastSessionId: string;
  /** One that the student gave up their seat in. */
  cancelledSessionId: string;
  /** One that the tutor teaches, still to come. */
  taughtSessionId: string;
  /** One with a group, still to come. */
  groupSessionId: string;
  /** One that goes on now. */
  liveSessionId: string;
  /** Of the link in the student's reminder mails. */
  unsubscribeToken: string;
};

export type PageEntry = {
  name: string;
  as: Viewer;
  path: string | ((facts: Facts) => string);
};

export const PAGES: readonly PageEntry[] = [
  { name: 'landing', as: 'visitor', path: paths.home() },
  { name: 'directory', as: 'visitor', path: paths.tutors() },
  { name: 'directory-filtered', as: 'visitor', path: `${paths.tutors()}?type=GROUP&language=English` },
  { name: 'directory-empty', as: 'visitor', path: `${paths.tutors()}?q=glassblowing` },
  { name: 'tutor', as: 'visitor', path: ({ tutorId }) => paths.tutor(tutorId) },
  { name: 'sign-in', as: 'visitor', path: paths.signIn() },
  { name: 'register', as: 'visitor', path: paths.register() },
  { name: 'reset', as: 'visitor', path: paths.reset() },
  { name: 'new-password', as: 'visitor', path: paths.resetWith('a-token-that-nobody-was-sent') },
  { name: 'teach-invitation', as: 'visitor', path: paths.teach() },
  { name: 'styleguide', as: 'visitor', path: '/styleguide' },
  { name: 'unsubscribe', as: 'visitor', path: ({ unsubscribeToken }) => paths.unsubscribe(unsubscribeToken) },
  {
    name: 'unsubscribe-broken',
    as: 'visitor',
    path: paths.unsubscribe('a-token-that-nobody-was-sent'),
  },
  { name: 'offline', as: 'visitor', path: paths.offline() },
  { name: 'not-found', as: 'visitor', path: '/no-such-page' },
  { name: 'no-such-tutor', as: 'visitor', path: paths.tutor('nobody') },
  { name: 'checkout', as: 'student', path: ({ heldSlotId }) => paths.book(heldSlotId) },
  { name: 'done', as: 'student', path: ({ paidHoldId }) => paths.bookDone(paidHoldId) },
  { name: 'sessions', as: 'student', path: paths.sessions() },
  { name: 'sessions-past', as: 'student', path: `${paths.sessions()}?when=past` },
  { name: 'session-upcoming', as: 'student', path: (facts) => paths.session(facts.upcomingSessionId) },
  { name: 'session-past', as: 'student', path: (facts) => paths.session(facts.pastSessionId) },
  { name: 'session-cancelled', as: 'student', path: (facts) => paths.session(facts.cancelledSessionId) },
  { name: 'session-live', as: 'present student', path: (facts) => paths.session(facts.liveSessionId) },
  { name: 'room', as: 'student', path: (facts) => paths.room(facts.upcomingSessionId) },
  { name: 'notifications', as: 'tutor', path: paths.notifications() },
  { name: 'settings', as: 'student', path: paths.settings() },
  { name: 'teach', as: 'tutor', path: paths.teach() },
  { name: 'teach-calendar', as: 'tutor', path: paths.teachCalendar() },
  { name: 'teach-sessions', as: 'tutor', path: paths.teachSessions() },
  { name: 'teach-sessions-past', as: 'tutor', path: `${paths.teachSessions()}?when=past` },
  { name: 'teach-session', as: 'tutor', path: (facts) => paths.session(facts.taughtSessionId) },
  { name: 'teach-profile', as: 'tutor', path: paths.teachProfile() },
  { name: 'teach-earnings', as: 'tutor', path: paths.teachEarnings() },
  { name: 'teach-settings', as: 'tutor', path: paths.settings() },
  { name: 'teach-calendar-groups', as: 'tutor of groups', path: paths.teachCalendar() },
  {
    name: 'teach-session-group',
    as: 'tutor of groups',
    path: (facts) => paths.session(facts.groupSessionId),
  },
  { name: 'sessions-empty', as: 'new student', path: paths.sessions() },
  { name: 'sessions-past-empty', as: 'new student', path: `${paths.sessions()}?when=past` },
  { name: 'notifications-empty', as: 'new student', path: paths.notifications() },
  { name: 'teach-signed-in', as: 'new student', path: paths.teach() },
  { name: 'teach-profile-new', as: 'new student', path: paths.teachProfile() },
  { name: 'teach-empty', as: 'new tutor', path: paths.teach() },
  { name: 'teach-calendar-empty', as: 'new tutor', path: paths.teachCalendar() },
  { name: 'teach-sessions-empty', as: 'new tutor', path: paths.teachSessions() },
  { name: 'teach-sessions-past-empty', as: 'new tutor', path: `${paths.teachSessions()}?when=past` },
  { name: 'teach-earnings-empty', as: 'new tutor', path: paths.teachEarnings() },
  { name: 'teach-profile-unpublished', as: 'new tutor', path: paths.teachProfile() },
];

export const THEMES = ['light', 'dark'] as const;

export const SIZES = {
  phone: { width: 360, height: 780 },
  desk: { width: 1280, height: 900 },
} as const;

const EMAILS = {
  visitor: null,
  student: 'maya@slotwise.example',
  tutor: 'anaya@slotwise.example',
  'tutor of groups': 'kwame@slotwise.example',
  'present student': 'present.student@slotwise.example',
  'new student': 'new.student@slotwise.example',
  'new tutor': 'new.tutor@slotwise.example',
} satisfies Record<Viewer, string | null>;

/** Somebody at a browser of their own, in their own zone, signed in unless they are a visitor. */
export async function arriveAs(
  viewer: Viewer,
  { browser, stack }: { browser: Browser; stack: Stack },
): Promise<BrowserContext> {
  const email = EMAILS[viewer];
  const person = demoPeople.find((each) => each.email === email);
  const context = await browser.newContext({
    baseURL: stack.appUrl,
    locale: 'en-GB',
    timezoneId: person?.timezone ?? 'America/New_York',
    viewport: SIZES.desk,
  });
  if (isNewcomer(viewer)) await registerOnce(context, viewer);
  if (email) await signIn(context, email);
  return context;
}

const NEWCOMERS = {
  'present student': 'Pia Present',
  'new student': 'Noor Newly',
  'new tutor': 'Nell Newly',
};
type Newcomer = keyof typeof NEWCOMERS;

const isNewcomer = (viewer: Viewer): viewer is Newcomer => viewer in NEWCOMERS;

/** Nobody of the demo data is new. */
async function registerOnce(context: BrowserContext, viewer: Newcomer): Promise<void> {
  const { request } = context;
  const timezone = 'America/New_York';
  const email = EMAILS[viewer];
  const answer = await request.post('/api/auth/register', {
    data: { name: NEWCOMERS[viewer], email, password: DEMO_PASSWORD, timezone },
  });
  // Registered by an earlier look at the same stack.
  if (answer.status() === 409) return;
  expect(answer.status(), `${email} registers`).toBe(201);
  if (viewer !== 'new tutor') return;
  await signIn(context, email);
  await send(context, 'put', '/api/tutors/me', { ...CALLIGRAPHER, timezone, published: false });
}

const CALLIGRAPHER = {
  headline: 'Calligraphy with a broad pen',
  bio: '',
  subjects: ['Calligraphy'],
  languages: ['English'],
  hourlyRateCents: 2000,
  currency: 'usd',
};

async function signIn({ request }: BrowserContext, email: string): Promise<void> {
  const { csrfToken } = (await (await request.get('/api/auth/csrf')).json()) as { csrfToken: string };
  const answer = await request.post('/api/auth/callback/credentials', {
    form: { email, password: DEMO_PASSWORD, csrfToken, json: 'true' },
  });
  expect(answer.status(), `${email} signs in`).toBe(200);
  const me = await request.get('/api/me');
  expect(me.status(), `${email} is signed in`).toBe(200);
}

type ListedSession = {
  id: string;
  status: string;
  slotId: string;
  slot: { sessionType: string };
  participants: { status: string }[];
};

type At = { browser: Browser; stack: Stack };

/**
 * Looks up what addresses are made of. What the demo data has not (a held seat, a seat given up, a session that goes
 * on) is made, once for each stack.
 */
export async function readFacts(at: At): Promise<Facts> {
  const student = await arriveAs('student', at);
  const tutor = await arriveAs('tutor', at);
  const groupTutor = await arriveAs('tutor of groups', at);
  const present = await arriveAs('present student', at);
  const me = await get<{ user: { providerProfileId: string } }>(tutor, '/api/me');
  const maya = await get<{ user: { id: string } }>(student, '/api/me');
  const tutorId = me.user.providerProfileId;
  const upcoming = await list(student, '/api/teaching/sessions/my', 'upcoming');
  const past = await list(student, '/api/teaching/sessions/my', 'past');
  const taught = await list(tutor, '/api/teaching/sessions/instructor', 'upcoming');
  const ofGroups = await list(groupTutor, '/api/teaching/sessions/instructor', 'upcoming');
  const living = upcoming.filter(hasSeat);
  const next = found(
    living.find(({ slot }) => slot.sessionType === 'ONE_TO_ONE'),
    'an upcoming session',
  );
  const facts = {
    tutorId,
    heldSlotId: await holdSomeSeat(student, tutorId, at.stack),
    paidHoldId: await paidHoldOf(next, at.stack),
    upcomingSessionId: next.id,
    pastSessionId: found(
      past.find(({ status }) => status === 'COMPLETED'),
      'a past session',
    ).id,
    cancelledSessionId: await cancelledSession(student, [...upcoming, ...past], living),
    taughtSessionId: found(
      taught.find(({ status }) => status === 'SCHEDULED'),
      'a session to teach',
    ).id,
    groupSessionId: found(
      ofGroups.find(({ status, slot }) => status === 'SCHEDULED' && slot.sessionType === 'GROUP'),
      'a session with a group',
    ).id,
    liveSessionId: (await liveSessionOf(present)) ?? (await startSession(present, at)),
    unsubscribeToken: signUnsubscribeToken(maya.user.id),
  };
  await Promise.all([student, tutor, groupTutor, present].map((context) => context.close()));
  return facts;
}

async function list(who: BrowserContext, path: string, when: 'upcoming' | 'past'): Promise<ListedSession[]> {
  return (await get<{ items: ListedSession[] }>(who, `${path}?when=${when}&order=soonest&limit=50`)).items;
}

async function liveSessionOf(student: BrowserContext): Promise<string | undefined> {
  const upcoming = await list(student, '/api/teaching/sessions/my', 'upcoming');
  return upcoming.find(({ status }) => status === 'IN_PROGRESS')?.id;
}

function hasSeat({ status, participants }: ListedSession): boolean {
  return status === 'SCHEDULED' && participants.some((each) => each.status === 'BOOKED');
}

/** Holds the first seat that suits the student, unless they hold one that lasts for a while. */
async function holdSomeSeat(student: BrowserContext, tutorId: string, stack: Stack): Promise<string> {
  const [held] = await query<{ slotId: string }>(
    stack,
    `SELECT h."slotId" FROM "SeatHold" h JOIN "User" u ON u."id" = h."studentId"
     WHERE h."status" = 'HELD' AND h."expiresAt" > now() + interval '5 minutes' AND u."email" = $1`,
    [EMAILS.student],
  );
  if (held) return held.slotId;
  const { items } = await get<{ items: { id: string }[] }>(
    student,
    `/api/teaching/slots/provider/${tutorId}?type=ONE_TO_ONE`,
  );
  for (const { id: slotId } of items) {
    const answer = await student.request.post('/api/teaching/sessions/book', { data: { slotId } });
    if (answer.ok()) return slotId;
    // Something else of theirs lies at that time.
    expect(answer.status()).toBe(409);
  }
  throw new Error('no seat is free');
}

/** Pages know a hold from the way back from Stripe alone, so no list has it. */
async function paidHoldOf({ slotId }: ListedSession, stack: Stack): Promise<string> {
  const [hold] = await query<{ id: string }>(
    stack,
    `SELECT h."id" FROM "SeatHold" h JOIN "User" u ON u."id" = h."studentId"
     WHERE h."slotId" = $1 AND h."status" = 'CONFIRMED' AND u."email" = $2`,
    [slotId, EMAILS.student],
  );
  return found(hold, 'the hold of a session').id;
}

async function query<Row extends pg.QueryResultRow>(
  { databaseUrl }: Stack,
  text: string,
  values: string[],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<Row>(text, values);
  await client.end();
  return rows;
}

async function cancelledSession(
  student: BrowserContext,
  all: ListedSession[],
  living: ListedSession[],
): Promise<string> {
  const earlier = all.find(({ participants }) => participants.some((each) => each.status === 'CANCELLED'));
  if (earlier) return earlier.id;
  const { id } = found(living.at(-1), 'a session to cancel');
  const answer = await student.request.patch(`/api/teaching/sessions/${id}/cancel`);
  expect(answer.status()).toBe(200);
  return id;
}

/** Somebody else's hour, free of charge, that the student books and its tutor begins. */
async function startSession(student: BrowserContext, { browser, stack }: At): Promise<string> {
  const tutor = await browser.newContext({ baseURL: stack.appUrl });
  const { timezone, ...times } = soon({ minutes: 5, durationMinutes: 45 });
  const email = `live.tutor.${Date.now()}@slotwise.example`;
  await send(tutor, 'post', '/api/auth/register', {
    name: 'Lena Live',
    email,
    password: DEMO_PASSWORD,
    timezone,
  });
  await signIn(tutor, email);
  const profile = { ...CALLIGRAPHER, hourlyRateCents: 0, timezone };
  await send(tutor, 'put', '/api/tutors/me', { ...profile, published: true });
  const { slots } = await send<{ slots: { id: string }[] }>(tutor, 'post', '/api/teaching/slots', {
    ...times,
    timezone,
    sessionType: 'ONE_TO_ONE',
  });
  const { session } = await send<{ session: { id: string } }>(
    student,
    'post',
    '/api/teaching/sessions/book',
    { slotId: slots[0]?.id },
  );
  await send(tutor, 'patch', `/api/teaching/sessions/${session.id}/start`, {});
  // The directory stays that of the demo data.
  await send(tutor, 'put', '/api/tutors/me', { ...profile, published: false });
  await tutor.close();
  return session.id;
}

/** As lib/accounts/unsubscribe.ts signs it, with the secret that the stack made up for itself. */
function signUnsubscribeToken(userId: string): string {
  const file = join(dirname(process.env.SLOTWISE_STACK ?? ''), 'secrets.json');
  const { nextAuthSecret } = JSON.parse(readFileSync(file, 'utf8')) as { nextAuthSecret: string };
  const signature = createHmac('sha256', nextAuthSecret)
    .update(`unsubscribe-from-reminders:${userId}`)
    .digest('base64url');
  return `${userId}.${signature}`;
}

async function send<T>(
  { request }: BrowserContext,
  method: 'post' | 'put' | 'patch',
  path: string,
  data: unknown,
): Promise<T> {
  const answer = await request[method](path, { data });
  expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
}

async function get<T>({ request }: BrowserContext, path: string): Promise<T> {
  const answer = await request.get(path);
  expect(answer.status(), path).toBe(200);
  return (await answer.json()) as T;
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the demo data has not: ${what}`);
  return value;
}

/** The address of a page. */
export function pathOf({ path }: PageEntry, facts: Facts): string {
  return typeof path === 'string' ? path : path(facts);
}

/** Goes to a page, and waits until all of it is there. */
export async function open(page: Page, { entry, facts }: { entry: PageEntry; facts: Facts }): Promise<void> {
  // With a connection it would lead to the front page at once.
  if (entry.name === 'offline') await page.route('**/api/health', (route) => route.abort());
  await page.goto(pathOf(entry, facts));
  await settle(page);
  if (entry.name === 'offline') await expect(page.locator('h1')).toHaveText('No connection');
}

/** What a page loads by itself has come, and nothing moves any more. */
export async function settle(page: Page): Promise<void> {
  await expect(page.locator('h1').first()).toBeVisible();
  await page.waitForFunction(isAnswering);
  // The style guide shows some for good; the dot of what is live is no div.
  await expect(page.locator('main div.animate-pulse:not([data-specimens] *)')).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
}
