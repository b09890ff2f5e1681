import { z } from 'zod';
import { emptySql, joinSql, read, type Sql, sql } from '../db';
import { isUuid } from '../ids';
import { cursorInstantSchema, cutPage, decodeCursor, type Page } from '../paging';
import { addDays, addMinutes, isDay, startOfDayIn } from '../time';
import type { Tutor, TutorFilters, TutorSort } from './schema';

type TutorRow = Omit<Tutor, 'nextSlotAt' | 'createdAt' | 'updatedAt'> & {
  nextSlotAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
};

const profileColumns = sql`
  p."id", u."name", p."headline", p."bio", p."subjects", p."languages", p."hourlyRateCents", p."currency",
  p."timezone", p."published", p."createdAt", p."updatedAt"`;

type Offered = { from: Date; to: Date | null; type?: TutorFilters['type'] };

/** Of a slot called `name`: open, with a seat left, not before `from`, and of the wanted kind. */
function isOffered(name: 's' | 'earlier', { from, to, type }: Offered) {
  const slot = name === 's' ? sql`s` : sql`earlier`;
  return sql`${slot}."closedAt" IS NULL AND ${slot}."startsAt" >= ${from}
    AND ${slot}."seatsTaken" < ${slot}."maxParticipants"
    ${to ? sql`AND ${slot}."startsAt" < ${to}` : emptySql}
    ${type ? sql`AND ${slot}."sessionType" = ${type}::"SessionType"` : emptySql}`;
}

/** The start of a tutor's next slot; one index probe per tutor. */
function nextSlot(offered: Offered) {
  return sql`
    LEFT JOIN LATERAL (
      SELECT s."startsAt" AS "nextSlotAt" FROM "TeachingSlot" s
      WHERE s."providerProfileId" = p."id" AND ${isOffered('s', offered)}
      ORDER BY s."startsAt" LIMIT 1) n ON true`;
}

/** Asked as a condition, it lets Postgres begin with the slots where few match; a join would ask of every tutor. */
function hasSlot(offered: Offered): Sql {
  return sql`EXISTS (
    SELECT 1 FROM "TeachingSlot" s WHERE s."providerProfileId" = p."id" AND ${isOffered('s', offered)})`;
}

/** From here on a slot can still be booked: it has not begun. */
const notBegun = (now: Date) => new Date(now.getTime() + 1);

function toTutor(row: TutorRow): Tutor {
  return {
    ...row,
    nextSlotAt: row.nextSlotAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

function cursorKey(sort: TutorSort) {
  const isByPrice = sort === 'price_asc' || sort === 'price_desc';
  const by: z.ZodType<string | number> = isByPrice ? z.int32() : cursorInstantSchema;
  return z.object({ sort: z.literal(sort), by, id: z.uuid() });
}

/** A far instant that stands for "no bookable slot" when tutors are put in order of their next one. */
const NEVER = '9999-01-01T00:00:00.000Z';
/** Words of a search that are looked for. */
const MAX_WORDS = 6;

/** Published tutors that match, in the asked order; those without a bookable slot come last under `soonest`. */
export async function listTutors({ now, ...filters }: TutorFilters & { now: Date }): Promise<Page<Tutor>> {
  const { sort, limit, timezone, type } = filters;
  const wantedFrom = filters.availableFrom ? instantOf(filters.availableFrom, timezone, 0) : now;
  const from = wantedFrom > now ? wantedFrom : notBegun(now);
  const to = filters.availableTo ? instantOf(filters.availableTo, timezone, 1) : null;
  const question: Question = {
    offered: { from, to, type },
    mustBeFree: Boolean(filters.availableFrom || filters.availableTo || type),
    matches: matching(filters),
    after: decodeCursor(filters.cursor, cursorKey(sort)),
    limit: limit + 1,
  };
  const rows =
    sort === 'soonest'
      ? await readSoonest(question)
      : await read<TutorRow>(inOrderSql({ ...question, sort }));
  return cutPage({
    rows,
    limit,
    toItem: toTutor,
    keyOf: (row) => ({ sort, by: sortKey(sort, row), id: row.id }),
  });
}

type Question = {
  offered: Offered;
  mustBeFree: boolean;
  matches: Sql;
  after: { by: string | number; id: string } | null;
  /** Rows to read. */
  limit: number;
};

/** Conditions on a profile `p`. Of what was typed every word has to occur somewhere. */
function matching({ q, subject, language, minRateCents, maxRateCents }: TutorFilters): Sql {
  const words = q?.split(/\s+/).filter(Boolean).slice(0, MAX_WORDS) ?? [];
  const conditions = [
    sql`p."published"`,
    ...(subject ? [sql`p."subjects" @> ARRAY[${subject}]::text[]`] : []),
    ...(language ? [sql`p."languages" @> ARRAY[${language}]::text[]`] : []),
    ...(minRateCents === undefined ? [] : [sql`p."hourlyRateCents" >= ${minRateCents}::int`]),
    ...(maxRateCents === undefined ? [] : [sql`p."hourlyRateCents" <= ${maxRateCents}::int`]),
    ...words.map((word) => sql`p."searchText" ILIKE ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`),
  ];
  return joinSql(conditions, ' AND ');
}

/** Those without a slot follow those with one, and are looked for only where the page has room for them. */
async function readSoonest(question: Question): Promise<TutorRow[]> {
  const { mustBeFree, after, limit } = question;
  const isAmongOthers = after?.by === NEVER;
  const free = isAmongOthers ? [] : await read<TutorRow>(soonestSql(question));
  if (mustBeFree || free.length === limit) return free;
  const afterId = isAmongOthers ? after.id : null;
  return [
    ...free,
    ...(await read<TutorRow>(withoutSlotSql({ ...question, afterId, limit: limit - free.length }))),
  ];
}

/**
 * Walks open slots by their start and takes each tutor at their first, so that the cost follows the page and not the
 * number of tutors.
 */
function soonestSql({ offered, matches, after, limit }: Question): Sql {
  return sql`
    SELECT ${profileColumns}, s."startsAt" AS "nextSlotAt"
    FROM "TeachingSlot" s
    JOIN "ProviderProfile" p ON p."id" = s."providerProfileId" JOIN "User" u ON u."id" = p."userId"
    WHERE ${isOffered('s', offered)} AND ${matches}
      AND NOT EXISTS (
        SELECT 1 FROM "TeachingSlot" earlier
        WHERE earlier."providerProfileId" = s."providerProfileId" AND earlier."startsAt" < s."startsAt"
          AND ${isOffered('earlier', offered)})
      ${after ? sql`AND (s."startsAt", s."providerProfileId") > (${after.by}::timestamptz, ${after.id}::uuid)` : emptySql}
    ORDER BY s."startsAt", s."providerProfileId" LIMIT ${limit}::int`;
}

function withoutSlotSql({ offered, matches, afterId, limit }: Question & { afterId: string | null }): Sql {
  return sql`
    SELECT ${profileColumns}, NULL::timestamptz AS "nextSlotAt"
    FROM "ProviderProfile" p JOIN "User" u ON u."id" = p."userId"
    WHERE ${matches} AND NOT ${hasSlot(offered)}
      ${afterId ? sql`AND p."id" > ${afterId}::uuid` : emptySql}
    ORDER BY p."id" LIMIT ${limit}::int`;
}

function inOrderSql({
  sort,
  offered,
  mustBeFree,
  matches,
  after,
  limit,
}: Question & { sort: Exclude<TutorSort, 'soonest'> }): Sql {
  return sql`
    SELECT ${profileColumns}, n."nextSlotAt"
    FROM "ProviderProfile" p JOIN "User" u ON u."id" = p."userId"
    ${nextSlot(offered)}
    WHERE ${matches}
      ${mustBeFree ? sql`AND ${hasSlot(offered)}` : emptySql}
      ${after ? afterSql(sort, after) : emptySql}
    ${orderSql(sort)} LIMIT ${limit}::int`;
}

function sortKey(sort: TutorSort, row: TutorRow): string | number {
  if (sort === 'newest') return row.createdAt.toISOString();
  if (sort === 'soonest') return row.nextSlotAt?.toISOString() ?? NEVER;
  return row.hourlyRateCents;
}

function orderSql(sort: Exclude<TutorSort, 'soonest'>): Sql {
  if (sort === 'newest') return sql`ORDER BY p."createdAt" DESC, p."id" DESC`;
  if (sort === 'price_asc') return sql`ORDER BY p."hourlyRateCents", p."id"`;
  return sql`ORDER BY p."hourlyRateCents" DESC, p."id" DESC`;
}

function afterSql(sort: Exclude<TutorSort, 'soonest'>, { by, id }: { by: string | number; id: string }): Sql {
  if (sort === 'newest') return sql`AND (p."createdAt", p."id") < (${by}::timestamptz, ${id}::uuid)`;
  if (sort === 'price_asc') {
    return sql`AND (p."hourlyRateCents", p."id") > (${Number(by)}::int, ${id}::uuid)`;
  }
  return sql`AND (p."hourlyRateCents", p."id") < (${Number(by)}::int, ${id}::uuid)`;
}

/** A day begins at its midnight in `zone`; `plusDays` 1 is its end. */
function instantOf(said: string, zone: string, plusDays: number): Date {
  return isDay(said) ? startOfDayIn(addDays(said, plusDays), zone) : new Date(said);
}

/** A tutor as the public sees them; null where there is none or the profile is not published. */
export async function getPublicTutor({ id, now }: { id: string; now: Date }): Promise<Tutor | null> {
  if (!isUuid(id)) return null;
  const [row] = await read<TutorRow>(sql`
    SELECT ${profileColumns}, n."nextSlotAt"
    FROM "ProviderProfile" p JOIN "User" u ON u."id" = p."userId"
    ${nextSlot({ from: notBegun(now), to: addMinutes(now, 31 * 24 * 60) })}
    WHERE p."id" = ${id}::uuid AND p."published"`);
  return row ? toTutor(row) : null;
}

/** The profile of this person, published or not; null where they do not teach. */
export async function getOwnProfile({ userId, now }: { userId: string; now: Date }): Promise<Tutor | null> {
  const [row] = await read<TutorRow>(sql`
    SELECT ${profileColumns}, n."nextSlotAt"
    FROM "ProviderProfile" p JOIN "User" u ON u."id" = p."userId"
    ${nextSlot({ from: notBegun(now), to: null })}
    WHERE p."userId" = ${userId}::uuid`);
  return row ? toTutor(row) : null;
}

/** Every subject and language that published tutors name, most frequent first, for filters. */
export async function listTutorLabels(): Promise<{ subjects: string[]; languages: string[] }> {
  const rows = await read<{ kind: 'subjects' | 'languages'; label: string }>(sql`
    SELECT "kind", "label" FROM (
      SELECT 'subjects' AS "kind", unnest("subjects") AS "label" FROM "ProviderProfile" WHERE "published"
      UNION ALL
      SELECT 'languages', unnest("languages") FROM "ProviderProfile" WHERE "published") l
    GROUP BY "kind", "label" ORDER BY count(*) DESC, "label" LIMIT 200`);
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => row.label);
  return { subjects: of('subjects'), languages: of('languages') };
}

export async function countPublishedTutors(): Promise<number> {
  const [row] = await read<{ count: number }>(
    sql`SELECT count(*)::int AS "count" FROM "ProviderProfile" WHERE "published"`,
  );
  return row?.count ?? 0;
}

/**
 * Part `part` (from 1) of all published tutors, oldest first, so that a new one moves nobody to another part. An older
 * one that is taken down or put up again moves those after it by one. A part past the last costs a walk over them all.
 */
export function listPublishedTutors({
  part,
  perPart,
}: {
  part: number;
  perPart: number;
}): Promise<{ id: string; updatedAt: Date }[]> {
  return read(sql`
    SELECT "id", "updatedAt" FROM "ProviderProfile" WHERE "published"
    ORDER BY "createdAt", "id" LIMIT ${perPart}::int OFFSET ${(part - 1) * perPart}::int`);
}
