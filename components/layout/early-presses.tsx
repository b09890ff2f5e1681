// A page is seen before its scripts have come, and on a slow line long before. Whoever presses a button meanwhile is
// heard: the press waits until React has taken the button over. Links, and forms of the browser's own, work without it.

type EarlyPressesProps = { nonce: string | undefined };

/** The first thing in the body, so that nothing can be pressed before it. */
export function EarlyPresses({ nonce }: EarlyPressesProps) {
  return (
    <script
      nonce={nonce}
      // Browsers hide a nonce from scripts once the page is read.
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own function, as text
      dangerouslySetInnerHTML={{ __html: `(${keepPresses})()` }}
    />
  );
}

/** Runs in the browser, by itself: what it needs stands inside. */
function keepPresses(): void {
  const WHAT_REACT_HEARS =
    'button:not([popovertarget]), [type=radio], [type=checkbox], label:has([type=radio], [type=checkbox])';
  /** By then the scripts are not coming, and the browser does what it can by itself. */
  const PATIENCE_MS = 10_000;
  const POLL_MS = 30;
  const waiting = new Map<HTMLElement, number>();

  document.addEventListener(
    'click',
    (event) => {
      const pressed = (event.target as Element).closest<HTMLElement>(WHAT_REACT_HEARS);
      if (!pressed || isHeard(pressed) || isOver(waiting.get(pressed))) return;
      event.preventDefault();
      event.stopPropagation();
      if (waiting.size === 0) setTimeout(pressAgain, POLL_MS);
      // Twice in vain is once.
      if (!waiting.has(pressed)) waiting.set(pressed, Date.now());
    },
    true,
  );

  /** React leaves its mark on what it has taken over. */
  function isHeard(element: Element): boolean {
    return Object.keys(element).some((key) => key.startsWith('__reactProps'));
  }

  function isOver(since: number | undefined): boolean {
    return since !== undefined && Date.now() - since > PATIENCE_MS;
  }

  function pressAgain(): void {
    for (const [pressed, since] of waiting) {
      if (!isHeard(pressed) && !isOver(since) && pressed.isConnected) continue;
      pressed.click();
      waiting.delete(pressed);
    }
    if (waiting.size > 0) setTimeout(pressAgain, POLL_MS);
  }
}
