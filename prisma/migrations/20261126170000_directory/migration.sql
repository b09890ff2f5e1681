-- The directory in the order of its next free time, of its prices, and by any word of a profile.

-- AlterTable
ALTER TABLE "ProviderProfile" ADD COLUMN "searchText" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE INDEX "ProviderProfile_published_hourlyRateCents_id_idx" ON "ProviderProfile"("published", "hourlyRateCents", "id");

-- What Prisma cannot say.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Parts of words are found in it; shorter ones than three letters are looked for in every row.
CREATE INDEX "provider_profile_search" ON "ProviderProfile" USING gin ("searchText" gin_trgm_ops);

-- Whoever is free next, whichever tutor it is. Seats are read from the row: an index that knew them would be written
-- with every booking.
CREATE INDEX "teaching_slot_next" ON "TeachingSlot" ("startsAt", "providerProfileId") INCLUDE ("sessionType")
  WHERE "closedAt" IS NULL;

-- A person's name stands in another table than their profile, and both change.
CREATE FUNCTION "provider_profile_search_text"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT concat_ws(' ', u."name", NEW."headline", array_to_string(NEW."subjects", ' '),
      array_to_string(NEW."languages", ' '), NEW."bio")
    INTO NEW."searchText" FROM "User" u WHERE u."id" = NEW."userId";
  RETURN NEW;
END $$;

CREATE TRIGGER "provider_profile_search_text" BEFORE INSERT OR UPDATE ON "ProviderProfile"
  FOR EACH ROW EXECUTE FUNCTION "provider_profile_search_text"();

CREATE FUNCTION "user_name_is_searched"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "ProviderProfile" SET "userId" = NEW."id" WHERE "userId" = NEW."id";
  RETURN NULL;
END $$;

CREATE TRIGGER "user_name_is_searched" AFTER UPDATE OF "name" ON "User"
  FOR EACH ROW WHEN (OLD."name" IS DISTINCT FROM NEW."name") EXECUTE FUNCTION "user_name_is_searched"();

UPDATE "ProviderProfile" SET "userId" = "userId";
