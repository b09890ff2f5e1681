// The floor of booking a free slot: the app's statements in one transaction, and an answer of the same form and size.
// Left out: the session cookie (the body names the student), checking the body, every rule about who may book what,
// retries, and working off the jobs that are recorded: nobody listens to this database.
import { pool, query } from '../../database';
import * as statements from '../../statements';

export async function POST(request: Request) {
  const { slotId, studentId } = (await request.json()) as { slotId: string; studentId: string };
  const now = new Date();
  const slotToBook = [now, studentId, now, studentId, now, studentId, studentId, slotId];
  await query(pool, statements.findActor, [studentId]);
  await query(pool, statements.countTry, [`book:${studentId}`, 1, now.getTime() + 60_000, now.getTime()]);
  await query(pool, statements.findSlotToBook, slotToBook);

  const client = await pool.connect();
  let slot: Awaited<ReturnType<typeof query>>[number];
  let sessionId: string;
  try {
    await client.query('BEGIN');
    await query(client, statements.lockStudent, [studentId]);
    await query(client, statements.lockSlot, [slotId]);
    [slot] = await query(client, statements.findSlotToBook, slotToBook);
    const { startsAt, endsAt, tutorId, sessionType } = slot;
    const claim = [slotId, studentId, 'CONFIRMED', now, now, now];
    const [{ id: holdId }] = await query(client, statements.claimSeat, claim);
    const session = [slotId, slotId, tutorId, startsAt, endsAt, now, now, sessionType];
    const participant = [studentId, holdId, startsAt, now, null, null];
    [{ sessionId }] = await query(client, statements.book, [...session, ...participant]);
    const event = { type: 'booked', at: now, sessionId, studentId, isFirst: true, sequence: 0 };
    const told = ['tell', JSON.stringify(event), null, null, 'replace', 25, 0];
    await query(client, statements.addJob, told);
    const providerId = slot.providerProfileId;
    const job = JSON.stringify({ providerProfileId: providerId });
    const runAt = new Date(now.getTime() + 250);
    const key = `announce:${providerId}`;
    await query(client, statements.addJob, ['announce-slots', job, runAt, key, 'preserve_run_at', 25, 0]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }

  const keys = [studentId, studentId, sessionId, studentId, studentId];
  const [row] = await query(pool, statements.getSession, keys);
  const answer = slotOf(row);
  const session = {
    id: row.sessionId,
    slotId,
    status: row.status,
    instructor: { id: row.instructorId, name: row.instructorName },
    slot: answer,
    startedAt: row.startedAt,
    completedAt: row.completedAt,
    cancelledAt: row.cancelledAt,
    createdAt: row.sessionCreatedAt,
    participants: row.participants,
    participantCount: row.participantCount,
    chatEnabled: row.sessionType === 'ONE_TO_ONE',
    myRole: 'STUDENT',
  };
  return Response.json({ hold: null, payment: null, slot: answer, session }, { status: 201 });
}

function slotOf(row: Awaited<ReturnType<typeof query>>[number]) {
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
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    seatsTaken: row.seatsTaken,
    seatsLeft: row.maxParticipants - row.seatsTaken,
    priceCents: 0,
    currency: row.currency,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
