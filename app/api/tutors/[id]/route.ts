import { reply } from '@/lib/endpoint';
import { AppError } from '@/lib/errors';
import { handler, methods } from '@/lib/http';
import { getTutorEndpoint } from '@/lib/tutors/endpoints';
import { getPublicTutor } from '@/lib/tutors/queries';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handler(getTutorEndpoint, async ({ params, now }) => {
    const tutor = await getPublicTutor({ id: params.id, now });
    if (!tutor) throw new AppError('NOT_FOUND');
    return reply(200, { tutor });
  }),
});
