// Where Prisma's CLI finds things. The running app does not read this file: it connects through lib/db.ts.
import { defineConfig } from 'prisma/config';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations', seed: 'tsx prisma/seed.ts' },
  // Generating and formatting need no database, so an absent address is no error here.
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
