// Counts what the fault tests did and what came of it. A test file writes its counts down when it is through, and
// report.ts prints those of all files as one.
import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test files leave their counts. */
    faultCounts: string;
  }
}

/** `lost` and `doubled` count deliveries; the others count faults. */
export type Counts = { injected: number; recovered: number; lost: number; doubled: number };

const kinds = new Map<string, Counts>();

afterAll(async () => {
  const file = join(inject('faultCounts'), `${randomUUID()}.jsonl`);
  for (const line of kinds) await appendFile(file, `${JSON.stringify(line)}\n`);
});

/**
 * Closes the account of some faults of one kind: they count as recovered where everything that was promised happened,
 * and nothing else. Fails the test otherwise, and where no fault struck at all: it would have proven nothing.
 */
export function settleAccount(
  kind: string,
  { injected, lost, doubled }: { injected: number; lost: string[]; doubled: string[] },
): void {
  const counts = kinds.get(kind) ?? { injected: 0, recovered: 0, lost: 0, doubled: 0 };
  kinds.set(kind, counts);
  counts.injected += injected;
  counts.lost += lost.length;
  counts.doubled += doubled.length;
  if (lost.length + doubled.length === 0) counts.recovered += injected;
  expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
  expect(injected, 'faults that struck').toBeGreaterThan(0);
}
