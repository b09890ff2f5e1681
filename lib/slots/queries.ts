import { emptySql, read, sql } from '../db';
import { isUuid } from '../ids';
import { addDays, addMinutes, startOfDayIn } from '../time';
import type { SessionType } from '../vocabulary';
import { lastOpenDay, MAX_DAYS_AHEAD, priceCentsOf } from './rules';
import type { OwnSlot, Slot, SlotProvider } from './schema';

/** A slot as it comes from the database, with what its price follows from. */
export type SlotRow = {
  id: string;
  providerProfileId: string;
  slotDate: string;
  startTime: string;
  endTime: string;
  durationMinutes: number;
  sessionType: SessionType;
  maxParticipants: number;
  timezone: string;
  startsAt: Date;
  endsAt: Date;
  seatsTaken: number;
  createdAt: Date;
  updatedAt: Date;
};

type Rate = { hourlyRateCents: number; currency: string };

/** Columns of SlotRow, from `"TeachingSlot" s`. */
export const slotColumns = sql`
  s."id", s."providerProfileId", s."slotDate"::text AS "slotDate", s."startTime", s."endTime", s."durationMinutes",
  s."sessionType", s."maxParticipants", s."timezone", s."startsAt", s."endsAt", s."seatsTaken", s."createdAt",
  s."updatedAt"`;

/** The contract's Slot. Its price is today's: what was paid stands in the payment. */
export function toSlot(row: SlotRow, rate: Rate): Slot {
  return {
    id: row.id,
    providerProfileId: row.providerProfileId,
    slotDate: row.slotDate,
    startTime: row.startTime,
    endTime: row.endTime,
    durationMinutes: row.durationMinutes,
    sessionType: row.sessionType,
    maxParticipants: row.maxParticipants,
    timezone: row.timezone,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    seatsTaken: row.seatsTaken,
    seatsLeft: row.maxParticipants - row.seatsTaken,
    priceCents: priceCentsOf({
      hourlyRateCents: rate.hourlyRateCents,
      durationMinutes: row.durationMinutes,
    }),
    currency: rate.currency,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export type DayRange = { from?: string | undefined; to?: string | undefined; timezone?: string | undefined };

/** Instants of a range of days; both ends belong to it. */
function instantsOf({ from, to, timezone }: { from?: string; to?: string; timezone: string }) {
  return {
    fromInstant: from ? startOfDayIn(from, timezone) : null,
    toInstant: to ? startOfDayIn(addDays(to, 1), timezone) : null,
  };
}

type OpenRow = SlotRow & { lapsed: number | null };
type OpenRange = { providerProfileId: string; type?: SessionType | undefined; now: Date };

/**
 * What can be booked with a published tutor: not begun, within 4 weeks, not closed, a seat left; by start. A seat
 * whose hold has lapsed counts as left, even before the job has freed it.
 * @returns null where there is no such tutor
 */
export async function listOpenSlots({
  from,
  to,
  timezone,
  ...range
}: DayRange & OpenRange): Promise<{ provider: SlotProvider; items: Slot[] } | null> {
  const provider = await findProvider(range.providerProfileId);
  if (!provider) return null;
  const { fromInstant, toInstant } = instantsOf({ from, to, timezone: timezone ?? provider.timezone });
  const rows = await readOpen({ ...range, fromInstant, toInstant });
  return { provider, items: toOpenSlots(rows, provider, range.now) };
}

/**
 * The same slots where somebody reads the tutor anyway: both reads go at once.
 * @returns none where `reading` finds no tutor
 */
export async function listOpenSlotsOf(reading: Promise<Rate | null>, range: OpenRange): Promise<Slot[]> {
  if (!isUuid(range.providerProfileId)) return [];
  const [tutor, rows] = await Promise.all([reading, readOpen(range)]);
  return tutor ? toOpenSlots(rows, tutor, range.now) : [];
}

function readOpen({
  providerProfileId,
  type,
  now,
  fromInstant,
  toInstant,
}: OpenRange & { fromInstant?: Date | null; toInstant?: Date | null }): Promise<OpenRow[]> {
  const earliest = fromInstant && fromInstant > now ? fromInstant : now;
  // Wide enough for every zone; the exact day is judged afterwards, in the slot's own zone.
  const horizon = addMinutes(now, (MAX_DAYS_AHEAD + 2) * 24 * 60);
  const latest = toInstant && toInstant < horizon ? toInstant : horizon;
  return read<OpenRow>(sql`
    SELECT ${slotColumns}, l."lapsed"
    FROM "TeachingSlot" s
    LEFT JOIN (
      SELECT "slotId", count(*)::int AS "lapsed" FROM "SeatHold"
      WHERE "status" = 'HELD' AND "expiresAt" <= ${now} GROUP BY "slotId") l ON l."slotId" = s."id"
    WHERE s."providerProfileId" = ${providerProfileId}::uuid AND s."closedAt" IS NULL
      AND s."startsAt" >= ${earliest} AND s."startsAt" > ${now} AND s."startsAt" < ${latest}
      AND s."seatsTaken" - coalesce(l."lapsed", 0) < s."maxParticipants"
      ${type ? sql`AND s."sessionType" = ${type}::"SessionType"` : emptySql}
    ORDER BY s."startsAt", s."id"`);
}

function toOpenSlots(rows: OpenRow[], rate: Rate, now: Date): Slot[] {
  const items: Slot[] = [];
  // Read once per zone: asking a zone's clock costs more than all the rest of a row.
  const lastDays = new Map<string, string>();
  for (const { lapsed, ...row } of rows) {
    const lastDay = lastDays.get(row.timezone) ?? lastOpenDay(row.timezone, now);
    lastDays.set(row.timezone, lastDay);
    if (row.slotDate > lastDay) continue;
    items.push(toSlot({ ...row, seatsTaken: row.seatsTaken - (lapsed ?? 0) }, rate));
  }
  return items;
}

async function findProvider(id: string): Promise<SlotProvider | null> {
  if (!isUuid(id)) return null;
  const [provider] = await read<SlotProvider>(sql`
    SELECT p."id", u."name", p."hourlyRateCents", p."currency", p."timezone"
    FROM "ProviderProfile" p JOIN "User" u ON u."id" = p."userId"
    WHERE p."id" = ${id}::uuid AND p."published"`);
  return provider ?? null;
}

type SessionColumns = { session: OwnSlot['session'] };

/**
 * The tutor's own slots, past and coming, by start, each with its session where one was booked and not cancelled.
 * Withdrawn slots are left out, unless a session took place there. Days are read in `timezone`, by default the tutor profile's.
 */
export async function listOwnSlots({
  providerProfileId,
  from,
  to,
  timezone,
}: DayRange & { providerProfileId: string }): Promise<{ items: OwnSlot[] }> {
  const [profile] = await read<Rate & { timezone: string }>(sql`
    SELECT "hourlyRateCents", "currency", "timezone" FROM "ProviderProfile"
    WHERE "id" = ${providerProfileId}::uuid`);
  if (!profile) return { items: [] };
  const { fromInstant, toInstant } = instantsOf({ from, to, timezone: timezone ?? profile.timezone });
  const rows = await read<SlotRow & SessionColumns>(sql`
    SELECT ${slotColumns}, t."session"
    FROM "TeachingSlot" s
    LEFT JOIN LATERAL (
      SELECT json_build_object(
        'id', ts."id",
        'status', ts."status",
        'participants', coalesce((
          SELECT json_agg(json_build_object('id', sp."id", 'userId', sp."userId", 'name', u."name",
            'status', sp."status") ORDER BY sp."bookedAt", sp."id")
          FROM "SessionParticipant" sp JOIN "User" u ON u."id" = sp."userId"
          WHERE sp."sessionId" = ts."id"), '[]'::json)) AS "session"
      FROM "TeachingSession" ts
      WHERE ts."slotId" = s."id" AND ts."status" <> 'CANCELLED'
      ORDER BY ts."createdAt" DESC LIMIT 1) t ON true
    WHERE s."providerProfileId" = ${providerProfileId}::uuid AND (s."closedAt" IS NULL OR t."session" IS NOT NULL)
      ${fromInstant ? sql`AND s."startsAt" >= ${fromInstant}` : emptySql}
      ${toInstant ? sql`AND s."startsAt" < ${toInstant}` : emptySql}
    ORDER BY s."startsAt", s."id"`);
  return { items: rows.map(({ session, ...row }) => ({ ...toSlot(row, profile), session })) };
}
