import { reply } from '@/lib/endpoint';
import { handler, methods } from '@/lib/http';
import { listTutorsEndpoint } from '@/lib/tutors/endpoints';
import { listTutors } from '@/lib/tutors/queries';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handler(listTutorsEndpoint, async ({ query, now }) => reply(200, await listTutors({ ...query, now }))),
});
