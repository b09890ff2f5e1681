// One way of proving: something happens while a vendor fails, the vendor comes back, the queue runs, and the vendors'
// own records say what reached people.
import './each-test';
import { expectOnce } from './promises';
import { finishJobs, tryJobs } from './queue';
import type { Given } from './scenarios';
import { control, recover, strikesOf, type VendorName } from './vendors';

const HOUR_MS = 3_600_000;

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
