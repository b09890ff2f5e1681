import { beforeAll, describe, expect, test } from 'vitest';
import { givenSlot, givenTutor, hoursFromNow, refusalOf } from '@/tests/factories';
import { db } from '../db';
import { dayIn } from '../time';
import {
  countPublishedTutors,
  getOwnProfile,
  getPublicTutor,
  listPublishedTutors,
  listTutorLabels,
  listTutors,
} from './queries';
import { type TutorFilters, type TutorSort, tutorFiltersSchema } from './schema';

const now = new Date();

const filters = (given: Partial<TutorFilters> = {}) => ({ ...tutorFiltersSchema.parse({}), ...given, now });

async function pagesOf(given: Partial<TutorFilters>): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await listTutors(filters({ ...given, cursor }));
    seen.push(...items.map(({ id }) => id));
    cursor = nextCursor ?? undefined;
  } while (cursor && seen.length < 50);
  return seen;
}

const idsOf = async (given: Partial<TutorFilters>) =>
  (await listTutors(filters({ limit: 100, ...given }))).items.map(({ id }) => id);

describe('the directory', () => {
  const ids: string[] = [];

  beforeAll(async () => {
    const createdAt = new Date('2026-01-01T00:00:00Z');
    for (const index of [0, 1, 2, 3, 4, 5, 6]) {
      const tutor = await givenTutor({
        // Equal keys in every order.
        createdAt,
        hourlyRateCents: index < 5 ? 2000 : 4000,
        subjects: index === 0 ? ['Maths', '100% Latin'] : ['Physics'],
        languages: index === 1 ? ['ne'] : ['en'],
        headline: index === 2 ? 'A_b, for beginners' : 'Axb',
      });
      if (index < 4)
        await givenSlot({ tutor, startsAt: hoursFromNow(30), maxParticipants: index === 3 ? 4 : 1 });
      ids.push(tutor.profileId);
    }
    await givenTutor({ published: false });
  });

  test.each<TutorSort>(['newest', 'soonest', 'price_asc', 'price_desc'])(
    'goes page by page over equal keys without gap or repeat: %s',
    async (sort) => {
      for (const limit of [1, 2, 3, 7]) {
        const seen = await pagesOf({ sort, limit });
        expect([...seen].sort()).toEqual([...ids].sort());
        expect(seen).toEqual(await idsOf({ sort }));
      }
    },
  );

  test('is in order of the next bookable time, those without last', async () => {
    const soonest = await listTutors(filters({ sort: 'soonest' }));
    const times = soonest.items.map(({ nextSlotAt }) => nextSlotAt);
    expect(times.slice(0, 4)).toEqual(Array(4).fill(hoursFromNow(30).toISOString()));
    expect(times.slice(4)).toEqual([null, null, null]);
  });

  test('is narrowed by subject, language, rate and type', async () => {
    expect(await idsOf({ subject: 'Maths' })).toEqual([ids[0]]);
    expect(await idsOf({ language: 'ne' })).toEqual([ids[1]]);
    expect((await idsOf({ minRateCents: 2001 })).sort()).toEqual(ids.slice(5).sort());
    expect((await idsOf({ maxRateCents: 2000 })).sort()).toEqual(ids.slice(0, 5).sort());
    expect(await idsOf({ type: 'GROUP' })).toEqual([ids[3]]);
  });

  test('is searched for words as they stand, wildcards among them', async () => {
    expect(await idsOf({ q: 'a_b' })).toEqual([ids[2]]);
    expect(await idsOf({ q: '100%' })).toEqual([ids[0]]);
    expect(await idsOf({ q: '\\' })).toEqual([]);
    expect(await idsOf({ q: 'tara' })).toHaveLength(7);
  });

  test('is searched for several words in any order, and by the name that somebody has now', async () => {
    const { userId, profileId } = await givenTutor({ headline: 'Cello at dawn', subjects: ['Zither'] });
    expect(await idsOf({ q: ' dawn  zither ' })).toEqual([profileId]);
    expect(await idsOf({ q: 'dawn latin' })).toEqual([]);
    await db().user.update({ where: { id: userId }, data: { name: 'Quirina Novak' } });
    expect(await idsOf({ q: 'novak cello' })).toEqual([profileId]);
    await db().user.delete({ where: { id: userId } });
  });

  test('shows a tutor once, at their first slot that has a seat left', async () => {
    const tutor = await givenTutor({ subjects: ['Harp'] });
    for (const hours of [40, 42, 44])
      await givenSlot({ tutor, startsAt: hoursFromNow(hours), maxParticipants: 2 });
    await db().teachingSlot.updateMany({
      where: { providerProfileId: tutor.profileId, startsAt: hoursFromNow(40) },
      data: { seatsTaken: 2 },
    });
    for (const sort of ['soonest', 'newest', 'price_asc'] as const) {
      const { items } = await listTutors(filters({ subject: 'Harp', sort }));
      expect(items.map(({ nextSlotAt }) => nextSlotAt)).toEqual([hoursFromNow(42).toISOString()]);
    }
    await db().user.delete({ where: { id: tutor.userId } });
  });

  test('is narrowed to days, read in the zone that is asked for', async () => {
    for (const timezone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kathmandu']) {
      const day = dayIn(hoursFromNow(30), timezone);
      expect(await idsOf({ availableFrom: day, availableTo: day, timezone })).toHaveLength(4);
    }
    const start = hoursFromNow(30);
    const until = (ms: number) => new Date(start.getTime() + ms).toISOString();
    expect(await idsOf({ availableTo: until(0) })).toEqual([]);
    expect(await idsOf({ availableTo: until(1) })).toHaveLength(4);
    expect(await idsOf({ availableFrom: until(-1) })).toHaveLength(4);
  });

  test('counts a slot that begins at the very instant that is asked for', async () => {
    expect(await idsOf({ availableFrom: hoursFromNow(30).toISOString() })).toHaveLength(4);
  });

  test('does not take another order’s cursor', async () => {
    const { nextCursor } = await listTutors(filters({ sort: 'price_asc', limit: 1 }));
    const refusal = await refusalOf(listTutors(filters({ sort: 'price_desc', cursor: nextCursor ?? '' })));
    expect(refusal.code).toBe('VALIDATION_FAILED');
  });

  test('has every published tutor in one part of the sitemap, and nobody else', async () => {
    const parts = await Promise.all([1, 2, 3, 4].map((part) => listPublishedTutors({ part, perPart: 3 })));
    expect(parts.map((part) => part.length)).toEqual([3, 3, 1, 0]);
    expect(
      parts
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...ids].sort());
    expect(await countPublishedTutors()).toBe(ids.length);
  });

  test('knows the labels of published tutors, the most frequent first', async () => {
    const labels = await listTutorLabels();
    expect(labels.subjects).toEqual(['Physics', '100% Latin', 'Maths']);
    expect(labels.languages).toEqual(['en', 'ne']);
  });
});

test('an unpublished tutor is seen by themself alone', async () => {
  const { profileId, userId } = await givenTutor({ published: false });
  expect(await getPublicTutor({ id: profileId, now })).toBeNull();
  expect(await getOwnProfile({ userId, now })).toMatchObject({ id: profileId, published: false });
  expect(await getPublicTutor({ id: 'nobody', now })).toBeNull();
});
