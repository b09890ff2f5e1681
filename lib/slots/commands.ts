import { sql, type Tx, transaction, violates } from '../db';
import { AppError } from '../errors';
import { announceSlots } from '../jobs/queue';
import { addMinutes } from '../time';
import { type SlotRow, slotColumns, toSlot } from './queries';
import {
  assertOfferable,
  assertWeekOne,
  findOverlap,
  hasBegun,
  overlapRefusal,
  type PlacedSlot,
  placeSlot,
} from './rules';
import { type CreateSlotInput, type Slot, seatsProblem, type UpdateSlotInput } from './schema';
import { freeLapsedHolds } from './seats';

type Profile = { id: string; hourlyRateCents: number; currency: string };

/**
 * Offers up to 200 slots, all or nothing. Refusals name the slot they are about (`slots.3.endTime`).
 * @throws AppError NOT_A_TUTOR, VALIDATION_FAILED, SLOT_IN_PAST, SLOT_TOO_FAR, WEEK_ONE_REQUIRED,
 * TIME_DOES_NOT_EXIST, SLOT_OVERLAP
 */
export async function createSlots({
  userId,
  slots,
  isBatch = true,
  now,
}: {
  userId: string;
  slots: CreateSlotInput[];
  /** Whether refusals say which of the slots they mean. */
  isBatch?: boolean;
  now: Date;
}): Promise<Slot[]> {
  const placed = slots.map((slot, index) => {
    try {
      const place = placeSlot(slot);
      assertOfferable({ slot: place, saidMinutes: slot.durationMinutes, now });
      return place;
    } catch (error) {
      throw isBatch ? aboutSlot(error, index) : error;
    }
  });
  const clash = findOverlap(placed);
  const met = clash && placed[clash[0]];
  if (met) throw aboutSlot(overlapRefusal(met), clash[1]);

  return refusingOverlap(placed, { userId, isBatch }, () =>
    transaction(async (tx) => {
      const profile = await lockProfile(tx, userId);
      assertWeekOne({ wanted: placed, existing: await listComing(tx, profile.id, now), now });
      await refuseOverlaps(tx, { profileId: profile.id, slots: placed, isBatch });
      const rows = await tx.teachingSlot.createManyAndReturn({
        data: placed.map((slot) => ({
          providerProfileId: profile.id,
          slotDate: new Date(slot.slotDate),
          startTime: slot.startTime,
          endTime: slot.endTime,
          durationMinutes: slot.durationMinutes,
          sessionType: slot.sessionType,
          maxParticipants: slot.sessionType === 'ONE_TO_ONE' ? 1 : (slot.maxParticipants ?? 2),
          timezone: slot.timezone,
          startsAt: slot.startsAt,
          endsAt: slot.endsAt,
          createdAt: now,
          updatedAt: now,
        })),
      });
      await announceSlots(tx, profile.id);
      return rows
        .map((row) => toSlot({ ...row, slotDate: row.slotDate.toISOString().slice(0, 10) }, profile))
        .sort((a, b) => a.startsAt.localeCompare(b.startsAt));
    }),
  );
}

/**
 * Changes a slot that has not begun. While somebody holds or has booked a seat, only the number of seats of a group
 * may change, upwards.
 * @throws AppError NOT_A_TUTOR, NOT_FOUND, SLOT_IN_PAST (409 where the slot itself has begun), SLOT_BOOKED, and what
 * createSlots refuses
 */
export async function updateSlot({
  userId,
  slotId,
  change,
  now,
}: {
  userId: string;
  slotId: string;
  change: UpdateSlotInput;
  now: Date;
}): Promise<Slot> {
  return refusingOverlap([], { userId, exceptSlotId: slotId }, () =>
    transaction(async (tx) => {
      const profile = await lockProfile(tx, userId);
      const current = await lockOwnSlot(tx, { slotId, profileId: profile.id, now });
      const wanted = merge(current, change);
      const problem = seatsProblem(wanted);
      if (problem) {
        throw new AppError('VALIDATION_FAILED', {
          detail: problem,
          errors: [{ path: 'maxParticipants', message: problem }],
        });
      }
      const place = placeSlot(wanted);
      assertOfferable({ slot: place, saidMinutes: change.durationMinutes, now });
      const moves = isMoved(current, wanted);
      const onlyMoreSeats =
        !moves &&
        wanted.sessionType === 'GROUP' &&
        current.sessionType === 'GROUP' &&
        wanted.maxParticipants >= current.maxParticipants;
      if (current.seatsTaken > 0 && !onlyMoreSeats) throw new AppError('SLOT_BOOKED');
      if (moves) {
        const coming = await listComing(tx, profile.id, now);
        assertWeekOne({ wanted: [place], existing: coming.filter(({ id }) => id !== slotId), now });
        await refuseOverlaps(tx, { profileId: profile.id, slots: [place], exceptSlotId: slotId });
      }
      const row = await tx.teachingSlot.update({
        where: { id: slotId },
        data: {
          slotDate: new Date(place.slotDate),
          startTime: place.startTime,
          endTime: place.endTime,
          durationMinutes: place.durationMinutes,
          sessionType: wanted.sessionType,
          maxParticipants: wanted.maxParticipants,
          timezone: place.timezone,
          startsAt: place.startsAt,
          endsAt: place.endsAt,
          updatedAt: now,
        },
      });
      await announceSlots(tx, profile.id);
      return toSlot({ ...row, slotDate: place.slotDate }, profile);
    }),
  );
}

/**
 * Withdraws a slot that has not begun and has no seat taken. One that was ever held or booked is closed, so that its
 * history stays; any other is erased.
 * @throws AppError NOT_A_TUTOR, NOT_FOUND, SLOT_IN_PAST (409), SLOT_BOOKED
 */
export async function deleteSlot({
  userId,
  slotId,
  now,
}: {
  userId: string;
  slotId: string;
  now: Date;
}): Promise<void> {
  await transaction(async (tx) => {
    const profile = await lockProfile(tx, userId);
    const slot = await lockOwnSlot(tx, { slotId, profileId: profile.id, now });
    if (slot.seatsTaken > 0) throw new AppError('SLOT_BOOKED');
    const erased = await tx.$executeRaw`
      DELETE FROM "TeachingSlot" s WHERE s."id" = ${slotId}::uuid
        AND NOT EXISTS (SELECT 1 FROM "SeatHold" h WHERE h."slotId" = s."id")
        AND NOT EXISTS (SELECT 1 FROM "TeachingSession" t WHERE t."slotId" = s."id")`;
    if (erased === 0) {
      await tx.teachingSlot.update({ where: { id: slotId }, data: { closedAt: now, updatedAt: now } });
    }
    await announceSlots(tx, profile.id);
  });
}

/** One tutor's changes go one after the other, so that checks and inserts see the same slots. */
async function lockProfile(tx: Tx, userId: string): Promise<Profile> {
  const [profile] = await tx.$queryRaw<Profile[]>`
    SELECT "id", "hourlyRateCents", "currency" FROM "ProviderProfile"
    WHERE "userId" = ${userId}::uuid FOR NO KEY UPDATE`;
  if (!profile) throw new AppError('NOT_A_TUTOR');
  return profile;
}

/** The tutor's open slot, locked, with lapsed holds freed. @throws AppError NOT_FOUND, SLOT_IN_PAST (409) */
async function lockOwnSlot(
  tx: Tx,
  { slotId, profileId, now }: { slotId: string; profileId: string; now: Date },
): Promise<SlotRow> {
  const select = sql`
    SELECT ${slotColumns} FROM "TeachingSlot" s
    WHERE s."id" = ${slotId}::uuid AND s."providerProfileId" = ${profileId}::uuid AND s."closedAt" IS NULL
    FOR NO KEY UPDATE`;
  const [slot] = await tx.$queryRaw<SlotRow[]>(select);
  if (!slot) throw new AppError('NOT_FOUND');
  if (hasBegun(slot, now)) throw new AppError('SLOT_IN_PAST', { status: 409 });
  const freed = slot.seatsTaken > 0 ? await freeLapsedHolds(tx, { slotIds: [slotId], now }) : 0;
  return { ...slot, seatsTaken: slot.seatsTaken - freed };
}

/** Open slots from yesterday to 8 days on: every one that any zone could count among days 0 to 6. */
async function listComing(
  tx: Tx,
  profileId: string,
  now: Date,
): Promise<{ id: string; slotDate: string; timezone: string }[]> {
  return tx.$queryRaw`
    SELECT "id", "slotDate"::text AS "slotDate", "timezone" FROM "TeachingSlot"
    WHERE "providerProfileId" = ${profileId}::uuid AND "closedAt" IS NULL
      AND "startsAt" > ${addMinutes(now, -2 * 24 * 60)} AND "startsAt" < ${addMinutes(now, 9 * 24 * 60)}`;
}

async function refuseOverlaps(
  tx: Pick<Tx, '$queryRaw'>,
  {
    profileId,
    slots,
    exceptSlotId,
    isBatch = false,
  }: { profileId: string; slots: readonly PlacedSlot[]; exceptSlotId?: string; isBatch?: boolean },
): Promise<void> {
  const [met] = await tx.$queryRaw<(SlotRow & { index: number })[]>`
    SELECT ${slotColumns}, w."index"::int AS "index"
    FROM unnest(${slots.map((slot) => slot.startsAt)}::timestamptz[],
                ${slots.map((slot) => slot.endsAt)}::timestamptz[]) WITH ORDINALITY AS w("from", "to", "index")
    JOIN "TeachingSlot" s ON s."providerProfileId" = ${profileId}::uuid AND s."closedAt" IS NULL
      AND tstzrange(s."startsAt", s."endsAt") && tstzrange(w."from", w."to")
      AND s."id" IS DISTINCT FROM ${exceptSlotId ?? null}::uuid
    ORDER BY w."index", s."startsAt" LIMIT 1`;
  if (met) throw isBatch ? aboutSlot(overlapRefusal(met), met.index - 1) : overlapRefusal(met);
}

/**
 * The exclusion constraint is the last word on overlaps; its refusal is told in the same words. Reached only if
 * something writes slots without the lock on the tutor's profile.
 */
async function refusingOverlap<T>(
  slots: readonly PlacedSlot[],
  { userId, ...rest }: { userId: string; exceptSlotId?: string; isBatch?: boolean },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!violates(error, 'teaching_slot_no_overlap')) throw error;
    await transaction(async (tx) => {
      const profile = await lockProfile(tx, userId);
      if (slots.length > 0) await refuseOverlaps(tx, { profileId: profile.id, slots, ...rest });
    });
    throw new AppError('SLOT_OVERLAP', { cause: error });
  }
}

type Wanted = Pick<
  SlotRow,
  'slotDate' | 'startTime' | 'endTime' | 'timezone' | 'sessionType' | 'maxParticipants'
>;

function merge(current: SlotRow, change: UpdateSlotInput): Wanted {
  const sessionType = change.sessionType ?? current.sessionType;
  const becomesOneToOne = sessionType === 'ONE_TO_ONE' && current.sessionType !== 'ONE_TO_ONE';
  return {
    slotDate: change.slotDate ?? current.slotDate,
    startTime: change.startTime ?? current.startTime,
    endTime: change.endTime ?? current.endTime,
    timezone: change.timezone ?? current.timezone,
    sessionType,
    maxParticipants: change.maxParticipants ?? (becomesOneToOne ? 1 : current.maxParticipants),
  };
}

function isMoved(current: Wanted, wanted: Wanted): boolean {
  return (
    current.slotDate !== wanted.slotDate ||
    current.startTime !== wanted.startTime ||
    current.endTime !== wanted.endTime ||
    current.timezone !== wanted.timezone
  );
}

/** The same refusal, its fields named as those of one slot of a list. */
function aboutSlot(error: unknown, index: number): unknown {
  if (!(error instanceof AppError)) return error;
  const prefix = `slots.${index}`;
  return new AppError(error.code, {
    detail: error.detail,
    status: error.status,
    errors: error.errors?.map(({ path, message }) => ({ path: `${prefix}.${path}`, message })) ?? [
      { path: prefix, message: error.detail },
    ],
  });
}
