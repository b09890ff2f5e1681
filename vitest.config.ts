import { defineConfig } from 'vitest/config';

const databaseTests = '**/*.db.test.{ts,tsx}';
const shared = {
  pool: 'forks' as const,
  // Half an hour off the full hours and away from Europe and America: code that forgets a zone shows here.
  env: { TZ: 'Asia/Kathmandu' },
};

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          include: ['lib/**/*.test.ts', 'components/**/*.test.{ts,tsx}', 'app/**/*.test.{ts,tsx}'],
          exclude: [databaseTests],
          // Property tests over every zone take seconds, and far more on a machine that is busy with other things.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'boundaries',
          include: ['tests/**/*.test.ts'],
          exclude: [databaseTests],
          // Every source file is parsed, which takes a busy machine a while.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'emulators',
          include: ['emulators/**/*.test.ts'],
          exclude: [databaseTests],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'db',
          include: [databaseTests],
          exclude: ['node_modules/**', '.next/**', '.local/**', 'e2e/**'],
          globalSetup: ['tests/database.ts', 'tests/faults/report.ts'],
          setupFiles: 'tests/database-of-file.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
