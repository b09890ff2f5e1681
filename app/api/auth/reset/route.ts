import { requestPasswordReset, resetPassword } from '@/lib/accounts/commands';
import { requestResetEndpoint, resetEndpoint } from '@/lib/accounts/endpoints';
import { reply } from '@/lib/endpoint';
import { handler, methods } from '@/lib/http';
import { consume } from '@/lib/rate-limit';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handler(requestResetEndpoint, async ({ body, address }) => {
    await consume('resetAddress', address);
    await consume('resetAccount', body.email);
    await requestPasswordReset(body);
    return reply(202);
  }),
  PUT: handler(resetEndpoint, async ({ body, address, now }) => {
    await consume('resetAddress', address);
    await resetPassword({ ...body, now });
    return reply(204);
  }),
});
