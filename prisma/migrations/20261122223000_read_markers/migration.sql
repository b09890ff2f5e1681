-- How far each person has read in the conversation of a session.

-- CreateTable
CREATE TABLE "SessionReadMarker" (
    "sessionId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "readUpTo" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SessionReadMarker_pkey" PRIMARY KEY ("sessionId","userId")
);

-- AddForeignKey
ALTER TABLE "SessionReadMarker" ADD CONSTRAINT "SessionReadMarker_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "TeachingSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionReadMarker" ADD CONSTRAINT "SessionReadMarker_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
