import { read, sql } from '@/lib/db';
import { guarded, methods } from '@/lib/http';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: guarded(async () => {
    const database = await read(sql`SELECT 1`).then(
      () => true,
      () => false,
    );
    return Response.json(
      { ok: database, database },
      { status: database ? 200 : 503, headers: { 'cache-control': 'no-store' } },
    );
  }),
});
