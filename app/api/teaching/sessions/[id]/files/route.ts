import { reply } from '@/lib/endpoint';
import { handler, methods } from '@/lib/http';
import { readUpload } from '@/lib/multipart';
import { consume } from '@/lib/rate-limit';
import { listFilesEndpoint, uploadFileEndpoint } from '@/lib/room/endpoints';
import { assertCanShare, shareFile } from '@/lib/room/files';
import { listFiles } from '@/lib/room/queries';
import { MAX_FILE_BYTES } from '@/lib/room/schema';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handler(listFilesEndpoint, async ({ actor, params, query }) =>
    reply(200, await listFiles({ sessionId: params.id, userId: actor.id, ...query })),
  ),
  POST: handler(uploadFileEndpoint, async ({ actor, params, request, now }) => {
    const caller = { sessionId: params.id, userId: actor.id };
    await consume('upload', actor.id);
    // Before the body: nobody sends 32 MB to be told that they may not.
    await assertCanShare(caller);
    const upload = await readUpload(request, { field: uploadFileEndpoint.upload, maxBytes: MAX_FILE_BYTES });
    return reply(201, { file: await shareFile({ ...caller, ...upload, now }) });
  }),
});
