// What some test cards bring about only after the call is over: a refund that ends otherwise than it began, a dispute.
import { isDisputeDue, openDispute } from './disputes';
import type { Ledger } from './ledger';
import { isUnsettled, settleRefund } from './refunds';

export type LaterOptions = { refundSettlesAfterMs?: number; disputeOpensAfterMs?: number };

export function createLater(ledger: Ledger, options: LaterOptions) {
  const { refundSettlesAfterMs = 2000, disputeOpensAfterMs = 2000 } = options;
  const timers = new Map<string, NodeJS.Timeout>();

  function once(id: string, work: () => void, afterMs: number) {
    if (!timers.has(id)) timers.set(id, setTimeout(work, afterMs));
  }

  /** Finds what is due: after each call, and at the start what an earlier run left. */
  function look() {
    for (const refund of ledger.refunds.values()) {
      if (isUnsettled(ledger, refund))
        once(refund.id, () => settleRefund(ledger, refund), refundSettlesAfterMs);
    }
    for (const charge of ledger.charges.values()) {
      if (!isDisputeDue(charge)) continue;
      const dispute = () => {
        // It may have been disputed by hand in the meantime.
        if (isDisputeDue(charge)) openDispute(ledger, charge);
      };
      once(charge.id, dispute, disputeOpensAfterMs);
    }
  }

  look();
  return {
    look,
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
