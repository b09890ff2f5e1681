import { env } from '@/lib/env';
import { guarded, methods } from '@/lib/http';
import { openApiDocument } from '@/lib/openapi';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: guarded(async () => Response.json(openApiDocument({ appUrl: env().APP_URL }))),
});
