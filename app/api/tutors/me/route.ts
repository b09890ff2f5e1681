import { reply } from '@/lib/endpoint';
import { handler, methods } from '@/lib/http';
import { saveProfile } from '@/lib/tutors/commands';
import { saveProfileEndpoint } from '@/lib/tutors/endpoints';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PUT: handler(saveProfileEndpoint, async ({ actor, body, now }) =>
    reply(200, { tutor: await saveProfile({ userId: actor.id, profile: body, now }) }),
  ),
});
