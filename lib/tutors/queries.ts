import { z } from 'zod';
import { emptySql, read, sql } from '../db';
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

/** The start of the next slot with a seat left, not begun, not before `from`; one index probe per tutor. */
function nextSlot({
  now,
  from = now,
  to,
  type,
}: {
  now: Date;
  from?: Date;
  to: Date | null;
  type?: TutorFilters['type'];
}) {
  return sql`
    LEFT JOIN LATERAL (
      SELECT s."startsAt" AS "nextSlotAt" FROM "TeachingSlot" s
      WHERE s."providerProfileId" = p."id" AND s."closedAt" IS NULL AND s."startsAt" > ${now}
        AND s."startsAt" >= ${from}
        AND s."seatsTaken" < s."maxParticipants"
        ${to ? sql`AND s."startsAt" < ${to}` : emptySql}
        ${type ? sql`AND s."sessionType" = ${type}::"SessionType"` : emptySql}
      ORDER BY s."startsAt" LIMIT 1) n ON true`;
}

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

/** Published tutors that match, in the asked order; those without a bookable slot come last under `soonest`. */
export async function listTutors({ now, ...filters }: TutorFilters & { now: Date }): Promise<Page<Tutor>> {
  const { sort, limit, timezone } = filters;
  const from = filters.availableFrom ? instantOf(filters.availableFrom, timezone, 0) : now;
  const to = filters.availableTo ? instantOf(filters.availableTo, timezone, 1) : null;
  const mustBeFree = Boolean(filters.availableFrom || filters.availableTo || filters.type);
  const after = decodeCursor(filters.cursor, cursorKey(sort));
  const pattern = filters.q ? `%${filters.q.replace(/[\\%_]/g, '\\$&')}%` : null;
  const rows = await read<TutorRow>(sql`
    SELECT * FROM (
      SELECT ${profileColumns}, n."nextSlotAt"
      FROM "ProviderProfile" p JOIN "User" u ON u."id" = p."userId"
      ${nextSlot({ now, from: from > now ? from : now, to, type: filters.type })}
      WHERE p."published"
        ${filters.subject ? sql`AND p."subjects" @> ARRAY[${filters.subject}]::text[]` : emptySql}
        ${filters.language ? sql`AND p."languages" @> ARRAY[${filters.language}]::text[]` : emptySql}
        ${filters.minRateCents === undefined ? emptySql : sql`AND p."hourlyRateCents" >= ${filters.minRateCents}::int`}
        ${filters.maxRateCents === undefined ? emptySql : sql`AND p."hourlyRateCents" <= ${filters.maxRateCents}::int`}
        ${
          pattern
            ? sql`AND (u."name" ILIKE ${pattern} OR p."headline" ILIKE ${pattern} OR p."bio" ILIKE ${pattern}
                OR array_to_string(p."subjects", ' ') ILIKE ${pattern})`
            : emptySql
        }
        ${mustBeFree ? sql`AND n."nextSlotAt" IS NOT NULL` : emptySql}
    ) t
    ${after ? afterSql(sort, after) : emptySql}
    ${orderSql(sort)} LIMIT ${limit + 1}::int`);
  return cutPage({
    rows,
    limit,
    toItem: toTutor,
    keyOf: (row) => ({ sort, by: sortKey(sort, row), id: row.id }),
  });
}

function sortKey(sort: TutorSort, row: TutorRow): string | number {
  if (sort === 'newest') return row.createdAt.toISOString();
  if (sort === 'soonest') return row.nextSlotAt?.toISOString() ?? NEVER;
  return row.hourlyRateCents;
}

function orderSql(sort: TutorSort) {
  if (sort === 'newest') return sql`ORDER BY t."createdAt" DESC, t."id" DESC`;
  if (sort === 'soonest') return sql`ORDER BY coalesce(t."nextSlotAt", ${NEVER}::timestamptz), t."id"`;
  if (sort === 'price_asc') return sql`ORDER BY t."hourlyRateCents", t."id"`;
  return sql`ORDER BY t."hourlyRateCents" DESC, t."id" DESC`;
}

function afterSql(sort: TutorSort, { by, id }: { by: string | number; id: string }) {
  if (sort === 'newest') return sql`WHERE (t."createdAt", t."id") < (${by}::timestamptz, ${id}::uuid)`;
  if (sort === 'soonest') {
    return sql`WHERE (coalesce(t."nextSlotAt", ${NEVER}::timestamptz), t."id") > (${by}::timestamptz, ${id}::uuid)`;
  }
  if (sort === 'price_asc')
    return sql`WHERE (t."hourlyRateCents", t."id") > (${Number(by)}::int, ${id}::uuid)`;
  return sql`WHERE (t."hourlyRateCents", t."id") < (${Number(by)}::int, ${id}::uuid)`;
}

/** A day begins at its midnight in `zone`; `plusDays` 1 is its end. */
function instantOf(said: string, zone: string, plusDays: number): Date {
  return isDay(said) ? startOfDayIn(addDays(said, plusDays), zone) : new Date(said);
}

/** A tutor as the public sees them; null where there is none or the profile is not published. */
export async function getPublicTutor({ id, now }: { id: string; now: Date }): Promise<Tutor | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const [row] = await read<TutorRow>(sql`
    SELECT ${profileColumns}, n."nextSlotAt"
    FROM "ProviderProfile" p JOIN "User" u ON u."id" = p."userId"
    ${nextSlot({ now, to: addMinutes(now, 31 * 24 * 60) })}
    WHERE p."id" = ${id}::uuid AND p."published"`);
  return row ? toTutor(row) : null;
}

/** The profile of this person, published or not; null where they do not teach. */
export async function getOwnProfile({ userId, now }: { userId: string; now: Date }): Promise<Tutor | null> {
  const [row] = await read<TutorRow>(sql`
    SELECT ${profileColumns}, n."nextSlotAt"
    FROM "ProviderProfile" p JOIN "User" u ON u."id" = p."userId"
    ${nextSlot({ now, to: null })}
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

/** Part `part` (from 1) of all published tutors, oldest first, so that a new one moves nobody to another part. */
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
