// A vendor that cannot be reached at all for a while, and then is back.

/** What a stand-in does besides when it goes and when it is back: cut its lines, hold its webhooks. */
export type AwayHooks = { onLeave?: () => Promise<void> | void; onReturn?: () => Promise<void> | void };

export function createAway({ onLeave, onReturn }: AwayHooks) {
  let until = 0;
  let timer: NodeJS.Timeout | undefined;

  async function comeBack() {
    clearTimeout(timer);
    if (until === 0) return;
    until = 0;
    await onReturn?.();
  }

  return {
    /** Goes away for so long from now on, however long it was to be away before. */
    async leave(ms: number) {
      clearTimeout(timer);
      const isHere = until === 0;
      until = Date.now() + ms;
      timer = setTimeout(() => void comeBack(), ms);
      if (isHere) await onLeave?.();
    },
    comeBack,
    isAway: () => until !== 0,
    awayForMs: () => Math.max(0, until - Date.now()),
    close: () => clearTimeout(timer),
  };
}
