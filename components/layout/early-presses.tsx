// A page is seen before its scripts have come, and on a slow line long before. Whoever presses a button meanwhile is
// heard: the press waits until React has taken the button over. Links, and forms that a browser sends by itself, need
// no script and wait for none.

type EarlyPressesProps = { nonce: string | undefined };

/** The last thing in the body: a script at its beginning would have the browser paint before there is anything to see. */
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
  const HEARD_BY_REACT = 'button, [type=radio], [type=checkbox], label:has([type=radio], [type=checkbox])';
  const HEARD_BY_THE_BROWSER = '[popovertarget], form[action] *';
  /** Of the page. What others put around it, as extensions of a browser do, is theirs. */
  const PAGE = 'body > :is(header, main, footer)';
  /** Since the page began. By then its scripts are there or will not come. */
  const PATIENCE_MS = 15_000;
  const POLL_MS = 30;
  const begun = performance.now();
  /** In the order in which they were pressed, with the sign that each was. */
  const waiting = new Map<HTMLElement, Animation>();
  let isPressing = false;

  document.addEventListener('click', hold, true);

  function hold(event: MouseEvent): void {
    if (isPressing) return;
    if (isOver()) {
      document.removeEventListener('click', hold, true);
      return;
    }
    const pressed = (event.target as Element).closest<HTMLElement>(HEARD_BY_REACT);
    if (!pressed?.closest(PAGE) || pressed.matches(HEARD_BY_THE_BROWSER) || isHeard(pressed)) return;
    event.preventDefault();
    event.stopPropagation();
    if (waiting.size === 0) setTimeout(pressAgain, POLL_MS);
    // Twice in vain is once, and counts as last. Not by an attribute, which React would miss in what the server wrote.
    waiting.get(pressed)?.cancel();
    waiting.delete(pressed);
    waiting.set(pressed, pressed.animate({ opacity: [0.6, 0.6] }, PATIENCE_MS));
  }

  function pressAgain(): void {
    for (const [pressed, sign] of waiting) {
      if (pressed.isConnected && !isHeard(pressed) && !isOver()) continue;
      waiting.delete(pressed);
      sign.cancel();
      isPressing = true;
      pressed.click();
      isPressing = false;
    }
    if (waiting.size > 0) setTimeout(pressAgain, POLL_MS);
  }

  /** React leaves its mark on what it has taken over. */
  function isHeard(element: Element): boolean {
    return Object.keys(element).some((key) => key.startsWith('__reactProps'));
  }

  function isOver(): boolean {
    return performance.now() - begun > PATIENCE_MS;
  }
}
