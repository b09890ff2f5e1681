// What happens to sessions by itself, by the clock: reminders, tutors who do not come, sessions left open. Each sweep may
// run twice at once, or late, and acts on a thing once.
import { GRACE_MINUTES } from '../booking/rules';
import { endSeats, lockSession, raiseSequence, releaseHolds } from '../booking/unbook';
import { read, sql, transaction } from '../db';
import { tell } from '../jobs/queue';
import { log } from '../log';
import { listMembers } from '../services/pusher';
import { lockSlots } from '../slots/seats';
import { addMinutes } from '../time';
import { endSession } from './lifecycle';
import { isLeftOpen, isTutorLate, OPENS_BEFORE_MINUTES, OVERTIME_MINUTES, overtimeEndsAt } from './rules';

const BATCH = 200;
const HOUR = 60;
const DAY = 24 * HOUR;
/** Later than this, "tomorrow" is no news: the reminder of the last hour comes soon. */
const DAY_BEFORE_UNTIL = 2 * HOUR;

type Reminder = { sessionId: string; userId: string; kind: 'DAY_BEFORE' | 'HOUR_BEFORE' | 'STARTING' };

/**
 * Reminds tutors and booked students 24 hours, 1 hour and 10 minutes before the start: each once, written down in the
 * transaction that sends it. Late runs make up for what still makes sense, and remind nobody of what they booked after
 * the reminder's time, of what has begun, or of what was cancelled.
 * @returns how many reminders were sent
 */
export async function sendReminders({ now }: { now: Date }): Promise<{ reminded: number }> {
  let reminded = 0;
  for (let batch = BATCH; batch === BATCH; reminded += batch) batch = await remindSome(now);
  return { reminded };
}

async function remindSome(now: Date): Promise<number> {
  return transaction(async (tx) => {
    const due = await tx.$queryRaw<Reminder[]>`
      INSERT INTO "SessionReminder" ("sessionId", "userId", "kind", "createdAt")
      SELECT t."id", who."userId", due."kind", ${now}
      FROM "TeachingSession" t
      CROSS JOIN LATERAL (
        SELECT t."instructorId" AS "userId", t."createdAt" AS "since"
        UNION ALL
        SELECT p."userId", p."bookedAt" FROM "SessionParticipant" p
        WHERE p."sessionId" = t."id" AND p."status" = 'BOOKED') who
      CROSS JOIN LATERAL (
        SELECT CASE
          WHEN t."startsAt" <= ${addMinutes(now, OPENS_BEFORE_MINUTES)} THEN 'STARTING'
          WHEN t."startsAt" <= ${addMinutes(now, HOUR)} AND who."since" <= t."startsAt" - interval '1 hour'
            THEN 'HOUR_BEFORE'
          WHEN t."startsAt" > ${addMinutes(now, DAY_BEFORE_UNTIL)} AND who."since" <= t."startsAt" - interval '24 hours'
            THEN 'DAY_BEFORE' END::"ReminderKind" AS "kind") due
      WHERE t."status" = 'SCHEDULED' AND t."startsAt" > ${now} AND t."startsAt" <= ${addMinutes(now, DAY)}
        AND due."kind" IS NOT NULL
        AND NOT EXISTS (
          SELECT 1 FROM "SessionReminder" r
          WHERE r."sessionId" = t."id" AND r."userId" = who."userId" AND r."kind" = due."kind")
      ORDER BY t."startsAt", t."id", who."userId"
      LIMIT ${BATCH}
      ON CONFLICT DO NOTHING
      RETURNING "sessionId", "userId", "kind"`;
    for (const reminder of due) await tell(tx, { type: 'reminder', at: now.toISOString(), ...reminder });
    return due.length;
  });
}

/**
 * Ends what its tutor did not start within 15 minutes as NO_SHOW, with everything refunded, and what was left open 30
 * minutes after its end as COMPLETED, or NO_SHOW where no student ever came.
 * @returns how many of each
 */
export async function sweepSessions({ now }: { now: Date }): Promise<{ noShows: number; ended: number }> {
  // First what asks nobody else.
  const ended = await endLeftOpen(now);
  return { noShows: await endUnstarted(now), ended };
}

type Candidate = { id: string; slotId: string; instructorId: string; endsAt: Date };

async function endUnstarted(now: Date): Promise<number> {
  const late = await read<Candidate>(sql`
    SELECT "id", "slotId", "instructorId", "endsAt" FROM "TeachingSession"
    WHERE "status" = 'SCHEDULED' AND "startsAt" <= ${addMinutes(now, -GRACE_MINUTES)}
    ORDER BY "startsAt" LIMIT ${BATCH * 5}`);
  let count = 0;
  let isPusherAway = false;
  for (const candidate of late) {
    await apart(candidate, async () => {
      const isOver = now >= candidate.endsAt;
      // Nobody knows who is there: asked again in a minute, and of no other session now.
      if (!isOver && isPusherAway) return;
      const isPresent = !isOver && (await isTutorPresent(candidate));
      isPusherAway ||= isPresent === null;
      if (isPresent === false && (await endAsNoShow(candidate, now))) count += 1;
    });
  }
  return count;
}

/** One session that cannot be ended holds up none of the others. */
async function apart({ id }: Candidate, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log().error({ err: error, sessionId: id }, 'a session could not be ended');
  }
}

/** Whether the tutor waits in the room, having only not pressed "Start" yet; null where Pusher does not say. */
async function isTutorPresent({ id, instructorId }: Candidate): Promise<boolean | null> {
  try {
    return (await listMembers(`presence-session-${id}`)).includes(instructorId);
  } catch (error) {
    log().warn({ err: error, sessionId: id }, 'nobody knows whether the tutor is there');
    return null;
  }
}

async function endAsNoShow({ id, slotId }: Candidate, now: Date): Promise<boolean> {
  return transaction(async (tx) => {
    await lockSlots(tx, [slotId]);
    const session = await lockSession(tx, id);
    // Asked under the lock: the tutor may have started, or somebody cancelled, just now.
    if (!isTutorLate(session, now)) return false;
    await releaseHolds(tx, slotId);
    const { studentIds } = await endSeats(tx, { session, studentId: null, status: 'REFUNDED', now });
    await tx.teachingSession.update({ where: { id }, data: { status: 'NO_SHOW', completedAt: now } });
    const sequence = await raiseSequence(tx, id);
    await tell(tx, { type: 'tutor-absent', at: now.toISOString(), sessionId: id, studentIds, sequence });
    return true;
  });
}

async function endLeftOpen(now: Date): Promise<number> {
  const open = await read<Candidate>(sql`
    SELECT "id", "slotId", "instructorId", "endsAt" FROM "TeachingSession"
    WHERE "status" = 'IN_PROGRESS' AND "endsAt" <= ${addMinutes(now, -OVERTIME_MINUTES)}
    ORDER BY "startsAt" LIMIT ${BATCH * 5}`);
  let count = 0;
  for (const candidate of open) {
    const { id, slotId } = candidate;
    await apart(candidate, () =>
      transaction(async (tx) => {
        await lockSlots(tx, [slotId]);
        const session = await lockSession(tx, id);
        if (!isLeftOpen(session, now)) return;
        // A late run makes the session no longer than it could be.
        await endSession(tx, { session, now, at: overtimeEndsAt(session) });
        count += 1;
      }),
    );
  }
  return count;
}
