// Runs before each database test file, and so before anything of lib is imported: a copy of the migrated template
// for this file alone, and the settings that lib/env.ts reads.

import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { createDatabase } from './database';

const { adminUrl, prefix, template } = inject('testDatabases');
const name = `${prefix}_${randomBytes(6).toString('hex')}`;

Object.assign(process.env, inject('testSettings'), {
  DATABASE_URL: await createDatabase({ adminUrl, name, template }),
});
