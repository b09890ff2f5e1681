// A session as it takes place: started, joined, left, ended. Each change is a conditional one on a locked row, so that
// of two clicks, or a click and a sweep, one wins and the other hears how it stands.
import { graceEndsAt } from '../booking/rules';
import { endSeats, type LockedSession, lockSession, raiseSequence, releaseHolds } from '../booking/unbook';
import { type Tx, transaction } from '../db';
import { AppError } from '../errors';
import { announceSlots, tell } from '../jobs/queue';
import { issueVideoTicket, type VideoTicket } from '../services/video';
import { hasBegun } from '../slots/rules';
import { lockSlots } from '../slots/seats';
import { findSeatInSession, getSession } from './queries';
import { assertInProgress, decideStart, overtimeEndsAt } from './rules';
import type { Session } from './schema';

type Caller = { sessionId: string; userId: string; now: Date };

/** One visit to the room. */
export type Attendance = { id: string; joinedAt: string };

/**
 * The tutor starts, from 10 minutes before the time until its end; the students are told, and the tutor is in the room
 * from then on. Starting what is in progress already gives the same again, with a fresh ticket.
 * @throws AppError NOT_FOUND for strangers, FORBIDDEN for students, TOO_EARLY, INVALID_STATE once it is over
 */
export async function startSession({
  sessionId,
  userId,
  now,
}: Caller): Promise<{ session: Session; video: VideoTicket }> {
  await requireTutorOf({ sessionId, userId });
  const channel = await transaction(async (tx) => {
    const session = await lockSession(tx, sessionId);
    if (decideStart(session, now)) {
      await tx.teachingSession.update({
        where: { id: sessionId },
        data: { status: 'IN_PROGRESS', startedAt: now },
      });
      await tell(tx, { type: 'started', at: now.toISOString(), sessionId });
    }
    await openAttendance(tx, { sessionId, userId, now });
    return findChannel(tx, sessionId);
  });
  return { session: await readBack({ sessionId, userId }), video: ticketFor({ ...channel, userId, now }) };
}

/**
 * Lets the tutor or a booked student into the room while the session is in progress. Again after a drop it is the same
 * visit, channel and place, with a fresh ticket.
 * @throws AppError NOT_FOUND for strangers, FORBIDDEN for those who gave up their seat; INVALID_STATE before the start and
 * once it is over
 */
export async function joinSession({
  sessionId,
  userId,
  now,
}: Caller): Promise<{ video: VideoTicket; attendance: Attendance }> {
  await readBack({ sessionId, userId });
  if (!(await findSeatInSession({ sessionId, userId }))) {
    throw new AppError('FORBIDDEN', { detail: 'You gave up your seat in this session.' });
  }
  return transaction(async (tx) => {
    // Shared: joining waits for whoever ends the session, not for others who join.
    await tx.$queryRaw`SELECT 1 FROM "TeachingSession" WHERE "id" = ${sessionId}::uuid FOR SHARE`;
    const channel = await findChannel(tx, sessionId);
    assertInProgress(channel);
    const attendance = await openAttendance(tx, { sessionId, userId, now });
    return { video: ticketFor({ ...channel, userId, now }), attendance };
  });
}

/**
 * Ends the caller's visit. Leaving twice, or without having come, is no error: the beacon of a closed tab may be late.
 * @throws AppError NOT_FOUND for people without part in the session
 */
export async function leaveSession({ sessionId, userId, now }: Caller): Promise<void> {
  await readBack({ sessionId, userId });
  await transaction((tx) => closeAttendances(tx, { sessionId, userId, now }));
}

/**
 * Ends the visit of somebody who is said to have gone at `at`, by whoever saw it. A visit that began later is another one
 * and goes on; somebody without a visit, or unknown, is no error.
 */
export async function endVisit({ sessionId, userId, at, now }: Caller & { at: Date }): Promise<void> {
  await transaction(
    (tx) => tx.$executeRaw`
      UPDATE "SessionAttendance" SET "leftAt" = least(${at}::timestamptz, ${now}::timestamptz)
      WHERE "sessionId" = ${sessionId}::uuid AND "userId" = ${userId}::uuid AND "leftAt" IS NULL
        AND "joinedAt" <= ${at}::timestamptz`,
  );
}

/**
 * The tutor ends the session: COMPLETED, or NO_SHOW where no student ever came. All visits end with it. Ended before
 * students had 15 minutes to come, it was called off: everything goes back.
 * @throws AppError NOT_FOUND for strangers, FORBIDDEN for students, INVALID_STATE unless it is in progress
 */
export async function completeSession({ sessionId, userId, now }: Caller): Promise<Session> {
  const { slotId } = await requireTutorOf({ sessionId, userId });
  await transaction(async (tx) => {
    await lockSlots(tx, [slotId]);
    const session = await lockSession(tx, sessionId);
    assertInProgress(session);
    await endSession(tx, { session, now, at: now });
  });
  return readBack({ sessionId, userId });
}

/**
 * Ends a locked session that is in progress, as of `at`; its slot must be locked as well. Whoever is still paying for a
 * seat is let go: nobody is to book what is over. A tutor who ends before the students had their quarter of an hour to
 * come has called the session off, and everything goes back.
 */
export async function endSession(
  tx: Tx,
  { session, now, at }: { session: LockedSession; now: Date; at: Date },
): Promise<void> {
  const sessionId = session.id;
  await releaseHolds(tx, session.slotId);
  await closeAttendances(tx, { sessionId, now: at });
  const students = await tx.sessionAttendance.count({
    where: { sessionId, userId: { not: session.instructorId } },
  });
  const status = students > 0 ? 'COMPLETED' : 'NO_SHOW';
  await tx.teachingSession.update({ where: { id: sessionId }, data: { status, completedAt: at } });
  if (status === 'NO_SHOW' && at < graceEndsAt(session)) {
    await callOff(tx, { session, at });
  } else {
    await tell(tx, { type: 'ended', at: at.toISOString(), sessionId, status });
  }
  // Ended before its time, it would still be offered.
  if (!hasBegun(session, now)) {
    await tx.teachingSlot.update({ where: { id: session.slotId }, data: { closedAt: now } });
    await announceSlots(tx, session.providerProfileId);
  }
}

async function callOff(tx: Tx, { session, at }: { session: LockedSession; at: Date }): Promise<void> {
  const { studentIds } = await endSeats(tx, { session, studentId: null, status: 'REFUNDED', now: at });
  await tell(tx, {
    type: 'cancelled',
    at: at.toISOString(),
    sessionId: session.id,
    by: 'TUTOR',
    studentIds,
    isOver: true,
    reason: null,
    sequence: await raiseSequence(tx, session.id),
  });
}

async function requireTutorOf(key: { sessionId: string; userId: string }): Promise<Session> {
  const session = await readBack(key);
  if (session.myRole !== 'TUTOR') {
    throw new AppError('FORBIDDEN', { detail: 'Only the tutor can start or end a session.' });
  }
  return session;
}

async function readBack(key: { sessionId: string; userId: string }): Promise<Session> {
  const session = await getSession(key);
  if (!session) throw new AppError('NOT_FOUND');
  return session;
}

async function findChannel(tx: Tx, sessionId: string) {
  return tx.teachingSession.findUniqueOrThrow({
    where: { id: sessionId },
    select: { channelName: true, endsAt: true, status: true },
  });
}

function ticketFor(visit: { channelName: string; endsAt: Date; userId: string; now: Date }): VideoTicket {
  return issueVideoTicket({
    channel: visit.channelName,
    userId: visit.userId,
    expiresAt: overtimeEndsAt(visit),
    now: visit.now,
  });
}

/** The caller's open visit, begun now where there is none. */
async function openAttendance(tx: Tx, { sessionId, userId, now }: Caller): Promise<Attendance> {
  await tx.$executeRaw`
    INSERT INTO "SessionAttendance" ("sessionId", "userId", "joinedAt")
    VALUES (${sessionId}::uuid, ${userId}::uuid, ${now})
    ON CONFLICT ("sessionId", "userId") WHERE "leftAt" IS NULL DO NOTHING`;
  const { id, joinedAt } = await tx.sessionAttendance.findFirstOrThrow({
    where: { sessionId, userId, leftAt: null },
    select: { id: true, joinedAt: true },
  });
  return { id, joinedAt: joinedAt.toISOString() };
}

/** Ends open visits, of one person or of all; never before they began. */
async function closeAttendances(
  tx: Tx,
  { sessionId, userId, now }: { sessionId: string; userId?: string; now: Date },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "SessionAttendance" SET "leftAt" = greatest("joinedAt", ${now}::timestamptz)
    WHERE "sessionId" = ${sessionId}::uuid AND "leftAt" IS NULL
      AND (${userId ?? null}::uuid IS NULL OR "userId" = ${userId ?? null}::uuid)`;
}
