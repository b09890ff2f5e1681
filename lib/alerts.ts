// What a person who runs this installation has to look at: a row that stays until somebody has, and a line in the log.
import type { Tx } from './db';
import { log } from './log';

export type AlertKind = 'refund-failed' | 'amount-mismatch' | 'dispute' | 'partial-refund' | 'job-failed';

/** Raises an alert, or raises it again where it was resolved. One subject has one alert of a kind. */
export async function raiseAlert(
  tx: Tx,
  { kind, subjectId, detail }: { kind: AlertKind; subjectId: string; detail: string },
): Promise<void> {
  log().error({ alert: kind, subjectId }, detail);
  await tx.operatorAlert.upsert({
    where: { kind_subjectId: { kind, subjectId } },
    create: { kind, subjectId, detail },
    update: { detail, resolvedAt: null },
  });
}

/** Resolves an alert whose reason has gone by itself. */
export async function resolveAlert(
  tx: Tx,
  { kind, subjectId, now }: { kind: AlertKind; subjectId: string; now: Date },
): Promise<void> {
  await tx.operatorAlert.updateMany({
    where: { kind, subjectId, resolvedAt: null },
    data: { resolvedAt: now },
  });
}
