import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';
import { call, givenTutor, readStack, registerPerson } from './people';
import { test } from './test';

/** What this browser keeps that belongs to a person: names of stores, without those of the app itself. */
const ownStores = (page: Page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const entries = await Promise.all(
      names.map(async (name) =>
        (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname),
      ),
    );
    return entries.flat().filter((path) => !path.startsWith('/_next/static/') && path !== '/offline');
  });

test('without a connection a student reads when their next session is, and after signing out nobody does', async ({
  browser,
}) => {
  const stack = readStack();
  const { slotIds } = await givenTutor({
    browser,
    stack,
    name: 'Odete Offline',
    hourlyRateCents: 0,
    slots: [{ daysAhead: 3, startTime: '14:00', endTime: '15:00', seats: 1 }],
  });
  const { page, context } = await registerPerson({
    browser,
    stack,
    timezone: 'Asia/Kathmandu',
    name: 'Karuna Kept',
  });
  const booked = await call(page, 'POST', '/api/teaching/sessions/book', { slotId: slotIds[0] });
  expect(booked.status).toBe(201);
  await page.goto('/sessions');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await expect.poll(() => ownStores(page)).toEqual(['/offline/own-sessions']);

  await context.setOffline(true);
  await page.goto('/tutors');
  await expect(page.getByRole('heading', { name: 'No connection' })).toBeVisible();
  const next = page.getByRole('region', { name: /Your next session/ });
  await expect(next).toContainText('Odete Offline');
  await expect(next).toContainText(/Kathmandu \(GMT\+5:45\)/);
  await expect(next).toContainText(/14:00–15:00 Lisbon/);
  await expect(next).toContainText(/opens at \d\d:\d\d/);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('status').getByText('Still no connection.')).toBeVisible();

  await context.setOffline(false);
  await expect(page.getByRole('heading', { name: 'Find a tutor' })).toBeVisible();
  await page.getByRole('button', { name: 'Account of Karuna Kept' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: 'Sign in' }).first()).toBeVisible();
  expect(await ownStores(page)).toEqual([]);
  await context.setOffline(true);
  await page.goto('/tutors');
  await expect(page.getByRole('heading', { name: 'No connection' })).toBeVisible();
  await expect(page.getByText('Odete Offline')).toHaveCount(0);
});

test('the app says what it is: manifest, icons, pictures to share, and addresses for search', async ({
  request,
}) => {
  const { appUrl } = readStack();
  const answer = await request.get('/api/tutors?limit=1');
  const [tutor] = ((await answer.json()) as { items: { id: string; name: string }[] }).items;
  const url = `${appUrl}/tutors/${tutor?.id}`;
  // As others read it, who run no scripts.
  const directory = await (await request.get('/tutors')).text();
  const profile = await (await request.get(url)).text();
  expect(firstOf(directory, /<link rel="canonical" href="([^"]+)"/)).toBe(`${appUrl}/tutors`);
  expect(firstOf(profile, /<link rel="canonical" href="([^"]+)"/)).toBe(url);
  const said = JSON.parse(firstOf(profile, /<script type="application\/ld\+json"[^>]*>([^<]+)</));
  expect(said).toMatchObject({ '@type': 'Person', name: tutor?.name, url });
  expect(await (await request.get('/sitemap.xml')).text()).toContain(`<loc>${url}</loc>`);
  expect(await (await request.get('/robots.txt')).text()).toContain(`Sitemap: ${appUrl}/sitemap.xml`);

  const manifest = await request.get(firstOf(directory, /<link rel="manifest" href="([^"]+)"/));
  expect(manifest.headers()['content-type']).toContain('application/manifest+json');
  const { icons, display } = (await manifest.json()) as {
    icons: { src: string; sizes: string }[];
    display: string;
  };
  expect(display).toBe('standalone');
  const pictures = [
    ...icons,
    { src: firstOf(directory, /<link rel="apple-touch-icon" href="([^"]+)"/), sizes: '180x180' },
    { src: firstOf(directory, /<meta property="og:image" content="([^"]+)"/), sizes: '1200x630' },
    { src: firstOf(profile, /<meta property="og:image" content="([^"]+)"/), sizes: '1200x630' },
  ];
  for (const { src, sizes } of pictures) {
    const picture = await request.get(src);
    expect(picture.headers()['content-type'], src).toBe('image/png');
    const bytes = await picture.body();
    // Width and height stand at the head of every PNG.
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, src).toBe(sizes);
  }
});

function firstOf(html: string, pattern: RegExp): string {
  return pattern.exec(html)?.[1] ?? '';
}
