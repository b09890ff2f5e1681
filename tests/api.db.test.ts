// The conventions of the HTTP contract, through the very handlers that Next calls.
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { encode } from 'next-auth/jwt';
import { describe, expect, test } from 'vitest';
import * as register from '@/app/api/auth/register/route';
import { GET as cronCleanup } from '@/app/api/cron/cleanup/route';
import { GET as cronJobs } from '@/app/api/cron/jobs/route';
import { GET as cronNoShow } from '@/app/api/cron/no-show/route';
import { GET as cronReminders } from '@/app/api/cron/reminders/route';
import { GET as health } from '@/app/api/health/route';
import * as me from '@/app/api/me/route';
import { GET as openapi } from '@/app/api/openapi.json/route';
import * as session from '@/app/api/teaching/sessions/[id]/route';
import * as hold from '@/app/api/teaching/sessions/book/[holdId]/route';
import * as book from '@/app/api/teaching/sessions/book/route';
import * as instructorSessions from '@/app/api/teaching/sessions/instructor/route';
import * as mySessions from '@/app/api/teaching/sessions/my/route';
import * as slot from '@/app/api/teaching/slots/[id]/route';
import * as mySlots from '@/app/api/teaching/slots/my/route';
import * as openSlots from '@/app/api/teaching/slots/provider/[id]/route';
import * as slots from '@/app/api/teaching/slots/route';
import * as tutor from '@/app/api/tutors/[id]/route';
import * as ownProfile from '@/app/api/tutors/me/route';
import * as tutors from '@/app/api/tutors/route';
import { sessionCookieName } from '@/lib/auth/actor';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { addressOf, guarded, type RouteHandler } from '@/lib/http';
import { endpoints } from '@/lib/openapi';
import { addDays, dayIn } from '@/lib/time';
import { call, cookieOf, givenHold, givenSlot, givenStudent, givenTutor } from './factories';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
function cursor(key: object): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

const nowhere = crypto.randomUUID();
const tomorrow = addDays(dayIn(new Date(), 'UTC'), 1);

describe('a refusal', () => {
  test('is problem+json with a stable code, and names the request', async () => {
    const { status, headers, body } = await call(me.GET);
    expect(status).toBe(401);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(body).toEqual({
      type: expect.stringMatching(/#UNAUTHENTICATED$/),
      title: expect.any(String),
      status: 401,
      detail: expect.any(String),
      code: 'UNAUTHENTICATED',
    });
  });

  test.each(['', '{', '{"name":', 'name=x', '\u0000'])(
    'of the body %j is 400 MALFORMED_JSON',
    async (body) => {
      const { id } = await givenStudent();
      expect(await call(me.PATCH, { method: 'PATCH', as: id, body })).toMatchObject({
        status: 400,
        body: { code: 'MALFORMED_JSON' },
      });
    },
  );

  test('of a body over 64 KiB is 413, said in its header or found in reading', async () => {
    const { id } = await givenStudent();
    const body = JSON.stringify({ name: 'x'.repeat(64 * 1024) });
    const answer = await call(me.PATCH, { method: 'PATCH', as: id, body });
    expect(answer).toMatchObject({ status: 413, body: { code: 'BODY_TOO_LARGE' } });
    const honest = await call(me.PATCH, {
      method: 'PATCH',
      as: id,
      body: '{}',
      headers: { 'content-length': '65537' },
    });
    expect(honest.status).toBe(413);
    const fitting = JSON.stringify({ name: 'x', filler: 'y'.repeat(60 * 1024) });
    expect((await call(me.PATCH, { method: 'PATCH', as: id, body: fitting })).status).toBe(200);
  });

  test('of what does not fit is 422 with the path of every field', async () => {
    const body = { name: '', email: 'nobody', password: 'short', timezone: '+05:45' };
    const answer = await call(register.POST, { method: 'POST', body });
    expect(answer).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    expect(answer.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      'email',
      'name',
      'password',
      'timezone',
    ]);
  });

  test('of a list names which of its slots', async () => {
    const { userId } = await givenTutor();
    const good = {
      slotDate: tomorrow,
      startTime: '10:00',
      endTime: '11:00',
      sessionType: 'ONE_TO_ONE',
      timezone: 'UTC',
    };
    const bad = { ...good, endTime: '25:00', sessionType: 'GROUP' };
    const answer = await call(slots.POST, { method: 'POST', as: userId, body: { slots: [good, bad] } });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toContain('slots.1.endTime');
    const single = await call(slots.POST, { method: 'POST', as: userId, body: bad });
    expect(single.body.errors.map(({ path }: { path: string }) => path)).toContain('endTime');
    for (const list of [[], Array(201).fill(good), 'x', null]) {
      expect((await call(slots.POST, { method: 'POST', as: userId, body: { slots: list } })).status).toBe(
        422,
      );
    }
  });

  test('for another origin is 403 BAD_ORIGIN, for one’s own and for none it is none', async () => {
    const { id } = await givenStudent();
    const statusFor = async (headers: Record<string, string>) =>
      (await call(me.PATCH, { method: 'PATCH', as: id, body: { name: 'New' }, headers })).status;
    for (const origin of [
      'https://evil.example',
      'null',
      `${env().APP_URL}.evil.example`,
      'http://localhost:3001',
    ]) {
      expect(await statusFor({ origin })).toBe(403);
    }
    expect(await statusFor({ origin: env().APP_URL })).toBe(200);
    expect(await statusFor({})).toBe(200);
    expect((await call(me.GET, { as: id, headers: { origin: 'https://evil.example' } })).status).toBe(200);
  });

  test('for people who do not teach is 403 NOT_A_TUTOR', async () => {
    const { id } = await givenStudent();
    for (const handler of [mySlots.GET, instructorSessions.GET]) {
      expect(await call(handler, { as: id })).toMatchObject({ status: 403, body: { code: 'NOT_A_TUTOR' } });
    }
  });

  test.each<[string, RouteHandler, string, Record<string, string>]>([
    ['a slot', slot.PATCH, 'PATCH', { id: nowhere }],
    ['a slot', slot.DELETE, 'DELETE', { id: nowhere }],
    ['a session', session.GET, 'GET', { id: nowhere }],
    ['a session by a word', session.GET, 'GET', { id: "1' OR '1'='1" }],
    ['a hold', hold.GET, 'GET', { holdId: nowhere }],
    ['a hold', hold.DELETE, 'DELETE', { holdId: nowhere }],
    ['a hold by a word', hold.DELETE, 'DELETE', { holdId: 'mine' }],
    ['a tutor', tutor.GET, 'GET', { id: nowhere }],
    ['a tutor’s slots', openSlots.GET, 'GET', { id: nowhere }],
  ])('for %s that is not there is 404', async (_, handler, method, params) => {
    const { userId } = await givenTutor();
    const body = method === 'PATCH' ? { startTime: '10:00' } : undefined;
    expect(await call(handler, { method, params, as: userId, body })).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND' },
    });
  });

  test('for another person’s hold and slot is 404 as well', async () => {
    const { slot: offered } = await givenSlot();
    const { holdId } = await givenHold({ slotId: offered.id, studentId: (await givenStudent()).id });
    const { userId } = await givenTutor();
    expect((await call(hold.GET, { as: userId, params: { holdId } })).status).toBe(404);
    expect((await call(hold.DELETE, { method: 'DELETE', as: userId, params: { holdId } })).status).toBe(404);
    expect(
      (await call(slot.DELETE, { method: 'DELETE', as: userId, params: { id: offered.id } })).status,
    ).toBe(404);
  });

  test('that nobody expected is 500 INTERNAL with a request id and nothing of its text', async () => {
    const { status, body, headers } = await call(
      guarded(async () => {
        throw new Error('password=hunter2 at /srv/app.ts:1');
      }),
    );
    expect(status).toBe(500);
    expect(body).toMatchObject({ code: 'INTERNAL', requestId: headers.get('x-request-id') });
    expect(JSON.stringify(body)).not.toMatch(/hunter2|app\.ts|stack/);
  });

  test('says how long to wait where it is for too many tries', async () => {
    const { status, headers } = await call(
      guarded(async () => {
        throw new AppError('RATE_LIMITED', { retryAfterSeconds: 17 });
      }),
    );
    expect({ status, retryAfter: headers.get('retry-after') }).toEqual({ status: 429, retryAfter: '17' });
  });
});

describe('strange requests are refused, never a fault', () => {
  test.each<[string, RouteHandler, string]>([
    ['a day whose next one cannot be written', openSlots.GET, '?to=9999-12-31'],
    ['a day before all calendars', openSlots.GET, '?from=0000-01-01'],
    ['no zone', openSlots.GET, '?timezone=+05:45'],
    ['days the wrong way round', openSlots.GET, '?from=2026-12-02&to=2026-12-01'],
    ['a rate beyond all numbers', tutors.GET, '?minRateCents=99999999999'],
    ['a rate below nothing', tutors.GET, '?maxRateCents=-1'],
    ['a limit of none', tutors.GET, '?limit=0'],
    ['a limit of too many', tutors.GET, '?limit=101'],
    ['an unknown order', tutors.GET, '?sort=random'],
    ['a character that Postgres cannot keep', tutors.GET, '?q=a%00b'],
    ['one in a subject', tutors.GET, '?subject=%00'],
    ['an instant that is none', tutors.GET, '?availableFrom=2026-13-01T00:00:00Z'],
    ['a cursor of garbage', tutors.GET, '?cursor=%F0%9F%92%A9'],
    [
      'a cursor of another order',
      tutors.GET,
      `?sort=newest&cursor=${cursor({ sort: 'price_asc', by: 1, id: nowhere })}`,
    ],
    [
      'a forged instant',
      tutors.GET,
      `?sort=newest&cursor=${cursor({ sort: 'newest', by: 'soon', id: nowhere })}`,
    ],
    [
      'a forged number',
      tutors.GET,
      `?sort=price_asc&cursor=${cursor({ sort: 'price_asc', by: 'x', id: nowhere })}`,
    ],
    [
      'a huge number',
      tutors.GET,
      `?sort=price_asc&cursor=${cursor({ sort: 'price_asc', by: 1e20, id: nowhere })}`,
    ],
    [
      'half a cent',
      tutors.GET,
      `?sort=price_desc&cursor=${cursor({ sort: 'price_desc', by: 1.5, id: nowhere })}`,
    ],
    [
      'a forged session cursor',
      mySessions.GET,
      `?cursor=${cursor({ at: '0000-01-01T00:00:00.000Z', id: nowhere })}`,
    ],
    ['a session cursor without id', mySessions.GET, `?cursor=${cursor({ at: '2026-01-01T00:00:00.000Z' })}`],
    ['an unknown status', mySessions.GET, '?status=DONE'],
  ])('%s', async (_, handler, query) => {
    const { userId, profileId } = await givenTutor();
    const answer = await call(handler, { path: `/api${query}`, as: userId, params: { id: profileId } });
    expect(answer).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
  });

  test.each([
    [me.PATCH, 'PATCH', { name: 'a\u0000b' }],
    [ownProfile.PUT, 'PUT', { headline: 'a\u0000b' }],
    [ownProfile.PUT, 'PUT', { bio: '\u0000' }],
    [ownProfile.PUT, 'PUT', { subjects: ['a\u0000'] }],
    [ownProfile.PUT, 'PUT', { languages: ['\u0000a'] }],
    [ownProfile.PUT, 'PUT', { hourlyRateCents: 99 }],
    [ownProfile.PUT, 'PUT', { hourlyRateCents: 100_001 }],
    [ownProfile.PUT, 'PUT', { hourlyRateCents: 150.5 }],
    [ownProfile.PUT, 'PUT', { currency: 'jpy' }],
    [ownProfile.PUT, 'PUT', { currency: 'zzz' }],
    [me.PATCH, 'PATCH', {}],
    [me.PATCH, 'PATCH', []],
    [me.PATCH, 'PATCH', null],
    [book.POST, 'POST', { slotId: 'x' }],
    [
      slots.POST,
      'POST',
      {
        slotDate: '9999-12-31',
        startTime: '23:00',
        endTime: '00:00',
        sessionType: 'ONE_TO_ONE',
        timezone: 'UTC',
      },
    ],
    [
      slots.POST,
      'POST',
      {
        slotDate: '2026-02-29',
        startTime: '23:00',
        endTime: '00:00',
        sessionType: 'ONE_TO_ONE',
        timezone: 'UTC',
      },
    ],
    [slots.POST, 'POST', null],
    [slots.POST, 'POST', []],
  ])('a body that does not fit: %#', async (handler, method, change) => {
    const { userId } = await givenTutor();
    const profile = {
      ...{ headline: 'h', bio: 'b', subjects: [], languages: [], hourlyRateCents: 100 },
      ...{ currency: 'usd', timezone: 'UTC', published: false },
    };
    const body = handler === ownProfile.PUT ? { ...profile, ...change } : change;
    const answer = await call(handler, { method, as: userId, body });
    expect(answer).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
  });
});

describe('who is asking', () => {
  test('is read from next-auth’s cookie, among others', async () => {
    const { id, email } = await givenStudent();
    const cookie = `theme=dark; ${await cookieOf(id)}; other=1`;
    const { body } = await call(me.GET, { headers: { cookie } });
    expect(body).toEqual({
      user: { id, email, name: 'Student 1', timezone: 'America/New_York', providerProfileId: null },
    });
  });

  test('is nobody with a cookie of another secret, an old version, another name or nonsense', async () => {
    const { id } = await givenStudent();
    const name = sessionCookieName();
    const token = (payload: Record<string, unknown>, secret = env().NEXTAUTH_SECRET) =>
      encode({ token: payload, secret });
    const cookies = [
      `${name}=${await token({ sub: id, authVersion: 0 }, 'a-secret-that-is-not-the-one-of-this-app')}`,
      `${name}=${await token({ sub: id, authVersion: 1 })}`,
      `${name}=${await token({ sub: id })}`,
      `${name}=${await token({ authVersion: 0 })}`,
      `${name}=${await token({ sub: nowhere, authVersion: 0 })}`,
      `${name}=${await encode({ token: { sub: id, authVersion: 0 }, secret: env().NEXTAUTH_SECRET, maxAge: -60 })}`,
      `x${await cookieOf(id)}`,
      `${name}=nonsense`,
      `${name}=`,
      name,
      ';;=;',
    ];
    const statuses = await Promise.all(
      cookies.map(async (cookie) => (await call(me.GET, { headers: { cookie } })).status),
    );
    expect(statuses).toEqual(cookies.map(() => 401));
  });

  test('counts as a tutor from the request after the profile on', async () => {
    const { id } = await givenStudent();
    const profile = {
      ...{
        headline: 'Algebra',
        bio: '',
        subjects: ['Maths', 'Maths'],
        languages: ['en'],
        hourlyRateCents: 0,
      },
      ...{ currency: 'usd', timezone: 'Asia/Kathmandu', published: true },
    };
    expect((await call(mySlots.GET, { as: id })).status).toBe(403);
    const saved = await call(ownProfile.PUT, { method: 'PUT', as: id, body: profile });
    expect(saved).toMatchObject({
      status: 200,
      body: { tutor: { ...profile, subjects: ['Maths'], nextSlotAt: null } },
    });
    expect(await call(mySlots.GET, { as: id })).toMatchObject({ status: 200, body: { items: [] } });
    expect((await call(tutor.GET, { params: { id: saved.body.tutor.id } })).body.tutor.headline).toBe(
      'Algebra',
    );
  });
});

test('the address of a caller is the one that the nearest proxy saw', () => {
  const of = (value: string) => addressOf(new Headers({ 'x-forwarded-for': value }));
  expect(of('1.1.1.1, 2.2.2.2')).toBe('2.2.2.2');
  expect(of(' 2001:db8::1 ')).toBe('2001:db8::1');
  expect(addressOf(new Headers())).toBe('unknown');
});

describe('booking over HTTP', () => {
  test('is 201, then 200 with the same hold, then 204 when it is given back', async () => {
    const { slot: offered } = await givenSlot();
    const { id } = await givenStudent();
    const post = () => call(book.POST, { method: 'POST', as: id, body: { slotId: offered.id } });
    const one = await post();
    expect(one).toMatchObject({
      status: 201,
      body: {
        hold: { slotId: offered.id, status: 'HELD' },
        payment: { status: 'PENDING', amountCents: 3000, publishableKey: env().STRIPE_PUBLISHABLE_KEY },
        slot: { id: offered.id },
      },
    });
    const two = await post();
    expect(two).toMatchObject({ status: 200, body: { hold: one.body.hold, payment: one.body.payment } });
    const params = { holdId: one.body.hold.id };
    expect(await call(hold.GET, { as: id, params })).toMatchObject({ status: 200, body: { session: null } });
    for (const _ of [1, 2])
      expect((await call(hold.DELETE, { method: 'DELETE', as: id, params })).status).toBe(204);
    expect((await call(hold.GET, { as: id, params })).body.hold.status).toBe('RELEASED');
  });

  test('a full session says exactly so', async () => {
    const { slot: offered } = await givenSlot();
    await givenHold({ slotId: offered.id, studentId: (await givenStudent()).id });
    const { id } = await givenStudent();
    const answer = await call(book.POST, { method: 'POST', as: id, body: { slotId: offered.id } });
    expect(answer).toMatchObject({ status: 409, body: { title: 'Session full', code: 'SESSION_FULL' } });
  });

  test('a free slot answers the session, which its student then finds', async () => {
    const { slot: offered } = await givenSlot({ hourlyRateCents: 0 });
    const { id } = await givenStudent();
    const answer = await call(book.POST, { method: 'POST', as: id, body: { slotId: offered.id } });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        hold: null,
        payment: null,
        session: { slotId: offered.id, myRole: 'STUDENT', chatEnabled: true },
      },
    });
    const params = { id: answer.body.session.id };
    expect((await call(session.GET, { as: id, params })).body.session).toEqual(answer.body.session);
  });
});

test.each([
  ['cleanup', cronCleanup, { slots: 0, records: 0, refunds: 0 }],
  ['reminders', cronReminders, { reminded: 0 }],
  ['no-show', cronNoShow, { noShows: 0, ended: 0 }],
  ['jobs', cronJobs, { failed: 0 }],
])('the cron route %s wants its secret, whole', async (_name, route, counts) => {
  const status = async (authorization?: string) =>
    (await call(route, { headers: authorization ? { authorization } : {} })).status;
  for (const wrong of [undefined, '', 'Bearer ', `Bearer ${env().CRON_SECRET}x`, env().CRON_SECRET]) {
    expect(await status(wrong)).toBe(401);
  }
  const right = await call(route, { headers: { authorization: `Bearer ${env().CRON_SECRET}` } });
  expect(right).toMatchObject({ status: 200, body: { ok: true, ...counts } });
});

test('health tells that the database answers', async () => {
  expect(await call(health)).toMatchObject({ status: 200, body: { ok: true, database: true } });
});

/** Not ours to describe: what next-auth, Stripe, Pusher, UploadThing, the scheduler and mail programs call, and what describes itself. */
const NOT_IN_THE_CONTRACT_DOCUMENT = [
  '/api/[...rest]',
  '/api/auth/[...nextauth]',
  '/api/cron/cleanup',
  '/api/cron/jobs',
  '/api/cron/no-show',
  '/api/cron/reminders',
  '/api/health',
  '/api/openapi.json',
  '/api/pusher/webhook',
  '/api/stripe/webhook',
  '/api/unsubscribe/[token]',
  '/api/uploadthing',
];

const routes = readdirSync(join(import.meta.dirname, '../app/api'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('route.ts'))
  .map((file) => `/api/${file.split(sep).slice(0, -1).join('/')}`)
  .sort();

const described = new Map<string, string[]>();
for (const { path, method } of endpoints) {
  const route = path.replace(/\{(\w+)\}/g, '[$1]');
  described.set(route, [...(described.get(route) ?? []), method]);
}

describe('the contract document', () => {
  test('describes every route, and no other', () => {
    const expected = routes.filter((route) => !NOT_IN_THE_CONTRACT_DOCUMENT.includes(route));
    expect([...described.keys()].sort()).toEqual(expected);
    expect(NOT_IN_THE_CONTRACT_DOCUMENT.filter((route) => !routes.includes(route))).toEqual([]);
  });

  test.each([...described.keys()].sort())(
    'describes exactly the methods that %s answers; others are 405',
    async (path) => {
      const route: Record<(typeof METHODS)[number], RouteHandler> = await import(
        join(import.meta.dirname, '../app', path, 'route.ts')
      );
      const wanted = described.get(path) ?? [];
      const params = { id: nowhere, holdId: nowhere };
      const answered = [];
      for (const method of METHODS) {
        const { status, headers, body } = await call(route[method], { method, params });
        if (status !== 405) answered.push(method);
        else {
          expect(body.code).toBe('METHOD_NOT_ALLOWED');
          expect(headers.get('allow')?.split(', ').sort()).toEqual([...wanted].sort());
        }
      }
      expect(answered.sort()).toEqual([...wanted].sort());
    },
  );

  test('is OpenAPI 3.1 whose references lead somewhere', async () => {
    const { body: document } = await call(openapi);
    expect(document).toMatchObject({ openapi: '3.1.0', servers: [{ url: env().APP_URL }] });
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path?.split('/') ?? []);
    expect(references.length).toBeGreaterThan(10);
    for (const path of references) {
      const target = path.reduce<unknown>((node, key) => (node as Record<string, unknown>)?.[key], document);
      expect(target, path.join('/')).toBeDefined();
    }
    // A schema's own definitions would not be found from the document's root.
    expect(text).not.toContain('"$schema"');
    expect(text).not.toContain('#/$defs/');
  });

  test('names every parameter of a path, every answer and who may ask', async () => {
    const { body: document } = await call(openapi);
    for (const { path, method, actor, answers, refusals } of endpoints) {
      const operation = document.paths[path][method.toLowerCase()];
      const inPath = (operation.parameters ?? []).filter(
        (parameter: { in: string }) => parameter.in === 'path',
      );
      const names = inPath.map(({ name }: { name: string }) => name);
      expect(names).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(Object.keys(answers)));
      expect(Boolean(operation.security)).toBe(actor !== 'anyone');
      const said = JSON.stringify(operation.responses);
      for (const code of refusals) expect(said).toContain(code);
    }
  });

  test('says of a slot that has begun that it is a conflict, and which calls cannot do without a body', async () => {
    const { body: document } = await call(openapi);
    const { patch, delete: remove } = document.paths['/api/teaching/slots/{id}'];
    expect(remove.responses['409'].description).toContain('SLOT_IN_PAST');
    expect(remove.responses['422']).toBeUndefined();
    for (const status of ['409', '422']) {
      expect(patch.responses[status].description).toContain('SLOT_IN_PAST');
    }
    expect(patch.requestBody.required).toBe(true);
  });
});

test('an account’s row is gone: its cookie is worth nothing', async () => {
  const { id } = await givenStudent();
  const cookie = await cookieOf(id);
  await db().user.delete({ where: { id } });
  expect((await call(me.GET, { headers: { cookie } })).status).toBe(401);
});
