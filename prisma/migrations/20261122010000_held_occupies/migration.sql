-- The first form let a HELD claim go without its seat, which is what it was there to refuse.
ALTER TABLE "SeatHold" DROP CONSTRAINT "seat_hold_occupies";
ALTER TABLE "SeatHold" ADD CONSTRAINT "seat_hold_occupies"
  CHECK (CASE "status" WHEN 'HELD' THEN "occupiesSeat" WHEN 'CONFIRMED' THEN true ELSE NOT "occupiesSeat" END);
