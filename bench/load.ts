// One round of load on one server, and the median of rounds.
import { readFileSync } from 'node:fs';
import autocannon, { type Request } from 'autocannon';

export type Target = { name: 'app' | 'floor'; url: string; pid: number };

export type Round = {
  requests: number;
  requestsPerSecond: number;
  p50: number;
  p95: number;
  /** From the start of the round to its last answer. */
  lastAnswerMs: number;
  bytesPerAnswer: number;
  statuses: Record<string, number>;
  /**
   * How long the server's Node process was at work, all threads together and jobs of its own included; null where
   * the system does not tell.
   */
  cpuMsPerRequest: number | null;
};

type Load = {
  target: Target;
  connections: number;
  /** How many requests, or for how long. */
  bound: { requests: number } | { seconds: number };
  /** The next request. Each connection asks for one more than it sends. */
  next: () => Request;
  /** Waits for what the server does on its own after the last answer, so that it burdens nobody else's round. */
  settle?: () => Promise<void>;
};

/** @throws Error where a connection broke or an answer stayed away: such a round says nothing */
export async function runRound({ target, connections, bound, next, settle }: Load): Promise<Round> {
  const latencies: number[] = [];
  const statuses: Record<string, number> = {};
  const limitMs = 'seconds' in bound ? bound.seconds * 1000 : Number.POSITIVE_INFINITY;
  let bytes = 0;
  let lastAnswerMs = 0;
  const cpuBefore = cpuMsOf(target.pid);
  const startedAt = performance.now();
  const run = autocannon({
    url: target.url,
    connections,
    sampleInt: 50,
    ...('seconds' in bound ? { duration: bound.seconds } : { amount: bound.requests }),
    requests: [
      {
        setupRequest: (request) => {
          const { headers, ...rest } = next();
          return { ...request, ...rest, headers: { ...request.headers, ...headers } };
        },
      },
    ],
  });
  run.on('response', (_client, status, size, milliseconds) => {
    const at = performance.now() - startedAt;
    if (at > limitMs) return;
    lastAnswerMs = at;
    latencies.push(milliseconds);
    statuses[status] = (statuses[status] ?? 0) + 1;
    bytes += size;
  });
  const { errors, timeouts } = await run;
  await settle?.();
  const cpuAfter = cpuMsOf(target.pid);
  const requests = latencies.length;
  if (errors + timeouts > 0 || requests === 0) {
    throw new Error(`${target.name}: ${errors} broken connections, ${timeouts} answers that stayed away`);
  }
  return {
    requests,
    requestsPerSecond: (requests / lastAnswerMs) * 1000,
    p50: quantile(latencies, 0.5),
    p95: quantile(latencies, 0.95),
    lastAnswerMs,
    bytesPerAnswer: bytes / requests,
    statuses,
    cpuMsPerRequest: cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / requests,
  };
}

/** The round of the median, figure by figure; statuses are those of all rounds together. */
export function medianOf(rounds: readonly Round[]): Round {
  const middle = (pick: (round: Round) => number) => quantile(rounds.map(pick), 0.5);
  const statuses: Record<string, number> = {};
  for (const round of rounds) {
    for (const [status, count] of Object.entries(round.statuses)) {
      statuses[status] = (statuses[status] ?? 0) + count;
    }
  }
  const hasCpu = rounds.every((round) => round.cpuMsPerRequest !== null);
  return {
    requests: middle((round) => round.requests),
    requestsPerSecond: middle((round) => round.requestsPerSecond),
    p50: middle((round) => round.p50),
    p95: middle((round) => round.p95),
    lastAnswerMs: middle((round) => round.lastAnswerMs),
    bytesPerAnswer: middle((round) => round.bytesPerAnswer),
    statuses,
    cpuMsPerRequest: hasCpu ? middle((round) => round.cpuMsPerRequest ?? 0) : null,
  };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) * share;
  const below = sorted[Math.floor(middle)] ?? 0;
  const above = sorted[Math.ceil(middle)] ?? 0;
  return below + (above - below) * (middle - Math.floor(middle));
}

/** Linux counts in ticks of 10 ms. */
function cpuMsOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null;
  }
}

/** Resident memory of a process in MB; null where the system does not tell. */
export function memoryMbOf(pid: number): number | null {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes ? Math.round(Number(kilobytes) / 1024) : null;
  } catch {
    return null;
  }
}
