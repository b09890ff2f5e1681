// One way of proving: something happens while a vendor fails, the vendor comes back, the queue runs, and the vendors'
// own records say what reached people.
import { afterEach, beforeEach } from 'vitest';
import { db } from '@/lib/db';
import { expectBookingsToAddUp } from '@/tests/factories';
import { expectOnce } from './promises';
import { finishJobs, tryJobs } from './queue';
import type { Given } from './scenarios';
import { beginAnew, control, recover, strikesOf, type VendorName } from './vendors';

const HOUR_MS = 3_600_000;

beforeEach(async () => {
  await beginAnew();
  // Sweeps look at the whole table: what another test left would be swept as well.
  await db().teachingSession.updateMany({
    where: { status: { in: ['SCHEDULED', 'IN_PROGRESS'] } },
    data: { status: 'COMPLETED' },
  });
});
afterEach(expectBookingsToAddUp);

export type Trouble = {
  kind: string;
  vendor: VendorName;
  /** How often each job is tried before the vendor is back. */
  rounds?: number;
  strike: (given: Given) => Promise<unknown>;
};

export const away = (vendor: VendorName) => () => control(vendor, 'POST /_away', { ms: HOUR_MS });

export async function proveAgainst(
  { kind, vendor, rounds = 1, strike }: Trouble,
  arrange: () => Promise<Given>,
): Promise<void> {
  const given = await arrange();
  await strike(given);
  await given.act();
  const failedMeanwhile = await tryJobs({ rounds });
  await recover();
  await given.act();
  const failed = failedMeanwhile + (await finishJobs());
  // A port on which nobody listens writes no log: there, each try that failed is one.
  const injected = (await strikesOf(vendor)) || failed;
  await expectOnce(kind, { injected, ...given.outcome() });
}
