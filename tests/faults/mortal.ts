// A process that lives as long as a test lets it: the queue's worker as every server runs it, and commands as people give
// them. Its settings are those of the test that started it.
import { register } from 'node:module';
import type { Order, Report } from './mortals';

register('./mortal-hooks.mjs', import.meta.url);
const { startWorker } = await import('@/lib/jobs/worker');
const { cancelSession } = await import('@/lib/sessions/commands');

// Whoever was to kill it is gone.
process.on('disconnect', () => process.exit());

process.on('message', async ({ cancel }: Order) => {
  for (const { sessionId, userId } of cancel) {
    await cancelUntilDone({ sessionId, userId });
    report({ cancelled: sessionId });
  }
});

/** As somebody clicks who got no answer: a machine that is busy may take longer than a transaction has. */
async function cancelUntilDone(seat: { sessionId: string; userId: string }): Promise<void> {
  for (let isDone = false; !isDone; ) {
    isDone = await cancelSession({ ...seat, now: new Date() }).then(
      () => true,
      (error: { code?: string }) => error.code === 'INVALID_STATE',
    );
  }
}

function report(what: Report): void {
  process.send?.(what);
}

if (process.argv.includes('--worker')) await startWorker();
report({ ready: true });
