// Starts processes of their own (mortal.ts), and kills them as a machine does that loses its power: without a word.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export type Order = { cancel: { sessionId: string; userId: string }[] };
export type Report = { ready?: true; cancelled?: string };

export type Mortal = {
  give: (order: Order) => void;
  /** Resolves when it has carried out so many commands. */
  hasCancelled: (count: number) => Promise<void>;
  kill: () => Promise<void>;
};

export async function startMortal({ worker }: { worker: boolean }): Promise<Mortal> {
  const child = fork(join(import.meta.dirname, 'mortal.ts'), worker ? ['--worker'] : [], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let cancelled = 0;
  child.on('message', (report: Report) => {
    if (report.cancelled) cancelled += 1;
  });
  await untilMessage(child, ({ ready }: Report) => ready === true);
  return {
    give: (order) => child.send(order),
    hasCancelled: (count) =>
      cancelled >= count ? Promise.resolve() : untilMessage(child, () => cancelled >= count),
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** @throws Error where the process ends of itself first */
async function untilMessage(child: ChildProcess, isIt: (report: Report) => boolean): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const end = (settle: () => void) => {
      child.off('message', onMessage);
      child.off('exit', onExit);
      settle();
    };
    const onMessage = (report: unknown) => {
      if (isIt(report as Report)) end(resolve);
    };
    const onExit = (code: number | null) => end(() => reject(new Error(`the process ended with ${code}`)));
    child.on('message', onMessage);
    child.on('exit', onExit);
  });
}
