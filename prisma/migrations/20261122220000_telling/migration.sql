-- What happens by itself after a booking: telling people once, and workers that may be killed.

-- Raised with every change that a calendar entry of this session has to follow (SEQUENCE of RFC 5545).
ALTER TABLE "TeachingSession" ADD COLUMN "calendarSequence" INTEGER NOT NULL DEFAULT 0;

-- What of a payment went back, in cents: all of it, or what somebody refunded in Stripe's dashboard.
ALTER TABLE "Payment" ADD COLUMN "refundedCents" INTEGER NOT NULL DEFAULT 0;
UPDATE "Payment" SET "refundedCents" = "amountCents" WHERE "status" = 'REFUNDED';
ALTER TABLE "Payment" ADD CONSTRAINT "payment_refunded"
  CHECK ("refundedCents" BETWEEN 0 AND "amountCents" AND ("status" <> 'REFUNDED' OR "refundedCents" = "amountCents"));

-- CreateTable
CREATE TABLE "ToldEvent" (
    "key" TEXT NOT NULL,
    "toldAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ToldEvent_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "JobWorker" (
    "id" TEXT NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "JobWorker_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ToldEvent_toldAt_idx" ON "ToldEvent"("toldAt");
