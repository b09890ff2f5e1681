// What the app asks of Postgres for a slot list and for the booking of a free slot, in its order and word for word.
// The bench compares both servers' statements in the log of Postgres and says so where they have come apart.

export const findProvider = `
  SELECT p."id", u."name", p."hourlyRateCents", p."currency", p."timezone"
  FROM "ProviderProfile" p JOIN "User" u ON u."id" = p."userId"
  WHERE p."id" = $1::uuid AND p."published"`;

const slotColumns = `
  s."id", s."providerProfileId", s."slotDate"::text AS "slotDate", s."startTime", s."endTime", s."durationMinutes",
  s."sessionType", s."maxParticipants", s."timezone", s."startsAt", s."endsAt", s."seatsTaken", s."createdAt",
  s."updatedAt"`;

export const listSlots = `
  SELECT ${slotColumns}, l."lapsed"
  FROM "TeachingSlot" s
  LEFT JOIN (
    SELECT "slotId", count(*)::int AS "lapsed" FROM "SeatHold"
    WHERE "status" = 'HELD' AND "expiresAt" <= $1 GROUP BY "slotId") l ON l."slotId" = s."id"
  WHERE s."providerProfileId" = $2::uuid AND s."closedAt" IS NULL
    AND s."startsAt" >= $3 AND s."startsAt" > $4 AND s."startsAt" < $5
    AND s."seatsTaken" - coalesce(l."lapsed", 0) < s."maxParticipants"
  ORDER BY s."startsAt", s."id"`;

export const findActor = `
  SELECT u."id", u."name", u."email", u."timezone", u."authVersion", p."id" AS "providerProfileId"
  FROM "User" u LEFT JOIN "ProviderProfile" p ON p."userId" = u."id"
  WHERE u."id" = $1::uuid`;

export const countTry = `
  INSERT INTO "RateLimit" VALUES ($1, $2, $3)
    ON CONFLICT(key) DO UPDATE SET
      points = CASE
                WHEN ("RateLimit".expire <= $4 OR 1=0) THEN $2
                ELSE "RateLimit".points + ($2)
               END,
      expire = CASE
   WHEN "RateLimit".expire <= $4 THEN $3
   ELSE "RateLimit".expire
  END
  RETURNING points, expire;`;

export const findSlotToBook = `
  SELECT ${slotColumns}, s."closedAt", p."published" AS "isPublished", p."userId" AS "tutorId",
    u."name" AS "tutorName", p."headline", p."subjects", p."hourlyRateCents", p."currency",
    own."id" AS "ownHoldId", own."status" AS "ownHoldStatus", own."expiresAt" AS "ownHoldExpiresAt",
    (SELECT count(*)::int FROM "SeatHold" h WHERE h."slotId" = s."id" AND h."status" = 'HELD'
      AND h."expiresAt" <= $1) AS "lapsedHolds",
    ARRAY(SELECT h."slotId"::text FROM "SeatHold" h WHERE h."studentId" = $2::uuid
      AND h."status" = 'HELD' AND h."slotId" <> s."id" AND h."expiresAt" <= $3) AS "lapsedElsewhere",
    (EXISTS (SELECT 1 FROM "SeatHold" h WHERE h."studentId" = $4::uuid AND h."occupiesSeat"
        AND h."slotId" <> s."id" AND NOT (h."status" = 'HELD' AND h."expiresAt" <= $5)
        AND tstzrange(h."startsAt", h."endsAt") && tstzrange(s."startsAt", s."endsAt"))
      OR EXISTS (SELECT 1 FROM "ProviderProfile" mine JOIN "TeachingSlot" t ON t."providerProfileId" = mine."id"
        WHERE mine."userId" = $6::uuid AND t."closedAt" IS NULL AND t."seatsTaken" > 0
        AND tstzrange(t."startsAt", t."endsAt") && tstzrange(s."startsAt", s."endsAt"))) AS "isStudentBusy"
  FROM "TeachingSlot" s
  JOIN "ProviderProfile" p ON p."id" = s."providerProfileId"
  JOIN "User" u ON u."id" = p."userId"
  LEFT JOIN "SeatHold" own ON own."slotId" = s."id" AND own."studentId" = $7::uuid
    AND own."occupiesSeat"
  WHERE s."id" = $8::uuid`;

export const lockStudent = `SELECT 1 FROM "User" WHERE "id" = $1::uuid FOR NO KEY UPDATE`;

export const lockSlot = `SELECT 1 FROM "TeachingSlot" WHERE "id" IN ($1::uuid) ORDER BY "id" FOR NO KEY UPDATE`;

export const addJob = `
  SELECT 1 FROM graphile_worker.add_job(
    $1::text,
    $2::json,
    run_at := $3::timestamptz,
    job_key := $4::text,
    job_key_mode := $5::text,
    max_attempts := $6::int,
    priority := $7::int)`;

export const claimSeat = `
  WITH seat AS (
    UPDATE "TeachingSlot" SET "seatsTaken" = "seatsTaken" + 1
    WHERE "id" = $1::uuid AND "closedAt" IS NULL AND "seatsTaken" < "maxParticipants"
    RETURNING "id", "startsAt", "endsAt")
  INSERT INTO "SeatHold" ("slotId", "studentId", "status", "expiresAt", "startsAt", "endsAt", "createdAt", "updatedAt")
  SELECT "id", $2::uuid, $3::"HoldStatus", $4::timestamptz,
    "startsAt", "endsAt", $5::timestamptz, $6::timestamptz
  FROM seat
  RETURNING "id"`;

export const book = `
  WITH living AS (
    UPDATE "TeachingSession" SET "calendarSequence" = "calendarSequence" + 1
    WHERE "slotId" = $1::uuid AND "status" IN ('SCHEDULED', 'IN_PROGRESS')
    RETURNING "id", "calendarSequence"),
  made AS (
    INSERT INTO "TeachingSession" ("slotId", "instructorId", "startsAt", "endsAt", "createdAt", "updatedAt")
    SELECT $2::uuid, $3::uuid, $4, $5, $6, $7
    WHERE NOT EXISTS (SELECT 1 FROM living)
    RETURNING "id", "calendarSequence"),
  talk AS (
    INSERT INTO "SessionConversation" ("sessionId")
    SELECT "id" FROM made WHERE $8::text = 'ONE_TO_ONE'),
  participant AS (
    INSERT INTO "SessionParticipant" ("sessionId", "userId", "holdId", "startsAt", "bookedAt")
    SELECT "id", $9::uuid, $10::uuid, $11, $12
    FROM (SELECT * FROM living UNION ALL SELECT * FROM made) session
    RETURNING "id", "sessionId"),
  paid AS (
    INSERT INTO "SessionPayment" ("paymentId", "participantId")
    SELECT $13::uuid, "id" FROM participant WHERE $14::uuid IS NOT NULL)
  SELECT p."sessionId", session."calendarSequence" AS "sequence"
  FROM participant p, (SELECT * FROM living UNION ALL SELECT * FROM made) session`;

export const getSession = `
  SELECT ${slotColumns}, s."createdAt" AS "slotCreatedAt", t."id" AS "sessionId", t."status", t."instructorId",
    tutor."name" AS "instructorName", p."hourlyRateCents", p."currency", t."startedAt", t."completedAt",
    t."cancelledAt", t."createdAt" AS "sessionCreatedAt", t."startsAt" AS "sessionStartsAt",
    t."endsAt" AS "sessionEndsAt",
    (SELECT count(*)::int FROM "SessionParticipant" c WHERE c."sessionId" = t."id" AND c."status" = 'BOOKED')
      AS "participantCount",
    coalesce((
      SELECT json_agg(json_build_object('id', sp."id", 'userId', sp."userId", 'name', u."name",
        'status', sp."status", 'bookedAt', sp."bookedAt",
        'payment', CASE WHEN y."id" IS NULL THEN NULL ELSE json_build_object('status', y."status",
          'amountCents', y."amountCents", 'currency', y."currency", 'refundedAt', y."refundedAt") END) ORDER BY sp."bookedAt", sp."id")
      FROM "SessionParticipant" sp
      JOIN "User" u ON u."id" = sp."userId"
      LEFT JOIN "SessionPayment" link ON link."participantId" = sp."id"
      LEFT JOIN "Payment" y ON y."id" = link."paymentId"
      WHERE sp."sessionId" = t."id"
        AND (t."instructorId" = $1::uuid OR sp."userId" = $2::uuid)), '[]'::json) AS "participants"
  FROM "TeachingSession" t
  JOIN "TeachingSlot" s ON s."id" = t."slotId"
  JOIN "ProviderProfile" p ON p."id" = s."providerProfileId"
  JOIN "User" tutor ON tutor."id" = t."instructorId"
  WHERE t."id" = $3::uuid AND (t."instructorId" = $4::uuid OR EXISTS (
    SELECT 1 FROM "SessionParticipant" me WHERE me."sessionId" = t."id" AND me."userId" = $5::uuid))`;

/** Not the app's: the least that sells a seat once. */
export const sellSeat = `
  UPDATE "TeachingSlot" SET "seatsTaken" = "seatsTaken" + 1
  WHERE "id" = $1::uuid AND "seatsTaken" < "maxParticipants"
  RETURNING "id", "seatsTaken"`;
