// Who works the queue off: a worker beside a long-running server, with a crontab of its own, or, where no process
// outlives a request, the request itself and the cron routes.
import { EventEmitter } from 'node:events';
import { Logger, type Runner, type RunnerOptions, run, runOnce, type WorkerEvents } from 'graphile-worker';
import { raiseAlert } from '../alerts';
import { pool, transaction } from '../db';
import { log } from '../log';
import { beat, rescueJobs } from './heartbeat';
import { patientTasks, promptTasks, tasks } from './tasks';

const logger = new Logger(() => (level, message, meta) => {
  const known = level === 'warning' ? 'warn' : level;
  const error = meta && 'error' in meta && meta.error instanceof Error ? meta.error : undefined;
  if (known === 'info' || known === 'debug') log().debug(message);
  else log()[known]({ err: error && { type: error.name, message: error.message } }, message);
});

/** In UTC. The times of vercel.json, where routes do the same; a day that was slept through is made up for. */
const CRONTAB = `
0 2 * * * clean-up ?fill=1d&max=3
*/5 * * * * send-reminders ?max=1
* * * * * sweep-sessions ?max=1
`;

/** What waits for a calm moment has slots of its own, so that no refund and no word in a chat waits behind it. */
const PARTS: Partial<RunnerOptions>[] = [
  { taskList: promptTasks, crontab: CRONTAB },
  { taskList: patientTasks, parsedCronItems: [] },
];

/** Work that was promised and given up is a person's to look at. */
function alertOfFailures(events: WorkerEvents): void {
  events.on('job:failed', ({ job, error }) => {
    const reason = error instanceof Error ? error.message : String(error);
    // The payload may hold addresses, and stays out.
    const detail = `${job.task_identifier} was given up after ${job.attempts} tries: ${reason}`;
    const alert = { kind: 'job-failed', subjectId: `${job.task_identifier}:${job.id}`, detail } as const;
    // A cron run that failed is followed by the next one.
    if (job.max_attempts <= 3) return;
    transaction((tx) => raiseAlert(tx, alert)).catch((cause) => log().error({ err: cause }, detail));
  });
}

function options(events: WorkerEvents): RunnerOptions {
  // The pool is shared with the requests, so few jobs run at once.
  return {
    pgPool: pool(),
    taskList: tasks,
    logger,
    events,
    concurrency: 4,
    noHandleSignals: true,
    noPreparedStatements: true,
  };
}

/** Has every worker that `events` tells of say that it lives. @returns ends that */
function keepBeating(events: WorkerEvents): () => Promise<void> {
  const ends: (() => Promise<void>)[] = [];
  events.on('pool:create', ({ workerPool }) => ends.push(beat(workerPool.id)));
  return async () => {
    for (const end of ends.splice(0)) await end();
  };
}

const shared = globalThis as { slotwiseWorker?: { stop: () => Promise<void> } };

const RESTART_MS = 5_000;

/**
 * Works jobs off as they come, and those of the crontab, until the process ends. Where the database is away at the
 * start, or so long that the worker gives up, it begins again when it can. Starting twice is starting once.
 */
export function startWorker(): void {
  if (shared.slotwiseWorker) return;
  let runners: Runner[] = [];
  let isStopped = false;
  const stopRunners = () => Promise.allSettled(runners.map((runner) => runner.stop()));
  shared.slotwiseWorker = {
    async stop() {
      isStopped = true;
      await stopRunners();
    },
  };
  const keepRunning = async () => {
    while (!isStopped) {
      const events: WorkerEvents = new EventEmitter();
      alertOfFailures(events);
      const endBeating = keepBeating(events);
      try {
        runners = [];
        for (const part of PARTS) runners.push(await run({ ...options(events), ...part, pollInterval: 500 }));
        await Promise.race(runners.map((runner) => runner.promise));
      } catch (error) {
        log().error({ err: error }, 'the job worker stopped, and begins again');
      }
      await stopRunners();
      await endBeating().catch(() => undefined);
      if (!isStopped) await new Promise((resolve) => setTimeout(resolve, RESTART_MS).unref());
    }
  };
  void keepRunning();
  // Next ends the process once its requests are answered; what is still locked then waits until it counts as silent.
  const stop = () => void shared.slotwiseWorker?.stop().catch(() => undefined);
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** Works off what is due, and returns how many jobs that were. */
export async function drainJobs(): Promise<{ done: number; failed: number }> {
  const events: WorkerEvents = new EventEmitter();
  alertOfFailures(events);
  const endBeating = keepBeating(events);
  const counts = { done: 0, failed: 0 };
  events.on('job:success', () => {
    counts.done += 1;
  });
  events.on('job:error', () => {
    counts.failed += 1;
  });
  try {
    await rescueJobs();
    await runOnce(options(events));
  } finally {
    await endBeating();
  }
  return counts;
}
