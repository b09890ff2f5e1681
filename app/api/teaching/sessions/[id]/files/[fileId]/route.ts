import { reply } from '@/lib/endpoint';
import { handler, methods } from '@/lib/http';
import { deleteFileEndpoint } from '@/lib/room/endpoints';
import { deleteFile } from '@/lib/room/files';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  DELETE: handler(deleteFileEndpoint, async ({ actor, params, now }) => {
    await deleteFile({ sessionId: params.id, userId: actor.id, fileId: params.fileId, now });
    return reply(204);
  }),
});
