// What UploadThing's own client asks before it sends a file, and what UploadThing calls once the file is there.
import { readActor } from '@/lib/auth/actor';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { guarded, methods, readText, refuseOtherOrigins } from '@/lib/http';
import { consume } from '@/lib/rate-limit';
import { acceptUpload, admitUpload } from '@/lib/room/files';
import { type UploadOutcome, uploadInputSchema } from '@/lib/room/schema';
import { createFileRoute } from '@/lib/services/uploadthing';

const MAX_BYTES = 64 * 1024;

type FileRoute = ReturnType<typeof createFileRoute>;
let fileRoute: FileRoute | undefined;

/** Made with the first request: a build imports this file on machines without settings. */
function sessionFileRoute(): FileRoute {
  fileRoute ??= createFileRoute({
    slug: 'sessionFile',
    input: uploadInputSchema,
    maxFileSize: '32MB',
    callbackUrl: `${env().APP_URL}/api/uploadthing`,
    async admit({ request, input: { sessionId }, file }) {
      const actor = await readActor(request.headers.get('cookie'));
      if (!actor) throw new AppError('UNAUTHENTICATED');
      await consume('upload', actor.id);
      const { fileId, name } = await admitUpload({ sessionId, userId: actor.id, ...file, now: new Date() });
      return { id: fileId, name, ticket: { sessionId, userId: actor.id } };
    },
    complete: ({ id, ticket, ...stored }) =>
      outcomeOf(acceptUpload({ fileId: id, ...ticket, ...stored, now: new Date() })),
  });
  return fileRoute;
}

async function outcomeOf(work: ReturnType<typeof acceptUpload>): Promise<UploadOutcome> {
  try {
    return { file: await work, refusal: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, title, detail } = error;
    return { file: null, refusal: { code, title, detail } };
  }
}

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: guarded((request) => sessionFileRoute()(request)),
  POST: guarded(async (request) => {
    refuseOtherOrigins(request);
    const body = await readText(request, MAX_BYTES);
    return sessionFileRoute()(new Request(request.url, { method: 'POST', headers: request.headers, body }));
  }),
});
