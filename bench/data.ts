// The rows that the bench works on, made by SQL. Both databases get the same ones.
import { Client } from 'pg';

export type Booking = { slotId: string; studentId: string };

export type Data = {
  client: Client;
  /** 320 slots in four weeks, of which 260 can be booked. */
  listTutorId: string;
  paidSlotId: string;
  /** Free slots, each for a student who has no other. */
  bookings: Booking[];
  /** Free slots with 20 seats. */
  groupSlotIds: string[];
  /** For the group slots, 200 students. */
  crowd: string[];
};

const ZONE = 'Europe/Berlin';
const SLOTS_PER_DAY = 12;

export async function prepareData({
  databaseUrl,
  bookings,
  groupSlots,
  crowd,
}: {
  databaseUrl: string;
  bookings: number;
  groupSlots: number;
  crowd: number;
}): Promise<Data> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'bench' });
  client.on('error', () => {});
  await client.connect();

  const [listTutorId = ''] = await addTutors(client, { count: 1, hourlyRateCents: 4500 });
  const listed = await addSlots(client, { tutorIds: [listTutorId], perTutor: 320, firstDay: 1 });
  // An eighth of them is full, and a sixteenth withdrawn.
  await client.query(
    'UPDATE "TeachingSlot" SET "seatsTaken" = 1 WHERE "id" = ANY(SELECT unnest($1::uuid[]))',
    [listed.filter((_, index) => index % 8 === 0)],
  );
  await client.query(
    'UPDATE "TeachingSlot" SET "closedAt" = now() WHERE "id" = ANY(SELECT unnest($1::uuid[]))',
    [listed.filter((_, index) => index % 16 === 1)],
  );

  const perTutor = 100;
  const freeTutors = await addTutors(client, { count: Math.ceil(bookings / perTutor), hourlyRateCents: 0 });
  const freeSlots = await addSlots(client, { tutorIds: freeTutors, perTutor, firstDay: 1 });
  const students = await addPeople(client, bookings);

  const groupTutor = await addTutors(client, { count: 1, hourlyRateCents: 0 });
  const groupSlotIds = await addSlots(client, {
    tutorIds: groupTutor,
    perTutor: groupSlots,
    firstDay: 1,
    seats: 20,
  });
  const data: Data = {
    client,
    listTutorId,
    paidSlotId: listed.at(-1) ?? '',
    bookings: students.map((studentId, index) => ({ slotId: freeSlots[index] ?? '', studentId })),
    groupSlotIds,
    crowd: await addPeople(client, crowd),
  };
  await client.query('VACUUM ANALYZE');
  return data;
}

/**
 * Fills the table up with slots of other tutors, 500 each from three weeks ago on, until it has about `total` rows.
 * Every constraint and index stays in force, but for the foreign key, which is not looked up for each row.
 */
export async function growTable({ client }: Data, total: number): Promise<void> {
  const { rows } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM "TeachingSlot"');
  const missing = total - (rows[0]?.count ?? 0);
  const perTutor = 500;
  const count = Math.max(0, Math.round(missing / perTutor));
  const tutorIds = await addTutors(client, { count, hourlyRateCents: 3000 });
  const half = Math.ceil(count / 2);
  const { host, port, user, password, database } = client;
  await Promise.all(
    [tutorIds.slice(0, half), tutorIds.slice(half)].map(async (share) => {
      const loader = new Client({ host, port, user, password, database, application_name: 'bench' });
      await loader.connect();
      try {
        await loader.query('SET session_replication_role = replica');
        await loader.query(insertSlots, slotValues({ tutorIds: share, perTutor, firstDay: -21 }));
      } finally {
        await loader.end();
      }
    }),
  );
  await client.query('VACUUM ANALYZE "TeachingSlot"');
}

/** Jobs that are due and not done yet. */
export async function countJobs({ client }: Data): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE "run_at" <= now() AND "attempts" < "max_attempts"`,
  );
  return rows[0]?.count ?? 0;
}

async function addPeople(client: Client, count: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO "User" ("name", "email", "timezone")
     SELECT 'Robin Example', gen_random_uuid() || '@bench.invalid', $2 FROM generate_series(1, $1)
     RETURNING "id"`,
    [count, ZONE],
  );
  return rows.map(({ id }) => id);
}

async function addTutors(
  client: Client,
  { count, hourlyRateCents }: { count: number; hourlyRateCents: number },
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO "ProviderProfile" ("userId", "headline", "bio", "subjects", "languages", "hourlyRateCents",
       "timezone", "published")
     SELECT person, 'Tutor of mathematics', 'Somebody to learn from.', '{Mathematics}', '{English}', $2, $3, true
     FROM unnest($1::uuid[]) person
     RETURNING "id"`,
    [await addPeople(client, count), hourlyRateCents, ZONE],
  );
  return rows.map(({ id }) => id);
}

/** Whole hours from 08:00 to 20:00, day after day. */
const insertSlots = `
  INSERT INTO "TeachingSlot" ("providerProfileId", "slotDate", "startTime", "endTime", "durationMinutes",
    "sessionType", "maxParticipants", "timezone", "startsAt", "endsAt")
  SELECT tutor, start::date, to_char(start, 'HH24:MI'), to_char(start + interval '1 hour', 'HH24:MI'), 60,
    CASE WHEN $5::int = 1 THEN 'ONE_TO_ONE' ELSE 'GROUP' END::"SessionType", $5::int, $4::text,
    start AT TIME ZONE $4::text, (start AT TIME ZONE $4::text) + interval '1 hour'
  FROM unnest($1::uuid[]) tutor
  CROSS JOIN (
    SELECT current_date + $3::int + n / ${SLOTS_PER_DAY} + time '08:00' + n % ${SLOTS_PER_DAY} * interval '1 hour'
    FROM generate_series(0, $2::int - 1) n) day(start)`;

type Slots = { tutorIds: string[]; perTutor: number; firstDay: number; seats?: number };

function slotValues({ tutorIds, perTutor, firstDay, seats = 1 }: Slots): unknown[] {
  return [tutorIds, perTutor, firstDay, ZONE, seats];
}

async function addSlots(client: Client, slots: Slots): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(`${insertSlots} RETURNING "id"`, slotValues(slots));
  return rows.map(({ id }) => id);
}
