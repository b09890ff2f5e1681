// Generates the Prisma client after `npm ci` and before anything local starts. Plain Node, because it runs as
// npm's `postinstall`. Prisma's CLI insists on a schema engine that it downloads; generating never runs that
// engine, so where the download did not come through, any executable stands in its place.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const schemaFile = join(root, 'prisma', 'schema.prisma');
const outputDirectory = join(root, 'lib', 'generated', 'prisma');
const stampFile = join(outputDirectory, '.generated-from');
const require = createRequire(import.meta.url);

/**
 * Brings `lib/generated/prisma` up to date with the schema; returns at once when it is already.
 * @throws Error with what Prisma said, when it refuses the schema
 */
export function generateClient() {
  if (!existsSync(schemaFile)) return;
  const prisma = findPrisma();
  if (!prisma) {
    // After `npm ci --omit=dev`: a build that was generated earlier still runs.
    if (!existsSync(stampFile))
      console.log('Prisma client not generated: the prisma package is not installed.');
    return;
  }
  const stamp = createHash('sha256').update(prisma.version).update(readFileSync(schemaFile)).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;

  const result = spawnSync(process.execPath, [prisma.cli, 'generate', '--no-hints'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...engineStandIn(), PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
  });
  if (result.status !== 0) {
    throw new Error(
      `prisma generate failed:\n${result.stdout ?? ''}${result.stderr ?? ''}${result.error ?? ''}`,
    );
  }
  writeFileSync(stampFile, stamp);
}

function findPrisma() {
  try {
    const manifestFile = require.resolve('prisma/package.json');
    const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
    return { version: manifest.version, cli: join(dirname(manifestFile), manifest.bin.prisma) };
  } catch {
    return null;
  }
}

function engineStandIn() {
  if (process.env.PRISMA_SCHEMA_ENGINE_BINARY) return {};
  const engines = dirname(
    createRequire(require.resolve('prisma/package.json')).resolve('@prisma/engines/package.json'),
  );
  const downloaded = readdirSync(engines).some((name) => name.startsWith('schema-engine'));
  return downloaded ? {} : { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath };
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  try {
    generateClient();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
