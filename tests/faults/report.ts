// Prints what the fault tests counted, once all of them are through, beneath everything that vitest itself says.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { Counts } from './ledger';

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'slotwise-faults-'));
  project.provide('faultCounts', folder);
  return async () => {
    const lines = await readLines(folder);
    await rm(folder, { recursive: true, force: true });
    if (lines.length === 0) return;
    const sums = new Map<string, Counts>();
    for (const [kind, counts] of lines) sums.set(kind, add(sums.get(kind), counts));
    for (const [kind, counts] of [...sums].sort()) console.log(`  ${kind}: ${inWords(counts)}`);
    console.log(`faults: ${inWords([...sums.values()].reduce((sum, counts) => add(sum, counts)))}`);
  };
}

async function readLines(folder: string): Promise<[string, Counts][]> {
  const lines: [string, Counts][] = [];
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), 'utf8');
    for (const line of text.trim().split('\n')) lines.push(JSON.parse(line));
  }
  return lines;
}

function add(sum: Counts | undefined, more: Counts): Counts {
  if (!sum) return more;
  return {
    injected: sum.injected + more.injected,
    recovered: sum.recovered + more.recovered,
    lost: sum.lost + more.lost,
    doubled: sum.doubled + more.doubled,
  };
}

function inWords({ injected, recovered, lost, doubled }: Counts): string {
  return `injected ${injected}, recovered ${recovered}, lost ${lost}, doubled ${doubled}`;
}
