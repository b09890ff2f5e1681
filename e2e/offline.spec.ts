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
  await expect(page.getByRole('heading', { name: 'There is no connection' })).toBeVisible();
  const next = page.getByRole('region', { name: /Your next session/ });
  await expect(next).toContainText('Odete Offline');
  await expect(next).toContainText(/Kathmandu \(GMT\+5:45\)/);
  await expect(next).toContainText(/14:00–15:00 Lisbon/);
  await expect(next).toContainText(/opens at \d\d:\d\d/);
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
  await expect(page.getByRole('heading', { name: 'There is no connection' })).toBeVisible();
  await expect(page.getByText('Odete Offline')).toHaveCount(0);
});

test('the app says what it is: manifest, icons, pictures to share, and addresses for search', async ({
  page,
}) => {
  const { appUrl } = readStack();
  await page.goto('/tutors');
  const manifest = await page.request.get(
    (await page.locator('link[rel=manifest]').getAttribute('href')) ?? '',
  );
  expect(manifest.headers()['content-type']).toContain('application/manifest+json');
  const { icons, display } = await manifest.json();
  expect(display).toBe('standalone');
  const pictures: [string, string][] = icons.map((icon: { src: string; sizes: string }) => [
    icon.src,
    icon.sizes,
  ]);
  pictures.push([(await page.locator('link[rel=apple-touch-icon]').getAttribute('href')) ?? '', '180x180']);
  pictures.push([
    (await page.locator('meta[property="og:image"]').getAttribute('content')) ?? '',
    '1200x630',
  ]);
  const { body } = await call<{ items: { id: string; name: string }[] }>(page, 'GET', '/api/tutors?limit=1');
  const [tutor] = body.items;
  await page.goto(`/tutors/${tutor?.id}`);
  pictures.push([
    (await page.locator('meta[property="og:image"]').getAttribute('content')) ?? '',
    '1200x630',
  ]);
  for (const [address, sizes] of pictures) {
    const picture = await page.request.get(address);
    expect(picture.headers()['content-type'], address).toBe('image/png');
    const bytes = await picture.body();
    // Width and height stand at the head of every PNG.
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, address).toBe(sizes);
  }
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', `${appUrl}/tutors/${tutor?.id}`);
  const said = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '');
  expect(said).toMatchObject({ '@type': 'Person', name: tutor?.name, url: `${appUrl}/tutors/${tutor?.id}` });
  expect(await (await page.request.get('/sitemap.xml')).text()).toContain(
    `<loc>${appUrl}/tutors/${tutor?.id}</loc>`,
  );
  expect(await (await page.request.get('/robots.txt')).text()).toContain(`Sitemap: ${appUrl}/sitemap.xml`);
});
