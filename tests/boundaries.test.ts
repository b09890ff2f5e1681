import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findBreaches } from './boundaries';

const root = join(import.meta.dirname, '..');

async function readCheckout(): Promise<Map<string, string>> {
  const paths = ['app', 'components', 'lib'].map(async (folder) => {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(root.length + 1)
          .replaceAll('\\', '/'),
      );
  });
  const top = await readdir(root);
  const all = [...(await Promise.all(paths)).flat(), ...top];
  const sources = all.filter((path) => /\.tsx?$/.test(path) && !path.startsWith('lib/generated/'));
  return new Map(
    await Promise.all(sources.map(async (path) => [path, await readFile(join(root, path), 'utf8')] as const)),
  );
}

test('the checkout keeps the import law', async () => {
  expect(findBreaches(await readCheckout())).toEqual([]);
});

const breachesOf = (files: Record<string, string>) => findBreaches(new Map(Object.entries(files)));
const oneBreach = (files: Record<string, string>, pattern: RegExp) => {
  const breaches = breachesOf(files);
  expect(breaches).toHaveLength(1);
  expect(breaches[0]).toMatch(pattern);
};

test('a lawful set of files has no breach', () => {
  const files = {
    'app/page.tsx': `import { List } from '@/components/list'; import { listSlots } from '@/lib/slots/queries';`,
    'app/page.test.ts': `import { givenSlot } from '../tests/factories';`,
    'components/list.tsx': `import type { Row } from '@/lib/slots/queries'; import { schema } from '@/lib/slots/schema'; export const List = () => <p />;`,
    'lib/slots/queries.ts': `import { db } from '../db'; import { getTutor } from '../tutors/queries'; export type Row = {};`,
    'lib/slots/schema.ts': `import { z } from 'zod'; import type { Slot } from '../generated/prisma/client'; import { SessionType } from '../generated/prisma/enums'; export const schema = z.string();`,
    'lib/slots/commands.ts': `import { announce } from '../notifications/announce'; import { enqueue } from '../jobs/queue';`,
    'lib/notifications/announce.ts': `import type { Row } from '../slots/queries'; import { push } from '../services/pusher';`,
    'lib/tutors/queries.ts': `import { db } from '../db'; export const getTutor = 1;`,
    'lib/jobs/tasks.ts': `import { x } from '../slots/commands';`,
    'lib/jobs/queue.ts': `import type { Tx } from '../db';`,
    'lib/auth/session.ts': `import { y } from '../accounts/commands';`,
    'lib/services/pusher.ts': `import { env } from '../env';`,
    'lib/env.ts': `export const env = () => process.env;`,
    'lib/db.ts': `import { env } from './env'; export const db = 1;`,
  };
  expect(breachesOf(files)).toEqual([]);
});

test.each([
  ['a static import', `import { book } from '../booking/commands';`],
  ['a dynamic import', `export const later = () => import('../booking/commands');`],
  ['a type import', `import type { Hold } from '../booking/commands';`],
  ['an import in a type', `export type Hold = import('../booking/commands').Hold;`],
  ['a re-export', `export { book } from '../booking/commands'; export const own = 1;`],
  ['the alias', `import { book } from '@/lib/booking/commands';`],
])('a domain may not import rightwards: %s', (_, source) => {
  oneBreach(
    { 'lib/slots/commands.ts': source, 'lib/booking/commands.ts': '' },
    /^lib\/slots\/commands\.ts imports lib\/booking\/commands\.ts: .*rightwards/,
  );
});

test.each([
  ['a domain that knows the request', 'lib/slots/commands.ts', `import { json } from '../http';`],
  [
    'a domain that knows the auth session',
    'lib/slots/commands.ts',
    `import { user } from '../auth/session';`,
  ],
  ['a domain that knows a task', 'lib/slots/commands.ts', `import { tasks } from '../jobs/tasks';`],
  ['a leaf that knows a domain', 'lib/time.ts', `import { rules } from './slots/rules';`],
  ['a service that knows a domain', 'lib/services/mail.ts', `import { rules } from '../slots/rules';`],
  ['the queue that knows a domain', 'lib/jobs/queue.ts', `import { rules } from '../slots/rules';`],
  [
    'notifications that call a domain',
    'lib/notifications/mails.ts',
    `import { get } from '../slots/queries';`,
  ],
  ['auth that knows slots', 'lib/auth/session.ts', `import { get } from '../slots/queries';`],
  ['lib that knows a component', 'lib/paths.ts', `import { Button } from '@/components/ui/button';`],
  ['lib that knows a screen', 'lib/paths.ts', `import Page from '@/app/page';`],
  ['a screen that imports a stand-in', 'app/page.tsx', `import { startMail } from '../emulators/mail';`],
  ['lib that imports a test', 'lib/time.ts', `const t = await import('@/tests/factories');`],
  ['a component that reads', 'components/list.tsx', `import { list } from '@/lib/slots/queries';`],
  ['a component that writes', 'components/list.tsx', `import { book } from '@/lib/booking/commands';`],
  ['a component that knows the database', 'components/list.tsx', `import type { Tx } from '@/lib/db';`],
  [
    'a component that knows a vendor',
    'components/list.tsx',
    `import type { Intent } from '@/lib/services/stripe';`,
  ],
  ['a component that knows a screen', 'components/list.tsx', `import { x } from '@/app/actions';`],
])('refused: %s', (_, path, source) => {
  oneBreach({ [path]: source }, new RegExp(`^${path}`));
});

test.each([
  ['the database', `import { db } from '../db';`],
  ['a service', `import { pay } from '../services/stripe';`],
  ['the generated client', `import { PrismaClient } from '../generated/prisma/client';`],
  ['a file', `import { readFile } from 'node:fs/promises';`],
  ['the request', `import { headers } from 'next/headers';`],
  ['reads', `import { list } from './queries';`],
])('rules, schema and endpoints do no input or output: %s', (_, source) => {
  for (const stem of ['rules', 'schema', 'endpoints']) {
    oneBreach({ [`lib/slots/${stem}.ts`]: source }, /does no input or output/);
  }
});

test('a rule that reaches the database by way of another file is found', () => {
  oneBreach(
    {
      'lib/slots/rules.ts': `import { now } from '../time';`,
      'lib/time.ts': `import { db } from './db';`,
      'lib/db.ts': '',
    },
    /^lib\/slots\/rules\.ts → lib\/time\.ts → lib\/db\.ts/,
  );
});

test.each([
  ['plainly', `export const url = process.env.DATABASE_URL;`],
  ['by its name as a text', `export const url = process['env'].DATABASE_URL;`],
  ['taken apart', `const { env } = process;`],
])('the environment is read in one place: %s', (_, source) => {
  oneBreach({ 'app/page.tsx': source }, /^app\/page\.tsx reads process\.env/);
});

test('a barrel is refused, a file that re-exports beside its own work is not', () => {
  oneBreach(
    { 'components/ui/index.ts': `export * from './button'; export { x } from './x';` },
    /only re-exports/,
  );
  oneBreach({ 'components/ui/all.ts': `import { x } from './x'; export { x };` }, /only re-exports/);
  expect(breachesOf({ 'components/ui/a.ts': `export { x } from './x'; export const y = 1;` })).toEqual([]);
});

test('a cycle is refused, however long, and types count', () => {
  oneBreach(
    {
      'lib/a.ts': `import './b';`,
      'lib/b.ts': `import type { C } from './c';`,
      'lib/c.ts': `export const a = () => import('./a');`,
    },
    /^lib\/a\.ts → lib\/b\.ts → lib\/c\.ts → lib\/a\.ts: a cycle/,
  );
});

test('a domain has a fixed vocabulary of files, and lib a fixed set of folders', () => {
  oneBreach({ 'lib/slots/helpers.ts': '' }, /^lib\/slots\/helpers\.ts: a domain has rules, schema/);
  oneBreach({ 'lib/utils/strings.ts': '' }, /does not know/);
  expect(breachesOf({ 'lib/slots/rules.test.ts': '', 'lib/slots/commands.db.test.ts': '' })).toEqual([]);
});
