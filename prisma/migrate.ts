// `npm run migrate`: brings the database of DATABASE_URL up to date, job queue included. Run it once per release,
// before the new servers start. It keeps Prisma's records, so `prisma migrate status` and `deploy` agree with it.

import nextEnv from '@next/env';
import { applyMigrations } from './apply-migrations';

nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: console.error });

const databaseUrl = process.env.DATABASE_URL;
if (!databaseUrl) {
  console.error('DATABASE_URL is missing: the address of the database to migrate.');
  process.exit(1);
}
try {
  const applied = await applyMigrations({ databaseUrl, log: console.log });
  console.log(applied.length > 0 ? `${applied.length} applied.` : 'The database is up to date.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
