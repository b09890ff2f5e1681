import { expect, test } from 'vitest';
import { PATCH as updateMe } from '@/app/api/me/route';
import { GET, POST } from '@/app/api/unsubscribe/[token]/route';
import { call, givenStudent } from '@/tests/factories';
import { db } from '../db';
import { env } from '../env';
import { getSettings } from './queries';
import { unsubscribeUrlFor, userIdOfUnsubscribeToken } from './unsubscribe';

const tokenFor = (userId: string) => unsubscribeUrlFor(userId).split('/').at(-1) ?? '';
const wants = async (userId: string) => (await getSettings({ userId })).wantsReminderMails;

/** As a mail program does it: a form, no cookie. */
function oneClick(token: string, headers: Record<string, string> = {}) {
  return call(POST, {
    method: 'POST',
    params: { token },
    body: 'List-Unsubscribe=One-Click',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
}

test('one click ends reminder mails, without a sign-in and from wherever mail is read; again it changes nothing', async () => {
  const { id } = await givenStudent();
  expect(await wants(id)).toBe(true);
  for (const origin of [undefined, 'https://mail.example', 'null']) {
    expect((await oneClick(tokenFor(id), origin ? { origin } : {})).status).toBe(200);
    expect(await wants(id)).toBe(false);
  }
});

test('following the link leads to a page and changes nothing', async () => {
  const { id } = await givenStudent();
  const token = tokenFor(id);
  const { status, headers } = await call(GET, { params: { token } });
  expect(status).toBe(303);
  expect(headers.get('location')).toBe(`${env().APP_URL}/unsubscribe/${token}`);
  expect(await wants(id)).toBe(true);
});

test('a link that was not made here is 404 and ends nothing', async () => {
  const { id } = await givenStudent();
  const { id: otherId } = await givenStudent();
  const [, signature = ''] = tokenFor(otherId).split('.');
  const wrong = [
    `${id}.${signature}`,
    id,
    `${id}.`,
    `${tokenFor(id)}x`,
    `x${tokenFor(id)}`,
    '',
    `${id}.${'A'.repeat(43)}`,
  ];
  for (const token of wrong) {
    expect((await oneClick(token)).status).toBe(404);
    expect(userIdOfUnsubscribeToken(token)).toBeNull();
  }
  expect(await wants(id)).toBe(true);
});

test('is 404 once the account is gone', async () => {
  const { id } = await givenStudent();
  await db().user.delete({ where: { id } });
  expect((await oneClick(tokenFor(id))).status).toBe(404);
});

test('reminders are turned on again in the settings, and nothing else changes with them', async () => {
  const { id } = await givenStudent();
  await oneClick(tokenFor(id));
  const { status, body } = await call(updateMe, {
    method: 'PATCH',
    as: id,
    body: { wantsReminderMails: true },
  });
  expect(status).toBe(200);
  expect(body.user).toMatchObject({ id, name: 'Student 1', timezone: 'America/New_York' });
  expect(await wants(id)).toBe(true);
  await call(updateMe, { method: 'PATCH', as: id, body: { name: 'Ana' } });
  expect(await wants(id)).toBe(true);
  expect((await call(updateMe, { method: 'PATCH', as: id, body: { wantsReminderMails: 'no' } })).status).toBe(
    422,
  );
});
