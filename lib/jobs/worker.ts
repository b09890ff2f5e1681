// Who works the queue off: a worker beside a long-running server, or, where no process outlives a request, the
// request itself and the cron route.
import { EventEmitter } from 'node:events';
import { Logger, type Runner, type RunnerOptions, run, runOnce, type WorkerEvents } from 'graphile-worker';
import { pool } from '../db';
import { log } from '../log';
import { tasks } from './tasks';

const logger = new Logger(() => (level, message, meta) => {
  const known = level === 'warning' ? 'warn' : level;
  const error = meta && 'error' in meta && meta.error instanceof Error ? meta.error : undefined;
  if (known === 'info' || known === 'debug') log().debug(message);
  else log()[known]({ err: error && { type: error.name, message: error.message } }, message);
});

function options(): RunnerOptions {
  // The pool is shared with the requests, so few jobs run at once.
  return {
    pgPool: pool(),
    taskList: tasks,
    logger,
    concurrency: 4,
    noHandleSignals: true,
    noPreparedStatements: true,
  };
}

const shared = globalThis as { slotwiseWorker?: Promise<Runner> };

/** Works jobs off as they come, until the process ends. Starting twice is starting once. */
export async function startWorker(): Promise<void> {
  if (shared.slotwiseWorker) return;
  shared.slotwiseWorker = run({ ...options(), pollInterval: 500 });
  const runner = await shared.slotwiseWorker;
  // Next ends the process once its requests are answered; a job that is still locked then would wait for hours.
  const stop = () => void runner.stop().catch(() => undefined);
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** Works off what is due, and returns how many jobs that were. */
export async function drainJobs(): Promise<{ done: number; failed: number }> {
  const events: WorkerEvents = new EventEmitter();
  const counts = { done: 0, failed: 0 };
  events.on('job:success', () => {
    counts.done += 1;
  });
  events.on('job:error', () => {
    counts.failed += 1;
  });
  await runOnce({ ...options(), events });
  return counts;
}
