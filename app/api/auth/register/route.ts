import { registerUser } from '@/lib/accounts/commands';
import { registerEndpoint } from '@/lib/accounts/endpoints';
import { reply } from '@/lib/endpoint';
import { handler, methods } from '@/lib/http';
import { consume } from '@/lib/rate-limit';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handler(registerEndpoint, async ({ body, address }) => {
    await consume('register', address);
    return reply(201, { user: await registerUser(body) });
  }),
});
