import { describe, expect, test } from 'vitest';
import * as reading from '@/app/api/notifications/read/route';
import * as notifications from '@/app/api/notifications/route';
import { call, givenNotification, givenStudent, givenStudents } from '@/tests/factories';
import { db } from '../db';
import { addMinutes } from '../time';

const now = new Date('2026-11-30T12:00:00.000Z');

function list(userId: string, query = '') {
  return call(notifications.GET, { as: userId, path: `/api/notifications${query}` });
}

function read(userId: string, body: unknown) {
  return call(reading.POST, { method: 'POST', as: userId, body });
}

function idsIn(answer: { body: { items: { id: string }[] } }): string[] {
  return answer.body.items.map(({ id }) => id);
}

describe('the bell', () => {
  test('is empty at first', async () => {
    const { id } = await givenStudent();
    expect(await list(id)).toMatchObject({ status: 200, body: { items: [], nextCursor: null, unread: 0 } });
  });

  test('tells newest first, page by page, without gap or repetition, and counts all that is unread', async () => {
    const { id: userId } = await givenStudent();
    const rows: { id: string }[] = [];
    // Two in each minute: the id decides between them.
    for (let index = 0; index < 7; index += 1) {
      rows.push(await givenNotification({ userId, createdAt: addMinutes(now, Math.floor(index / 2)) }));
    }
    const whole = idsIn(await list(userId));
    expect(new Set(whole)).toEqual(new Set(rows.map(({ id }) => id)));
    expect(whole[0]).toBe(rows[6]?.id);
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const answer = await list(userId, `?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      expect(answer.body.unread).toBe(7);
      paged.push(...idsIn(answer));
      cursor = answer.body.nextCursor;
    } while (cursor);
    expect(paged).toEqual(whole);
  });

  test('shows nobody what others were told', async () => {
    const [mine, theirs] = await givenStudents(2);
    const own = await givenNotification({ userId: mine?.id ?? '' });
    const foreign = await givenNotification({ userId: theirs?.id ?? '' });
    expect(idsIn(await list(mine?.id ?? ''))).toEqual([own.id]);
    const answer = await read(mine?.id ?? '', {
      ids: [own.id, foreign.id],
      upTo: addMinutes(new Date(), 5).toISOString(),
    });
    expect(answer).toMatchObject({ status: 200, body: { unread: 0 } });
    expect((await list(theirs?.id ?? '')).body.unread).toBe(1);
  });

  test('goes on where a row is of a kind or a form that it does not know', async () => {
    const { id: userId } = await givenStudent();
    await givenNotification({ userId, createdAt: now });
    await givenNotification({ userId, type: 'moon-landing', createdAt: addMinutes(now, 1) });
    await givenNotification({ userId, data: { role: 'KING' }, createdAt: addMinutes(now, 2) });
    const { status, body } = await list(userId);
    expect(status).toBe(200);
    expect(body.items.map(({ type }: { type: string }) => type)).toEqual(['other', 'other', 'refunded']);
    expect(body.items[0].data).toBeNull();
    expect(body.items[2].data).toMatchObject({ tutorName: 'Tara Tutor', amountCents: 3000 });
  });

  test('refuses a forged cursor', async () => {
    const { id } = await givenStudent();
    for (const key of [
      { at: 'soon', id },
      { at: '0000-01-01T00:00:00.000Z', id },
      { at: now.toISOString() },
    ]) {
      const cursor = Buffer.from(JSON.stringify(key)).toString('base64url');
      expect((await list(id, `?cursor=${cursor}`)).status).toBe(422);
    }
  });

  test('is for those who are signed in', async () => {
    expect((await call(notifications.GET)).status).toBe(401);
    expect((await call(reading.POST, { method: 'POST', body: { ids: [crypto.randomUUID()] } })).status).toBe(
      401,
    );
  });
});

describe('reading', () => {
  test('marks the named ones, and a second time changes nothing', async () => {
    const { id: userId } = await givenStudent();
    const one = await givenNotification({ userId });
    await givenNotification({ userId });
    expect((await read(userId, { ids: [one.id] })).body).toEqual({ unread: 1 });
    const before = await db().notification.findUniqueOrThrow({ where: { id: one.id } });
    expect((await read(userId, { ids: [one.id] })).body).toEqual({ unread: 1 });
    const after = await db().notification.findUniqueOrThrow({ where: { id: one.id } });
    expect(after.readAt).toEqual(before.readAt);
  });

  test('marks all up to an instant, that instant included, and leaves what came since', async () => {
    const { id: userId } = await givenStudent();
    await givenNotification({ userId, createdAt: addMinutes(now, -1) });
    await givenNotification({ userId, createdAt: now });
    const newer = await givenNotification({ userId, createdAt: new Date(now.getTime() + 1) });
    expect((await read(userId, { upTo: now.toISOString() })).body).toEqual({ unread: 1 });
    const { body } = await list(userId);
    expect(body.items.filter(({ readAt }: { readAt: string | null }) => !readAt)).toMatchObject([
      { id: newer.id },
    ]);
  });

  test('wants to be told what', async () => {
    const { id } = await givenStudent();
    for (const body of [
      {},
      { ids: [] },
      { ids: ['x'] },
      { upTo: 'today' },
      { upTo: '0000-01-01T00:00:00.000Z' },
      { ids: Array(101).fill(id) },
    ]) {
      expect((await read(id, body)).status, JSON.stringify(body)).toBe(422);
    }
  });
});
